"""Meetings, extensions, and the ways a mediation ends without agreement."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework import deadlines
from niudai.casework.moves import advance, locked, timely
from niudai.casework.procedure import Move
from niudai.disputes import notices
from niudai.disputes.actions.links import issue_answer_link
from niudai.disputes.models import Dispute, Extension, Meeting
from niudai.disputes.procedure import EXTEND, FAIL, MEET, PARTY_WITHDRAW, PLAN, TIME_OUT, WITHDRAW
from niudai.kernel.refused import Refused


@transaction.atomic
def plan_meeting(dispute: Dispute, *, planned_at: datetime, place: str, by: Actor) -> Meeting:
    """Propose a day to both sides; they answer from their phones."""
    dispute = locked(dispute)
    if planned_at <= timezone.now():
        raise Refused(_("A meeting is planned for a time to come."))
    meeting = Meeting.objects.create(dispute=dispute, planned_at=planned_at, place=place)
    advance(dispute, PLAN, by=by, planned_at=planned_at)
    notices.meeting_planned(meeting, issue_answer_link(dispute, by=by))
    return meeting


@transaction.atomic
def answer_meeting(meeting: Meeting, *, side: str, comes: bool, by: Actor) -> Meeting:
    """A side says whether it can come."""
    dispute = locked(meeting.dispute)
    by.must(Permission.PARTY_ANSWER, at=dispute.organisation.path)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.held_on or meeting.cancelled_on:
        raise Refused(_("This meeting is over or was cancelled."))
    answer = Meeting.Answer.YES if comes else Meeting.Answer.NO
    setattr(meeting, f"{side}_answer", answer)
    meeting.save(update_fields=[f"{side}_answer"])
    record("disputes.answer_meeting", dispute, by=by, side=side, answer=answer)
    notices.meeting_answered(meeting, side)
    return meeting


@transaction.atomic
def hold_meeting(
    dispute: Dispute, *, held_on: date | None = None, place: str = "", present: str,
    minutes: str, identity_checked: bool, meeting: Meeting | None = None, by: Actor,
) -> Dispute:  # fmt: skip
    """Keep the minutes of a meeting; the first one opens the mediation."""
    dispute = locked(dispute)
    if not identity_checked:
        raise Refused(_("Check who is present first: the identity of both sides is recorded."))
    if not minutes.strip():
        raise Refused(_("A meeting needs minutes."))
    held_on = timely(dispute, held_on)
    if dispute.accepted_on and held_on < dispute.accepted_on:
        raise Refused(_("The meeting is dated before the case was accepted."))
    opening = timezone.make_aware(datetime.combine(held_on, time(9)))
    meeting = meeting or Meeting(dispute=dispute, planned_at=opening, place=place)
    meeting.held_on, meeting.present, meeting.minutes = held_on, present, minutes
    meeting.identity_checked = identity_checked
    meeting.save()
    return advance(dispute, MEET, by=by, on=held_on)


@transaction.atomic
def extend(
    dispute: Dispute, *, until: date, applicant_signed_on: date, respondent_signed_on: date,
    by: Actor,
) -> Dispute:  # fmt: skip
    """Lengthen the mediation by both sides' written consent, given before it ends (ENT §29)."""
    dispute = locked(dispute)
    for signed_on in (applicant_signed_on, respondent_signed_on):
        timely(dispute, signed_on)
    Extension.objects.create(
        dispute=dispute, until=until, applicant_signed_on=applicant_signed_on,
        respondent_signed_on=respondent_signed_on, recorded_by=by.name,
    )  # fmt: skip
    dispute = advance(dispute, EXTEND, by=by, until=until)
    running = dispute.item.deadlines.open().filter(rule_id="MED-END-ACC").first()
    if running and max(applicant_signed_on, respondent_signed_on) > running.legal_end:
        raise Refused(
            _("Both sides must sign before the period ends on %(day)s.")
            % {"day": running.legal_end}
        )
    deadlines.extend(dispute, "MED-END-ACC", until=until, by=by)
    return dispute


@transaction.atomic
def fail(dispute: Dispute, *, reason: str, failed_on: date | None = None, by: Actor) -> Dispute:
    """No agreement: both sides are told in writing that they may go to arbitration (ENT §30)."""
    if not reason.strip():
        raise Refused(_("Say why no agreement was reached: it stands in the record."))
    return ended(dispute, FAIL, "mediation-failed", reason=reason, on=failed_on, by=by)


@transaction.atomic
def time_out(dispute: Dispute, *, by: Actor = CLOCK) -> Dispute:
    """The period ran out without agreement or extension: mediation counts as failed (ENT §29)."""
    return ended(dispute, TIME_OUT, "timed-out", reason=_("The period ran out."), by=by)


@transaction.atomic
def withdraw(
    dispute: Dispute, *, reason: str = "", withdrawn_on: date | None = None, by: Actor
) -> Dispute:
    """The applicant takes the application back, at the counter or from the phone."""
    move = PARTY_WITHDRAW if by.may(Permission.PARTY_WITHDRAW) else WITHDRAW
    outcome = "withdrawn-mediation" if dispute.accepted_on else "withdrawn-intake"
    return ended(dispute, move, outcome, reason=reason, on=withdrawn_on, by=by)


def ended(
    dispute: Dispute, move: Move, outcome: str, *, reason: str, on: date | None = None, by: Actor
) -> Dispute:
    dispute = advance(dispute, move, by=by, on=on, note=reason, outcome=outcome)
    dispute.outcome, dispute.outcome_reason = outcome, reason
    dispute.save(update_fields=["outcome", "outcome_reason"])
    notices.ended(dispute)
    return dispute
