"""Notes, files and outcomes of an application, and reading a covered number."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid import actions, forms
from niudai.assistance.aid.letters import facts, lacking, letters_of
from niudai.assistance.aid.views.found import asked, case_of, open_book
from niudai.audit.revealing import reveal
from niudai.casework.attaching import attach
from niudai.casework.letter_page import letter_page
from niudai.casework.noting import note
from niudai.kernel.refused import Refused

REVEALED = frozenset({"number", "phone", "card"})


@require_POST
@requires(Permission.AID_HANDLE)
def aid_note(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = forms.TextForm(request.POST)
    if form.is_valid():
        try:
            note(case, text=form.cleaned_data["text"], by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
    else:
        messages.error(request, _("The note is empty."))
    return redirect(f"{case.get_absolute_url()}#timeline")


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_HANDLE)
def aid_attach(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = forms.FileForm(request.POST or None, request.FILES or None)

    def act(file: object) -> None:
        attach(case, file, kind="evidence", by=request.actor)  # type: ignore[arg-type]

    return asked(
        request, form, act, back=case, heading=_("Add a file"), about=case.title,
        done=_("The file is kept with the case."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_SENSITIVE)
def aid_letters(request: Request, pk: int) -> HttpResponse:
    """The forms name illness and children: whoever may not read of them writes none."""
    case = case_of(request, pk)
    if not open_book(request, case):
        raise Http404
    return letter_page(
        request, case, letters_of(case), permission=Permission.AID_HANDLE, lacking=lacking,
        facts=facts, list_name="aid_list", list_label=_("Aid"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_HANDLE)
def aid_outcome(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    return asked(
        request, forms.OutcomeForm(request.POST or None, actor=request.actor),
        partial(actions.add_outcome, case, by=request.actor), back=case,
        heading=_("What came of it"), about=case.title, done=_("On record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def aid_reveal(request: Request, pk: int, field: str) -> HttpResponse:
    """A number or card in clear, for whoever handles families in need, with a reason."""
    case, shown = case_of(request, pk), ""
    if field not in REVEALED or not open_book(request, case):
        raise Http404
    form = forms.ReasonOnlyForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            shown = reveal(case, field, reason=reason, by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": shown, "name": case.name, "back": case}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)
