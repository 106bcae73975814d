"""The moves of a hardship file, one page for all: what each asks and which action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.actor import Actor
from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.forms import moves as forms
from niudai.assistance.hardship.guards.separation import hindrance
from niudai.assistance.hardship.models import HardshipFile, Objection
from niudai.assistance.hardship.procedure import moves_of
from niudai.assistance.hardship.reckoning import shown
from niudai.assistance.hardship.views.found import file_of, sees_all
from niudai.assistance.hardship.views.keeping import KEEPING_PAGES
from niudai.casework.procedure import Move
from niudai.kernel.forms import tried


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    form: type[forms.MoveForm]
    act: Callable[..., Any]


def on_objection(act: Callable[..., Any]) -> Callable[..., Any]:
    """An act on one objection, called with the file like every other."""

    def done(_file: HardshipFile, *, objection: Objection, finding: str, by: Actor) -> Any:
        return act(objection, finding=finding, by=by)

    return done


PAGES: dict[str, MovePage] = {
    **{name: MovePage(form, act) for name, (form, act) in KEEPING_PAGES.items()},
    "submit": MovePage(forms.OnForm, actions.submit),
    "accept": MovePage(forms.CheckForm, actions.accept),
    "return_for_completion": MovePage(forms.ReasonForm, actions.return_for_completion),
    "refuse": MovePage(forms.ReasonForm, actions.refuse),
    "withdraw": MovePage(forms.WithdrawForm, actions.withdraw),
    "survey": MovePage(forms.SurveyForm, actions.survey),
    "publish_unit": MovePage(forms.PublishForm, actions.publish_unit),
    "pass_unit_publicity": MovePage(forms.ClickForm, actions.pass_unit_publicity),
    "put_off_unit_publicity": MovePage(forms.ClickForm, actions.put_off_unit_publicity),
    "end_unit_publicity": MovePage(forms.ClickForm, actions.end_publicity),
    "object": MovePage(forms.ObjectForm, actions.raise_objection),
    "dismiss_objection": MovePage(forms.FindingForm, on_objection(actions.dismiss_objection)),
    "uphold_objection": MovePage(forms.FindingForm, on_objection(actions.uphold_objection)),
    "restart_publicity": MovePage(forms.FindingForm, on_objection(actions.restart_publicity)),
    "review": MovePage(forms.ReviewForm, actions.review),
    "return_to_unit": MovePage(forms.ReasonForm, actions.return_to_unit),
    "ask_match": MovePage(forms.OnForm, actions.ask_match),
    "match": MovePage(forms.MatchForm, actions.match),
    "approve": MovePage(forms.ApproveForm, actions.approve),
    "refuse_decision": MovePage(forms.ReasonForm, actions.refuse_decision),
    "publish_county": MovePage(forms.PublishForm, actions.publish_county),
    "put_off_county_publicity": MovePage(forms.ClickForm, actions.put_off_county_publicity),
    "end_county_publicity": MovePage(forms.ClickForm, actions.end_publicity),
    "enter": MovePage(forms.EnterForm, actions.enter),
    "open_temporary": MovePage(forms.ClickForm, actions.open_temporary),
    "convert": MovePage(forms.ClickForm, actions.convert),
}


def move_of(file: HardshipFile, name: str) -> Move:
    found = next((move for move in moves_of(file) if move.name == name), None)
    if found is None or name not in PAGES:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
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
    hindered = hindrance(file, move, request.actor)
    missing = known.missing(file) if file.stage in known.sources else []
    context = {
        "form": form, "heading": known.label, "back": file.get_absolute_url(),
        "back_label": file.reference, "verb": known.label, "basis": known.basis,
        "about": " · ".join(filter(None, (file.title, str(known.about)))),
        "missing": [*missing, *([hindered] if hindered else [])],
        "sensitive": sees_all(request, file),
        "decision": shown(file) if move == "approve" else None,
    }  # fmt: skip
    return render(request, "hardship/move.html", context)
