"""What goes to the bank and what comes back; files of a source or a batch."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.attaching import attach
from niudai.funds import actions, forms
from niudai.funds.judging import judged
from niudai.funds.views.found import asked, batch_of, source_of
from niudai.funds.views.pages import refused_to_message


@require_POST
@requires(Permission.FUND_PAY)
def fund_bank_file(request: Request, pk: int) -> HttpResponseBase:
    """The list with whole card numbers: taking it is written in the log."""
    batch = batch_of(request, pk)
    made = getattr(batch, "bank_file", None)
    if made is None:
        raise Http404
    with transaction.atomic():
        record("funds.take_bank_file", batch, by=request.actor, sha256=made.sha256)
    return FileResponse(
        made.file.open("rb"), as_attachment=True, filename=f"{batch.reference}.{made.ending}"
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_RESULT)
def fund_results(request: Request, pk: int) -> HttpResponse:
    """Bring the bank's file; it is tried before anything is entered."""
    batch = batch_of(request, pk)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.bring_results, batch, form.cleaned_data["file"], by=request.actor)
        if (brought := refused_to_message(form, act)) is not None:
            return redirect("fund_results_try", pk=batch.pk, file=brought.pk)
    context = {
        "form": form, "back": batch.get_absolute_url(), "back_label": str(batch), "missing": [],
        "warnings": [], "basis": "",
        "heading": _("Bring the bank's answer"), "verb": _("Try it"),
        "about": _("Nothing is entered yet: you see first what would happen."),
    }  # fmt: skip
    return render(request, "casework/move.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_RESULT)
def fund_results_try(request: Request, pk: int, file: int) -> HttpResponse:
    batch = batch_of(request, pk)
    brought = get_object_or_404(batch.result_files.all(), pk=file)
    if request.method == "POST":
        act = partial(actions.enter_results, brought, by=request.actor)
        if (entered := refused_to_message(request, act)) is not None:
            messages.success(
                request,
                _("Entered: %(paid)d paid, %(rejected)d returned.")
                % {"paid": entered.paid, "rejected": entered.rejected},
            )
            return redirect(batch)
    verdicts = judged(brought)
    context = {
        "batch": batch, "file": brought, "verdicts": verdicts,
        "paid": sum(verdict.outcome == "paid" for verdict in verdicts),
        "rejected": sum(verdict.outcome == "rejected" for verdict in verdicts),
        "faults": sum(bool(verdict.fault) for verdict in verdicts),
    }  # fmt: skip
    return render(request, "funds/results.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_attach(request: Request, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    return attaching(request, source)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_batch_attach(request: Request, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    return attaching(request, batch)


def attaching(request: Request, case: object) -> HttpResponse:
    def act(file: object) -> None:
        attach(case, file, kind="notice", by=request.actor)  # type: ignore[arg-type]

    return asked(
        request, forms.AttachForm(request.POST or None, request.FILES or None), act, back=case,
        heading=_("Add a file"), done=_("The file is kept with the case."),
    )  # fmt: skip
