"""Consents, papers, notes, and reading a covered number on purpose."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.actor import Actor
from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.forms import intake as forms
from niudai.assistance.hardship.models import Consent
from niudai.assistance.hardship.views.found import asked, clicked, file_of, sees_all
from niudai.assistance.hardship.wording import TEXTS, VERSION
from niudai.audit.revealing import reveal
from niudai.casework.attaching import attach
from niudai.casework.noting import note
from niudai.kernel.forms import tried
from niudai.kernel.refused import Refused
from niudai.rulebook.codes import name_of

OF_A_MEMBER = ("number", "phone")


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_consent_new(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    form = forms.ConsentForm(request.POST or None, file=file)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.give_consent, file, **form.arguments(), by=request.actor)
        if tried(form, act):
            messages.success(request, _("The consent is on record."))
            return redirect(f"{file.get_absolute_url()}#consents")
    context = {
        "form": form, "heading": _("Enter a consent"), "about": file.title, "verb": "",
        "back": file.get_absolute_url(), "back_label": file.reference, "version": VERSION,
        "texts": [(Consent.Kind(kind).label, text) for kind, text in TEXTS.items()],
    }  # fmt: skip
    return render(request, "hardship/consent.html", context)


@require_POST
@requires(Permission.HARDSHIP_HANDLE)
def hardship_consent_withdraw(request: Request, pk: int, consent: int) -> HttpResponse:
    file = file_of(request, pk)
    one = get_object_or_404(file.consents.all(), pk=consent)
    return clicked(
        request, file, partial(actions.withdraw_consent, one), part="consents",
        done=_("The consent is taken back: nothing more is done with the data, what was done "
               "stays."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_attach(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    form = forms.PaperForm(request.POST or None, request.FILES or None)

    def act(*, upload: Any, kind: str, by: Actor) -> None:
        # Under the name of its kind: what somebody called a photo may name an illness.
        attach(file, upload, name=name_of("hardship_paper", kind), kind=kind, by=by)

    return asked(
        request, file, form, act, heading=_("Add a paper"),
        done=_("The file is kept with the case."), part="papers",
    )  # fmt: skip


@require_POST
@requires(Permission.HARDSHIP_HANDLE)
def hardship_note(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    form = forms.NoteForm(request.POST)
    if form.is_valid():
        try:
            note(file, text=form.cleaned_data["text"], by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
    else:
        messages.error(request, _("The note is empty."))
    return redirect(f"{file.get_absolute_url()}#timeline")


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_SENSITIVE)
def hardship_card_reveal(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    return revealed(request, file, file, "card", file.card_name or file.name)


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_SENSITIVE)
def hardship_member_reveal(request: Request, pk: int, member: int, field: str) -> HttpResponse:
    if field not in OF_A_MEMBER:
        raise Http404
    file = file_of(request, pk)
    one = get_object_or_404(file.members.all(), pk=member)
    return revealed(request, file, one, field, one.name)


def revealed(request: Request, file: Any, row: Any, field: str, name: str) -> HttpResponse:
    if not sees_all(request, file):
        raise Http404
    shown = ""
    form = forms.RevealForm(request.POST or None)
    if form.is_valid():
        try:
            shown = reveal(
                row, field, reason=form.cleaned_data["reason"], by=request.actor,
                path=file.organisation.path,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": shown, "name": name, "back": file}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)
