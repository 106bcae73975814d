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
    refuse_wrong_employer,
    refuse_wrong_numbers,
)
from niudai.disputes.clocks import LIMITATIONS
from niudai.disputes.models import Claim, Dispute, Party, Stage
from niudai.kernel.refused import Refused

MENDABLE = frozenset({
    "facts", "cause", "cause_statistics", "cause_court", "employment", "employment_ended_on",
    "knew_on", "workers", "common_claim", "confidential",
})  # fmt: skip
OF_A_PARTY = frozenset(PartyFacts.__slots__)


@transaction.atomic
def correct(dispute: Dispute, *, reason: str, by: Actor, **changes: Any) -> Dispute:
    """Change facts of a case that is not archived, with the reason."""
    dispute = mendable(dispute, by=by)
    if not reason.strip():
        raise Refused(_("Say why this is corrected."))
    wrong = set(changes) - MENDABLE
    if wrong:
        raise ValueError(f"not to be corrected this way: {sorted(wrong)}")
    before, changes = put(dispute, changes)
    refuse_fewer_workers(dispute)
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


def put(row: Dispute | Party, changes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set what differs; the old values and the new ones. Refused where nothing differs."""
    after = {name: value for name, value in changes.items() if value != getattr(row, name)}
    if not after:
        raise Refused(_("Nothing is changed: all of it is already on record so."))
    before = {name: getattr(row, name) for name in after}
    for name, value in after.items():
        setattr(row, name, value)
    return before, after


def refuse_fewer_workers(dispute: Dispute) -> None:
    applicants = dispute.parties.filter(side=Party.Side.APPLICANT).count()
    if dispute.workers < applicants:
        raise Refused(
            _("There are %(count)d applicants: the number of workers cannot be smaller.")
            % {"count": applicants}
        )


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


@transaction.atomic
def correct_party(party: Party, *, reason: str, by: Actor, **changes: Any) -> Party:
    """Mend a side's name, numbers or standing. By a new phone the applicant follows the case."""
    dispute = mendable(party.dispute, by=by)
    if not reason.strip():
        raise Refused(_("Say why this is corrected."))
    if wrong := set(changes) - OF_A_PARTY:
        raise ValueError(f"not to be corrected this way: {sorted(wrong)}")
    party = Party.objects.select_for_update().get(pk=party.pk)
    before, after = put(party, changes)
    refuse_wrong_party(party)
    party.save()
    show(dispute, closed_on=dispute.item.closed_on)
    record(
        "disputes.correct_party", dispute, by=by, side=party.side, fields=sorted(after),
        personal={"reason": reason, "before": before, "after": after},
    )  # fmt: skip
    return party


def refuse_wrong_party(party: Party) -> None:
    if not party.name.strip():
        raise Refused(_("Give the name."))
    facts = PartyFacts(**{name: getattr(party, name) for name in PartyFacts.__slots__})
    refuse = refuse_wrong_employer if party.is_employer else refuse_wrong_numbers
    refuse(facts)
