"""One application on one page, and its moves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid import actions, forms
from niudai.assistance.aid import procedure as p
from niudai.assistance.aid.caps import Ceiling, ceiling, urgent_limit
from niudai.assistance.aid.doubles import found_for
from niudai.assistance.aid.kinds import SERVICES, papers_of
from niudai.assistance.aid.levels import advised
from niudai.assistance.aid.means import means_for
from niudai.assistance.aid.models import AT_THE_UNIT, UNDECIDED, AidApplication, Stage
from niudai.assistance.aid.separation import hindrance
from niudai.assistance.aid.views.found import asked, case_of, open_book
from niudai.casework.deadlines import running
from niudai.casework.offering import shown
from niudai.casework.procedure import Move, Offer, offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.funds.ledger import moves_of
from niudai.funds.models import Posting

S = Stage
WAY = (
    S.SUBMITTED, S.UNIT_OPINION, S.TOWN_CHECKED, S.COUNTY_REVIEWED, S.APPROVED, S.SCHEDULED,
    S.PAID, S.CLOSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    move: Move
    form: type[forms.MoveForm]
    act: Callable[..., Any]


PAGES = {
    page.move.name: page
    for page in (
        MovePage(p.SUBMIT, forms.ClickForm, actions.submit),
        MovePage(p.GIVE_OPINION, forms.OpinionForm, actions.give_opinion),
        MovePage(p.RETURN, forms.ReasonForm, actions.return_to_applicant),
        MovePage(p.CHECK, forms.CheckForm, actions.check),
        MovePage(p.SEND_BACK, forms.ReasonForm, actions.send_back),
        MovePage(p.REFUSE, forms.ReasonForm, actions.refuse),
        MovePage(p.REVIEW, forms.ReviewForm, actions.review),
        MovePage(p.PUBLISH, forms.PublishForm, actions.publish),
        MovePage(p.END_PUBLICITY, forms.EndPublicityForm, actions.end_publicity),
        MovePage(p.APPROVE, forms.DecisionForm, actions.approve),
        MovePage(p.COMPLETE_PAPERS, forms.NoteForm, actions.complete_papers),
        MovePage(p.GIVE, forms.GiveForm, actions.give),
        MovePage(p.CONFIRM, forms.ConfirmForm, actions.confirm),
        MovePage(p.WITHDRAW, forms.ReasonForm, actions.withdraw),
        MovePage(p.GIVE_UP, forms.ReasonForm, actions.give_up),
        MovePage(p.FIND_FALSE, forms.FindingForm, actions.find_false),
        MovePage(p.RECOVER, forms.DocumentForm, actions.recover),
    )
}
# Shown with ceiling, double help and sources beside the form.
WEIGHED = frozenset({"check", "review", "approve"})


@require_safe
@requires(Permission.AID_VIEW)
def aid_case(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    path = case.organisation.path
    may = request.actor.may
    offered = offered_to(request, case)
    item, readable = case.item, open_book(request, case)
    happened = timeline(case, item)
    context = {
        "case": case,
        **shown(offered, lambda move: reverse("aid_move", args=[case.pk, move])),
        "clocks": running(item),
        "steps": stages_passed(case, item, WAY),
        # A note may speak of an illness.
        "timeline": happened if readable else [replace(each, detail="") for each in happened],
        "attachments": item.attachments.all(),
        "chain": [(each, name_of_step(each.step)) for each in case.chain.all()],
        "papers": papers(case),
        "members": case.file.household if case.file else [],
        "postings": postings(case),
        "outcomes": case.outcomes.select_related("employer"),
        "door": door(request, case),
        "open_book": readable,
        "may_mend": (case.stage in AT_THE_UNIT or case.lacks_papers)
        and may(Permission.AID_HANDLE, at=path),
        "may_write": may(Permission.AID_HANDLE, at=path),
        "may_reveal": may(Permission.PERSONAL_REVEAL, at=path),
        "may_see_money": case.line is not None and may(Permission.FUND_VIEW, at=case.line.path),
        "follows_up": case.kind in SERVICES,
        **weighed(request, case),
    }
    return render(request, "aid/case.html", context)


def name_of_step(step: str) -> str:
    return str(next(move.label for move in p.MOVES if move.name == step))


def papers(case: AidApplication) -> list[dict[str, Any]]:
    """Every paper of the kind: seen, not needed, or still missing."""
    return [
        {"name": paper.name, "seen": paper.id in case.papers, "waived": paper.id in case.waived}
        for paper in papers_of(case.kind, case.received_on)
    ]


def postings(case: AidApplication) -> list[Posting]:
    return [] if case.line is None else moves_of(case.line)


def door(request: Request, case: AidApplication) -> str:
    """Where help of this kind is asked for in another part of the house."""
    name = settings.AID_DOORS.get(case.kind)
    return reverse(name) if name and request.actor.may(Permission.DISPUTE_REGISTER) else ""


def weighed(request: Request, case: AidApplication) -> dict[str, Any]:
    """What the decision rests on: as it is now, or frozen as it was decided."""
    if case.most:
        frozen = {**case.most, "sentences": tuple(case.most["sentences"])}
        return {"most": Ceiling(**frozen), "was_decided": True}
    if case.stage not in UNDECIDED | {Stage.DRAFT}:
        return {}
    most = ceiling(case)
    found = found_for(case)
    opened = [each for each in found if each.may_be_opened(request.actor)]
    return {
        "most": most,
        "limit": urgent_limit(case) if case.is_sudden and case.stage == Stage.DRAFT else None,
        "advice": advised(case, case.asked_fen, most),
        "doubles": opened,
        "elsewhere": len(found) - len(opened),
        "means": means_for(case, case.asked_fen, timezone.localdate()),
    }


def offered_to(request: Request, case: AidApplication) -> list[Offer]:
    """The moves of this case; what is kept from this person says why."""
    found = []
    moves = [page.move for page in PAGES.values()]
    for offer in offers(case, moves, by=request.actor):
        if not offer.allowed or not_for(case, offer.move):
            continue
        reason = hindrance(case, offer.move.name, request.actor)
        missing = (*offer.missing, reason) if reason else offer.missing
        found.append(Offer(offer.move, missing, offer.allowed))
    return found


def not_for(case: AidApplication, move: Move) -> bool:
    """Moves that make no sense for this case are not named at all."""
    if move is p.COMPLETE_PAPERS:
        return not case.lacks_papers
    return move in {p.GIVE, p.RECOVER} and case.line_id is not None


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_VIEW)
def aid_move(request: Request, pk: int, move: str) -> HttpResponse:
    case = case_of(request, pk)
    page = PAGES.get(move)
    if page is None:
        raise Http404
    known, posted = page.move, request.POST if request.method == "POST" else None
    missing = known.missing(case) if case.stage in known.sources else []
    if reason := hindrance(case, move, request.actor):
        missing.append(reason)
    return asked(
        request, page.form(posted, case=case, actor=request.actor),
        partial(page.act, case, by=request.actor), back=case, heading=known.label,
        verb=known.label, done=_("On record: %(act)s.") % {"act": known.label}, missing=missing,
        about=" · ".join((case.title, str(known.about))), basis=known.basis, case=case,
        **(weighed(request, case) if move in WEIGHED else {}),
    )  # fmt: skip
