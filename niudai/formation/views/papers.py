"""Notes, files and letters of a union's case."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.attaching import attach
from niudai.casework.letter_page import letter_page
from niudai.casework.noting import note
from niudai.formation.forms import AttachForm, NoteForm
from niudai.formation.letters import facts, lacking
from niudai.formation.views.kinds import found
from niudai.kernel.forms import tried
from niudai.kernel.refused import Refused


@require_POST
@requires(Permission.FORMATION_HANDLE)
def union_case_note(request: Request, kind: str, pk: int) -> HttpResponse:
    _kind, case = found(request, kind, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note(case, text=form.cleaned_data["text"], by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
    else:
        messages.error(request, _("The note is empty."))
    return redirect(f"{case.get_absolute_url()}#timeline")


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def union_case_attach(request: Request, kind: str, pk: int) -> HttpResponse:
    _kind, case = found(request, kind, pk)
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        act = partial(attach, case, form.cleaned_data["file"], kind="notice", by=request.actor)
        if tried(form, act):
            messages.success(request, _("The file is kept with the case."))
            return redirect(f"{case.get_absolute_url()}#papers")
    context = {
        "form": form, "heading": _("Add a file"), "back": case.get_absolute_url(),
        "back_label": case.reference, "about": case.title,
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def union_case_letters(request: Request, kind: str, pk: int) -> HttpResponse:
    known, case = found(request, kind, pk)
    return letter_page(
        request, case, known.letters, permission=Permission.FORMATION_HANDLE, lacking=lacking,
        facts=facts, list_name="union_cases", list_label=_("Union affairs"),
    )  # fmt: skip
