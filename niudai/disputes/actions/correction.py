"""Mending what was taken down wrongly. The old text stays in the log."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.deadlines import restate
from niudai.casework.moves import locked, show
from niudai.disputes.actions.intake import (
    ClaimFacts,
    PartyFacts,
    as_row,
    is_collective,
    refuse_impossible_days,
    refuse_wrong_numbers,
)
from niudai.disputes.clocks import LIMITATIONS
from niudai.disputes.models import Claim, Dispute, Party, Stage
from niudai.kernel.refused import Refused

MENDABLE = frozenset({
    "facts", "cause", "cause_statistics", "cause_court", "employment", "employment_ended_on",
    "knew_on", "workers", "common_claim", "confidential",
})  # fmt: skip


@transaction.atomic
def correct(dispute: Dispute, *, reason: str, by: Actor, **changes: Any) -> Dispute:
    """Change facts of a case that is not archived, with the reason."""
    dispute = mendable(dispute, by=by)
    if not reason.strip():
        raise Refused(_("Say why this is corrected."))
    wrong = set(changes) - MENDABLE
    if wrong:
        raise ValueError(f"not to be corrected this way: {sorted(wrong)}")
    before = {name: getattr(dispute, name) for name in changes}
    for name, value in changes.items():
        setattr(dispute, name, value)
    refuse_impossible_days(
        dispute.received_on,
        employment_ended_on=dispute.employment_ended_on,
        knew_on=dispute.knew_on,
    )
    dispute.collective = is_collective(dispute)
    dispute.save()
    show(dispute, closed_on=dispute.item.closed_on)
    mend_limitation(dispute)
    record(
        "disputes.correct", dispute, by=by,
        personal={"reason": reason, "before": before, "after": changes}, fields=sorted(changes),
    )  # fmt: skip
    return dispute


@transaction.atomic
def add_claim(dispute: Dispute, *, claim: ClaimFacts, by: Actor) -> Claim:
    dispute = mendable(dispute, by=by)
    added = Claim.objects.create(
        dispute=dispute, kind=claim.kind, text=claim.text, amount_fen=claim.amount_fen
    )
    mend_limitation(dispute)
    record("disputes.add_claim", dispute, by=by, kind=claim.kind, amount=added.amount)
    return added


@transaction.atomic
def remove_claim(claim: Claim, *, by: Actor) -> None:
    dispute = mendable(claim.dispute, by=by)
    if dispute.claims.count() == 1:
        raise Refused(_("A dispute keeps at least one claim."))
    record("disputes.remove_claim", dispute, by=by, kind=claim.kind, personal={"text": claim.text})
    claim.delete()
    mend_limitation(dispute)


def mend_limitation(dispute: Dispute) -> None:
    """The limitation follows the facts until the case is over or goes on as a referral."""
    if dispute.stage not in {Stage.WITHDRAWN, Stage.REFERRED, Stage.CLOSED}:
        restate(dispute, LIMITATIONS)


def mendable(dispute: Dispute, *, by: Actor) -> Dispute:
    dispute = locked(dispute)
    by.must(Permission.DISPUTE_REGISTER, at=dispute.organisation.path)
    if dispute.stage == Stage.ARCHIVED:
        raise Refused(_("The file is archived: it is not changed any more."))
    return dispute


@transaction.atomic
def add_party(dispute: Dispute, *, person: PartyFacts, by: Actor) -> Party:
    """One more applicant; with the tenth a common claim makes the dispute collective."""
    dispute = mendable(dispute, by=by)
    refuse_wrong_numbers(person)
    added = Party.objects.create(dispute=dispute, side=Party.Side.APPLICANT, **as_row(person))
    dispute.workers = max(dispute.workers, dispute.parties.filter(side="applicant").count())
    dispute.collective = is_collective(dispute)
    dispute.save(update_fields=["workers", "collective"])
    show(dispute, closed_on=dispute.item.closed_on)
    record("disputes.add_party", dispute, by=by, personal={"name": person.name})
    return added
