"""Taking an application down: from a file, for a member, at once."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid import actions, forms
from niudai.assistance.aid.kinds import CEILINGS, named
from niudai.assistance.aid.views.found import asked, case_of, file_of, open_book
from niudai.assistance.hardship.models import HardshipFile
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of


@require_safe
@requires(Permission.AID_HANDLE)
def aid_files(request: Request) -> HttpResponse:
    """Files in force to ask from; `?q=` is a name, a number of the file or an identity number."""
    words = request.GET.get("q", "").strip()
    rows = HardshipFile.objects.visible_to(request.actor).in_force().select_related("organisation")
    if words:
        by_name = rows.filter(name__contains=words) | rows.filter(reference__contains=words)
        of_number = rows.of_numbers(words)
        rows = of_number if of_number.exists() else by_name
    context = {
        "page": page_of(rows, request.GET, order=["-received_on", "-pk"]), "words": words,
        "may_approve": request.actor.may(Permission.AID_APPROVE),
    }  # fmt: skip
    return render(request, "aid/files.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_HANDLE)
def aid_new(request: Request, file: int) -> HttpResponse:
    """First what help, then what that kind asks."""
    held = file_of(request, file)
    kind = request.GET.get("kind", "")
    if kind not in CEILINGS:
        chosen = forms.KindForm()
        return render(request, "aid/kind.html", {"form": chosen, "file": held})
    readable = open_book(request, held)
    form = forms.FactsForm(
        request.POST or None, kind=kind, file=held, open_book=readable,
        initial={"bank": held.bank, "card_name": held.card_name},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if tried(form, lambda: made.append(
            actions.take_down(held, kind=kind, **form.arguments(), by=request.actor)
        )):  # fmt: skip
            messages.success(request, _("Taken down. Ask for it when the papers are complete."))
            return redirect(made[0])
    names = dict(named())
    context = {
        "form": form, "heading": _("Take down: %(kind)s") % {"kind": names[kind]},
        "about": held.title, "verb": _("Take down"), "missing": [],
        "back_label": held.reference,
    }  # fmt: skip
    return render(request, "aid/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_HANDLE)
def aid_new_member(request: Request) -> HttpResponse:
    """Somebody without a file; the facts are completed on the next page."""
    form = forms.WhoForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if tried(form, lambda: made.append(
            actions.take_down_for_member(**form.cleaned_data, by=request.actor)
        )):  # fmt: skip
            messages.success(request, _("Taken down. Now what happened, and the papers."))
            return redirect("aid_correct", pk=made[0].pk)
    context = {
        "form": form, "heading": _("Aid for a member without a file"), "verb": _("Take down"),
        "about": _("For groups some source of money is meant for."), "missing": [],
    }  # fmt: skip
    return render(request, "aid/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_HANDLE)
def aid_correct(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = forms.FactsForm(
        request.POST or None, kind=case.kind, file=case.file, case=case,
        open_book=open_book(request, case),
    )  # fmt: skip
    return asked(
        request, form, partial(actions.correct, case, by=request.actor), back=case,
        heading=_("Complete or correct"), about=case.title, done=_("On record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_APPROVE)
def aid_urgent(request: Request, file: int) -> HttpResponse:
    """Taken down and approved in one act: on a phone, at the bedside."""
    held = file_of(request, file)
    form = forms.UrgentForm(request.POST or None, file=held, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if tried(form, lambda: made.append(
            actions.help_at_once(held, **form.cleaned_data, by=request.actor)
        )):  # fmt: skip
            messages.success(request, _("Approved at once. The papers are due afterwards."))
            return redirect(made[0])
    context = {
        "form": form, "heading": _("Help at once"), "about": held.title,
        "verb": _("Approve at once"), "missing": [], "back_label": held.reference,
    }  # fmt: skip
    return render(request, "aid/form.html", context)
