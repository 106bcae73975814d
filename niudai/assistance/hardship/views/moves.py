"""The moves of a hardship file, one page for all: what each asks and which action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.forms import moves as forms
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.procedure import moves_of
from niudai.assistance.hardship.views.found import file_of
from niudai.assistance.hardship.views.keeping import KEEPING_PAGES
from niudai.casework.procedure import Move
from niudai.kernel.forms import tried


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    form: type[forms.MoveForm]
    act: Callable[..., Any]


PAGES: dict[str, MovePage] = {
    **{name: MovePage(form, act) for name, (form, act) in KEEPING_PAGES.items()},
    "submit": MovePage(forms.OnForm, actions.submit),
}


def move_of(file: HardshipFile, name: str) -> Move:
    found = next((move for move in moves_of(file) if move.name == name), None)
    if found is None or name not in PAGES:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_VIEW)
def hardship_move(request: Request, pk: int, move: str) -> HttpResponse:
    file = file_of(request, pk, whole=True)
    known, page = move_of(file, move), PAGES[move]
    form = page.form(
        request.POST or None, request.FILES or None, file=file, actor=request.actor
    )  # fmt: skip
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(form, lambda: page.act(file, **form.arguments(), by=request.actor)):
        messages.success(request, _("On record: %(act)s.") % {"act": known.label})
        return redirect(file)
    context = {
        "form": form, "heading": known.label, "back": file.get_absolute_url(),
        "back_label": file.reference, "verb": known.label, "basis": known.basis,
        "about": " · ".join(filter(None, (file.title, str(known.about)))),
        "missing": known.missing(file) if file.stage in known.sources else [],
    }  # fmt: skip
    return render(request, "hardship/move.html", context)
