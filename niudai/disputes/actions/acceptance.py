"""From registration to a mediator: scope, consents, acceptance or refusal, assignment."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import advance, hold, locked, timely
from niudai.disputes import notices
from niudai.disputes.actions.links import issue_answer_link
from niudai.disputes.guards import last_consent, unfit
from niudai.disputes.models import Consent, Dispute, Mediator, Party, Stage
from niudai.disputes.procedure import ACCEPT, ASSIGN, DECLINE, REASSIGN, REFUSE
from niudai.kernel.refused import Refused


@transaction.atomic
def record_scope(
    dispute: Dispute, *, in_scope: bool, cause: str = "", reason: str = "", by: Actor
) -> Dispute:
    """Say whether this is a labour dispute under LMA §2, and if not, why and where to go."""
    dispute = locked(dispute)
    by.must(Permission.DISPUTE_ACCEPT, at=dispute.organisation.path)
    must_stand_at(dispute, Stage.REGISTERED)
    if not in_scope and not reason.strip():
        raise Refused(_("Give the reason: it stands in the written notice."))
    dispute.in_scope, dispute.outcome_reason = in_scope, reason
    dispute.cause = cause or dispute.cause
    dispute.save(update_fields=["in_scope", "outcome_reason", "cause"])
    record("disputes.scope", dispute, by=by, in_scope=in_scope, personal={"reason": reason})
    if in_scope and last_consent(dispute, Party.Side.RESPONDENT) is None:
        # Not before an officer has looked: nobody makes the union write to strangers.
        notices.employer_asked(dispute, issue_answer_link(dispute, by=by))
    return dispute


@transaction.atomic
def record_consent(
    dispute: Dispute, *, side: str, given: bool, given_on: date | None = None,
    proof: str = "", by: Actor,
) -> Consent:  # fmt: skip
    """Keep what a side said about mediation; it may say something else later."""
    dispute = locked(dispute)
    asked = Permission.PARTY_ANSWER if by.may(Permission.PARTY_ANSWER) else None
    by.must(asked or Permission.DISPUTE_ACCEPT, at=dispute.organisation.path)
    must_stand_at(dispute, Stage.REGISTERED)
    consent = Consent.objects.create(
        dispute=dispute, side=side, given=given, given_on=timely(dispute, given_on),
        proof=proof, given_by=by.name,
    )  # fmt: skip
    record("disputes.consent", dispute, by=by, side=side, given=given, on=consent.given_on)
    notices.consent_recorded(consent)
    return consent


def must_stand_at(dispute: Dispute, *stages: str) -> None:
    if dispute.stage not in stages:
        raise Refused(_("The case is “%(stage)s”.") % {"stage": dispute.get_stage_display()})


@transaction.atomic
def accept(dispute: Dispute, *, accepted_on: date | None = None, by: Actor) -> Dispute:
    """Accept the case (ENT §22). Late acceptance is flagged by its clock, never blocked."""
    dispute = locked(dispute)
    dispute.accepted_on = timely(dispute, accepted_on)
    dispute.save(update_fields=["accepted_on"])
    dispute = advance(dispute, ACCEPT, by=by, on=dispute.accepted_on)
    notices.accepted(dispute)
    return dispute


@transaction.atomic
def decline(dispute: Dispute, *, declined_on: date | None = None, by: Actor) -> Dispute:
    """Outside the scope: written notice to the applicant (ENT §22)."""
    return turned_down(dispute, DECLINE, "declined-scope", on=declined_on, by=by)


@transaction.atomic
def refuse(dispute: Dispute, *, refused_on: date | None = None, by: Actor) -> Dispute:
    """A side does not want mediation: written notice, and the limitation begins anew (ENT §31)."""
    return turned_down(dispute, REFUSE, "declined-consent", on=refused_on, by=by)


def turned_down(
    dispute: Dispute, move: object, outcome: str, *, on: date | None, by: Actor
) -> Dispute:
    dispute = advance(dispute, move, by=by, on=on, outcome=outcome)  # type: ignore[arg-type]
    dispute.outcome = outcome
    dispute.save(update_fields=["outcome"])
    notices.declined(dispute)
    return dispute


@transaction.atomic
def assign(
    dispute: Dispute, *, mediator: Mediator, reason: str = "", assigned_on: date | None = None,
    by: Actor,
) -> Dispute:  # fmt: skip
    """Give the case to a mediator of the register, or to another one; the reason is kept."""
    dispute = locked(dispute)
    if mediator.body.organisation_id != dispute.organisation_id:
        raise Refused(_("%(name)s is not on the register of this body.") % {"name": mediator.name})
    if sentence := unfit(mediator, dispute):
        raise Refused(sentence)
    assigned_on = timely(dispute, assigned_on)
    if dispute.accepted_on and assigned_on < dispute.accepted_on:
        raise Refused(_("The assignment is dated before the case was accepted."))
    move = ASSIGN if dispute.stage == Stage.ACCEPTED else REASSIGN
    if move is REASSIGN and not reason.strip():
        raise Refused(_("Say why the mediator changes."))
    dispute.mediator, dispute.mediator_reason = mediator, reason
    dispute.save(update_fields=["mediator", "mediator_reason"])
    dispute = advance(dispute, move, by=by, on=assigned_on, mediator=mediator.name, note=reason)
    dispute = hold(dispute, mediator.appointment, by=by)
    notices.assigned(dispute)
    return dispute
