"""Notes, files and letters of a union's case."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.attaching import attach
from niudai.casework.letters import Letter, write
from niudai.casework.noting import note
from niudai.formation.forms import AttachForm, NoteForm
from niudai.formation.letters import facts, lacking
from niudai.formation.views.kinds import Kind, found
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
    if request.method == "POST":
        letter = letter_of(known, request.POST.get("letter", ""))
        try:
            request.actor.must(Permission.FORMATION_HANDLE, at=case.organisation.path)
            if sentence := lacking(case, letter.kind):
                raise Refused(sentence)
            made = write(case, letter, facts(case), by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("“%(name)s” lies with the case.") % {"name": made.name})
            return redirect(f"{case.get_absolute_url()}#papers")
    context = {"case": case, "letters": known.letters}
    return render(request, "formation/letters.html", context)


def letter_of(kind: Kind, name: str) -> Letter:
    found_letter = next((each for each in kind.letters if each.kind == name), None)
    if found_letter is None:
        raise Http404
    return found_letter
