"""One reception on one page, its moves, and the sheet to print."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk import actions, forms
from niudai.assistance.desk import procedure as p
from niudai.assistance.desk.models import Reception, Stage
from niudai.assistance.desk.views.found import reception_of, uncovered
from niudai.casework.deadlines import running
from niudai.casework.doors import Door, Standing, doors
from niudai.casework.offering import Act, shown
from niudai.casework.procedure import Move, offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.kernel.forms import tried
from niudai.organisations.models import Organisation

WAY = (Stage.RECEIVED, Stage.HANDLING, Stage.ANSWERED, Stage.CALLED_BACK, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    move: Move
    form: type[forms.MoveForm]
    act: Callable[..., Reception]


PAGES = {
    page.move.name: page
    for page in (
        MovePage(p.HANDLE, forms.MoveForm, actions.handle),
        MovePage(p.ANSWER, forms.AnswerForm, actions.answer),
        MovePage(p.REFER, forms.ReferForm, actions.refer),
        MovePage(p.CALL_BACK, forms.CallBackForm, actions.call_back),
        MovePage(p.RESUME, forms.ReasonForm, actions.resume),
        MovePage(p.CLOSE, forms.MoveForm, actions.close),
        MovePage(p.TAKE_OVER, forms.MoveForm, actions.take_over),
        MovePage(p.WITHDRAW, forms.ReasonForm, actions.withdraw),
    )
}
MOVES = tuple(page.move for page in PAGES.values())


@require_safe
@requires(Permission.DESK_VIEW)
def reception(request: Request, pk: int) -> HttpResponse:
    case = reception_of(request, pk)
    item, path = case.item, case.organisation.path
    offered = [offer for offer in offers(case, MOVES, by=request.actor) if offer.allowed]
    mine = case.holder_id is not None and case.holder_id == request.actor.appointment_id
    offered = [offer for offer in offered if not (mine and offer.move is p.TAKE_OVER)]
    open_words = uncovered(request, path)
    events = timeline(case, item)
    came_from = case.came_from
    may_receive = request.actor.may(Permission.DESK_RECEIVE, at=path)
    context = {
        "case": case,
        **shown(
            offered, lambda name: reverse("reception_move", args=[case.pk, name]),
            beside=[
                Act(
                    door.name, door.label, _("Passed on within the house; nothing is typed twice."),
                    reverse("reception_route", args=[case.pk, door.name]),
                )
                for door in offered_doors(request, case)
            ],
        ),
        "clocks": running(item),
        "timeline": events if open_words else [replace(event, detail="") for event in events],
        "steps": stages_passed(case, item, WAY),
        "above": list(Organisation.objects.visible_to(request.actor).above(path)),
        "uncovered": open_words,
        "opened": opened(request, case),
        "door": doors().get(case.door),
        "sent_on": seen(request, getattr(case, "sent_on_as", None)),
        "came_from": came_from,
        "may_see_origin": came_from is not None
        and request.actor.may(Permission.DESK_VIEW, at=came_from.organisation.path),
        "may_reveal": bool(case.phone) and request.actor.may(Permission.PERSONAL_REVEAL, at=path),
        "may_receive": may_receive,
        "may_mend": may_receive and case.stage not in Reception.CLOSED,
        "may_see_person": case.person is not None
        and request.actor.may(Permission.PERSON_VIEW, at=case.person.path),
    }  # fmt: skip
    return render(request, "desk/case.html", context)


def offered_doors(request: Request, case: Reception) -> list[Door]:
    """What the matter may open here: what fits it first."""
    path = case.organisation.path
    if case.stage not in p.ROUTE.sources or not request.actor.may(p.RECEIVE, at=path):
        return []
    held = [door for door in doors().values() if request.actor.may(door.permission, at=path)]
    return sorted(held, key=lambda door: case.matter not in door.matters)


def opened(request: Request, case: Reception) -> Standing | None:
    door = doors().get(case.door)
    if door is None or case.opened_id is None:
        return None
    return door.standing(case.opened_id, request.actor)


def seen(request: Request, other: Reception | None) -> dict[str, Any] | None:
    """The record at the other desk: number and stage for who sees it, else whether it is open."""
    if other is None:
        return None
    visible = request.actor.may(Permission.DESK_VIEW, at=other.organisation.path)
    return {
        "case": other if visible else None, "place": other.organisation,
        "over": other.stage in Reception.CLOSED,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.DESK_RECEIVE)
def reception_move(request: Request, pk: int, move: str) -> HttpResponse:
    case = reception_of(request, pk)
    page = PAGES.get(move)
    if page is None:
        raise Http404
    form = page.form(request.POST or None, case=case, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act = partial(page.act, case, **form.cleaned_data, by=request.actor)
        if tried(form, act):
            messages.success(request, _("On record: %(act)s.") % {"act": page.move.label})
            return redirect(case)
    context = {
        "form": form, "heading": page.move.label, "back": case.get_absolute_url(),
        "back_label": case.reference, "verb": page.move.label,
        "about": " · ".join(filter(None, (case.title, str(page.move.about)))),
        "missing": page.move.missing(case) if case.stage in page.move.sources else [],
        "basis": page.move.basis,
    }  # fmt: skip
    return render(request, "casework/move.html", context)


@require_safe
@requires(Permission.DESK_VIEW)
def reception_sheet(request: Request, pk: int) -> HttpResponse:
    """The reception sheet as it is signed on paper (domain 14: 接待登记表)."""
    case = reception_of(request, pk)
    open_words = uncovered(request, case.organisation.path)
    return render(request, "desk/sheet.html", {"case": case, "uncovered": open_words})
