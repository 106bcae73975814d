"""Opening a referral: from a mediation case with the worker's consent, or when a worker asks."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.deadlines import recount
from niudai.casework.models import Deadline
from niudai.casework.moves import advance, locked, open_case
from niudai.casework.numbering import next_reference
from niudai.disputes import referral_notices
from niudai.disputes.actions.intake import mark_of
from niudai.disputes.models import Dispute, Party, Referral
from niudai.disputes.procedure import REFER
from niudai.kernel.identifiers import wrong_phone
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.evaluation import evaluate

WORD = "引"
LIMITATION = ("ARB-LIMIT", "ARB-LIMIT-WAGE")


@transaction.atomic
def refer(
    dispute: Dispute, *, summary: str, referred_on: date | None = None,
    knew_on: date | None = None, employment_ended_on: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """Close the mediation case as referred and open the referral, both or neither.

    Carried over are names, claims, days and the summary; minutes and offers stay behind. The
    limitation runs on as it ran there.
    """
    dispute = advance(dispute, REFER, by=by, on=referred_on)
    worker = dispute.parties.filter(side=Party.Side.APPLICANT).first()
    employer = dispute.parties.filter(side=Party.Side.RESPONDENT).first()
    referral = Referral(
        dispute=dispute,
        received_on=referred_on or timezone.localdate(),
        worker_name=worker.name if worker else _("anonymous"),
        worker_phone=worker.phone if worker else "",
        workers=dispute.workers,
        common_claim=dispute.common_claim,
        representatives=dispute.parties.filter(side="applicant", is_representative=True).count(),
        employer=dispute.employer,
        employer_name=employer.name if employer else "",
        summary=summary,
        claimed_fen=dispute.claimed_fen or None,
        consent_on=dispute.referral_consent_on or dispute.received_on,
        wages_claimed=dispute.wages_claimed,
        others_claimed=dispute.limitation_runs or not dispute.wages_claimed,
        knew_on=dispute.knew_on or knew_on,
        employment_ended_on=dispute.employment_ended_on or employment_ended_on,
    )
    referral = opened(referral, by=by)
    carry_limitation(dispute, referral)
    referral_notices.advised(referral)
    return referral


@transaction.atomic
def open_referral(
    *, organisation: Organisation, received_on: date, worker_name: str, employer_name: str,
    summary: str, worker_phone: str = "", workers: int = 1, common_claim: bool = False,
    collective_contract: bool = False, representatives: int | None = None,
    employer: Employer | None = None, claimed_fen: int | None = None,
    wages_claimed: bool = False, others_claimed: bool = True, knew_on: date | None = None,
    employment_ended_on: date | None = None, interrupted_on: date | None = None,
    consent_on: date | None = None, consent_proof: str = "", by: Actor,
) -> Referral:  # fmt: skip
    """Open a referral for a worker who comes without a mediation case."""
    if worker_phone and (wrong := wrong_phone(worker_phone)):
        raise Refused(wrong)
    referral = Referral(
        organisation=organisation,
        received_on=received_on,
        worker_name=worker_name,
        worker_phone=worker_phone,
        workers=workers,
        common_claim=common_claim,
        collective_contract=collective_contract,
        representatives=representatives,
        employer=employer,
        employer_name=employer_name,
        summary=summary,
        claimed_fen=claimed_fen,
        wages_claimed=wages_claimed,
        others_claimed=others_claimed,
        knew_on=knew_on,
        employment_ended_on=employment_ended_on,
        interrupted_on=interrupted_on,
        consent_on=consent_on or received_on,
        consent_proof=consent_proof,
    )
    referral = opened(referral, by=by)
    referral_notices.advised(referral)
    return referral


def opened(referral: Referral, *, by: Actor) -> Referral:
    refuse_incomplete(referral)
    refuse_impossible_days(referral)
    if referral.organisation_id is None:
        referral.organisation = own_organisation(referral, by)
    by.must(Permission.DISPUTE_REFER, at=referral.organisation.path)
    referral.reference = next_reference(
        mark_of(referral.organisation), WORD, referral.received_on.year
    )
    referral.collective = is_collective(referral)
    referral.save()
    referral = open_case(referral, by=by, event="advise")
    if referral.interrupted_on:
        interrupt(referral, referral.interrupted_on)
    return referral


def own_organisation(referral: Referral, by: Actor) -> Organisation:
    """Whoever refers answers for the referral; a timer has no organisation of its own."""
    if by.organisation_id is not None:
        return Organisation.objects.get(pk=by.organisation_id)
    if referral.dispute is None:
        raise Refused(_("Say which union answers for the referral."))
    return referral.dispute.organisation


def is_collective(referral: Referral) -> bool:
    """Ten or more workers with a common claim, or a collective contract (LMA §7; ARB §62)."""
    return evaluate(
        "COL-THRESHOLD",
        {
            "workers": referral.workers,
            "common_claim": referral.common_claim,
            "collective_contract": referral.collective_contract,
        },
        on=referral.received_on,
        place=referral.place,
    ).holds


def refuse_incomplete(referral: Referral) -> None:
    if not referral.worker_name.strip() or not referral.employer_name.strip():
        raise Refused(_("Name the worker and the employer."))
    if not referral.summary.strip():
        raise Refused(_("Write a summary: it is all that is passed on."))
    if referral.workers < 1:
        raise Refused(_("The number of workers is at least one."))
    if not (referral.wages_claimed or referral.others_claimed):
        raise Refused(_("Say what is claimed."))
    if referral.others_claimed and referral.knew_on is None:
        raise Refused(
            _("Say since when the worker knew of the harm: the limitation counts from there.")
        )


def refuse_impossible_days(referral: Referral) -> None:
    today, received_on = timezone.localdate(), referral.received_on
    if received_on > today:
        raise Refused(_("The day of receipt, %(day)s, is in the future.") % {"day": received_on})
    for what, day in (
        (_("The day the worker knew of the harm"), referral.knew_on),
        (_("The end of employment"), referral.employment_ended_on),
        (_("The interruption of the limitation"), referral.interrupted_on),
    ):
        if day and day > received_on:
            raise Refused(
                _("%(what)s, %(day)s, is after the application (%(received)s).")
                % {"what": what, "day": day, "received": received_on}
            )


def carry_limitation(dispute: Dispute, referral: Referral) -> None:
    """An interruption or a pause of the limitation in mediation holds here too (ENT §31)."""
    before = Deadline.objects.filter(item=dispute.item, rule_id__in=LIMITATION)
    for deadline in referral.item.deadlines.open().filter(rule_id__in=LIMITATION):
        old = before.filter(rule_id=deadline.rule_id).last()
        if old and old.started_on == deadline.started_on and old.course:
            recount(deadline, **old.course)


def interrupt(referral: Referral, on: date) -> None:
    for deadline in referral.item.deadlines.open().filter(rule_id__in=LIMITATION):
        if deadline.started_on <= on:
            recount(deadline, restart=str(on), pauses=[])


@transaction.atomic
def record_interruption(
    referral: Referral, *, interrupted_on: date, reason: str, by: Actor
) -> Referral:
    """A claim, a complaint or a promise to pay begins the limitation anew (LMA §27(2))."""
    referral = locked(referral)
    by.must(Permission.DISPUTE_REFER, at=referral.organisation.path)
    if referral.filed_on:
        raise Refused(_("The application is filed: the limitation no longer runs."))
    if not reason.strip():
        raise Refused(_("Say what interrupted the limitation, and what proves it."))
    if interrupted_on > timezone.localdate() or interrupted_on < referral.earliest_on:
        raise Refused(_("%(day)s cannot be the day of the interruption.") % {"day": interrupted_on})
    referral.interrupted_on = interrupted_on
    referral.save(update_fields=["interrupted_on"])
    interrupt(referral, interrupted_on)
    record(
        "disputes.interrupt_limitation", referral, by=by,
        on=interrupted_on, personal={"reason": reason},
    )  # fmt: skip
    return referral


@transaction.atomic
def correct_summary(
    referral: Referral, *, summary: str, workers: int, common_claim: bool,
    representatives: int | None, claimed_fen: int | None, by: Actor,
) -> Referral:  # fmt: skip
    """Mend what was written down while the application is not yet filed."""
    referral = locked(referral)
    by.must(Permission.DISPUTE_REFER, at=referral.organisation.path)
    if referral.filed_on:
        raise Refused(_("The application is filed: what it says is changed at the commission."))
    before = [referral.workers, referral.representatives, referral.claimed]
    referral.summary, referral.workers = summary, workers
    referral.common_claim, referral.representatives = common_claim, representatives
    referral.claimed_fen = claimed_fen
    refuse_incomplete(referral)
    referral.collective = is_collective(referral)
    referral.save()
    record(
        "disputes.correct_referral", referral, by=by,
        facts=[before, [workers, representatives, referral.claimed]],
        personal={"summary": summary},
    )  # fmt: skip
    return referral
