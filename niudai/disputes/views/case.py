"""One dispute on one page, and the whole dossier for print."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.deadlines import running
from niudai.casework.offering import Act, shown
from niudai.casework.procedure import offers
from niudai.casework.timeline import stages_passed, timeline, together
from niudai.disputes.guards import enforceable, last_consent
from niudai.disputes.models import Dispute, Party, Referral, Stage
from niudai.disputes.procedure import MOVES
from niudai.disputes.views.messages import conversations
from niudai.disputes.views.moves import PAGES
from niudai.organisations.models import Organisation

PATH = (
    Stage.REGISTERED, Stage.ACCEPTED, Stage.ASSIGNED, Stage.MEDIATING, Stage.AGREED,
    Stage.PERFORMED, Stage.ARCHIVED,
)  # fmt: skip


@require_safe
@requires(Permission.DISPUTE_VIEW)
def dispute(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(readable(request), pk=pk)
    return render(request, "disputes/case.html", context_of(request, found))


@require_safe
@requires(Permission.DISPUTE_VIEW)
def dossier(request: Request, pk: int) -> HttpResponse:
    """Everything about the dispute in one printable piece."""
    found = get_object_or_404(readable(request), pk=pk)
    context = context_of(request, found)
    onward = context["referrals"]
    context["referral_files"] = [{"case": each, "clocks": running(each.item)} for each in onward]
    context["timeline"] = together(
        context["timeline"], *(timeline(each, each.item) for each in onward)
    )
    return render(request, "disputes/dossier.html", context)


def readable(request: Request) -> Any:
    rows = Dispute.objects.visible_to(request.actor)
    return rows.select_related("organisation", "body", "mediator", "holder__user").prefetch_related(
        "parties", "claims", "consents", "meetings", "extensions"
    )


def context_of(request: Request, found: Dispute) -> dict[str, Any]:
    item = found.item
    waiting = item.transfers.waiting().select_related("to_organisation").first()
    return {
        "dispute": found,
        "item": item,
        **shown(
            offers(found, MOVES, by=request.actor), partial(address, found),
            beside=[beside(found, name) for name in side_moves(request, found)],
        ),
        "unasked": [side.label for side in Party.Side if last_consent(found, side) is None],
        "clocks": running(item),
        "timeline": timeline(found, item),
        "steps": stages_passed(found, item, PATH),
        "attachments": item.attachments.all(),
        "conversations": conversations(
            found, list(item.messages.all()),
            may_write=request.actor.may(Permission.DISPUTE_REGISTER, at=found.organisation.path),
        ),
        "agreement": getattr(found, "agreement", None),
        "referrals": list(Referral.objects.visible_to(request.actor).filter(dispute=found)),
        "above": places_above(request, found),
        "waiting": waiting,
        "arriving": waiting is not None and request.actor.may(
            Permission.DISPUTE_ACCEPT, at=waiting.to_organisation.path
        ),
        "may_reveal": request.actor.may(Permission.PERSONAL_REVEAL, at=found.organisation.path),
        "may_mediate": request.actor.may(Permission.DISPUTE_MEDIATE, at=found.organisation.path),
        "may_mend": request.actor.may(Permission.DISPUTE_REGISTER, at=found.organisation.path),
    }  # fmt: skip


def address(found: Dispute, move: str) -> str:
    if move == "refer":
        return reverse("dispute_refer", args=[found.pk])
    return reverse("dispute_move", args=[found.pk, move])


def beside(found: Dispute, name: str) -> Act:
    page = PAGES[name]
    return Act(name, page.label, page.about, address(found, name), onward=True)


def places_above(request: Request, found: Dispute) -> list[str]:
    """The places from the reader's own down to the body's."""
    return [
        str(p)
        for p in Organisation.objects.visible_to(request.actor).above(found.organisation.path)
    ]


def side_moves(request: Request, found: Dispute) -> list[str]:
    """What can be recorded now without moving the case: scope, consent, a draft, performance."""
    actor, path = request.actor, found.organisation.path
    moves = []
    if found.stage == Stage.REGISTERED and actor.may(Permission.DISPUTE_ACCEPT, at=path):
        asked = found.in_scope and last_consent(found, "respondent") is None
        moves += ["scope", "consent", *(["ask"] if asked else [])]
    if found.stage == Stage.MEDIATING and actor.may(Permission.DISPUTE_MEDIATE, at=path):
        moves += ["draft"]
    if (
        found.stage in {Stage.FAILED, Stage.DECLINED, Stage.DEFAULTED}
        and not found.referral_consent_on
        and not enforceable(found)
        and actor.may(Permission.DISPUTE_REFER, at=path)
    ):
        moves += ["referral_consent"]
    return moves
