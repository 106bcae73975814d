"""From filing to the hearing: what the worker did, what the commission and the employer did."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework import deadlines
from niudai.casework.moves import timely
from niudai.disputes.actions.referral.recording import begin, happened, put, refuse_before, step
from niudai.disputes.models import Referral, Who
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import evaluate

STOPPED, REFUSES = "stopped", "refuses"


@transaction.atomic
def file(
    referral: Referral, *, filed_on: date | None = None, commission: str, receipt: str, by: Actor
) -> Referral:
    """Record the day on the commission's receipt: the limitation ends, acceptance is awaited."""
    if not commission.strip():
        raise Refused(_("Name the arbitration commission."))
    if not receipt.strip():
        raise Refused(_("Say what shows the day of filing: the receipt or the proof of posting."))
    filed_on = timely(referral, filed_on)
    aid = referral.aid
    begun = begin(referral, "file", by=by)
    begun.put(filed_on=filed_on, commission=commission)
    after = aid.decided_on if aid and aid.decision == "granted" else None
    return begun.done(on=filed_on, after=after, note=receipt)


@transaction.atomic
def tell_correction(
    referral: Referral, *, told_on: date | None = None, what: str, by: Actor
) -> Referral:
    """The commission told what is missing; until it is there, its own period rests."""
    if not what.strip():
        raise Refused(_("Say what must be corrected: the worker needs to know."))
    return step(referral, "tell_correction", on=told_on, note=what, after=referral.filed_on, by=by)


@transaction.atomic
def complete_correction(
    referral: Referral, *, completed_on: date | None = None, by: Actor
) -> Referral:
    """The papers are complete; acceptance counts anew from this day (ARB §46(2))."""
    told_on = happened(referral, "tell_correction")
    return step(referral, "complete_correction", on=completed_on, after=told_on, by=by)


@transaction.atomic
def accept(
    referral: Referral, *, accepted_on: date | None = None, number: str = "", by: Actor
) -> Referral:
    """The commission accepted; the period for the award begins."""
    accepted_on = timely(referral, accepted_on)
    begun = begin(referral, "arbitration_accepts", by=by)
    begun.put(
        arbitration_accepted_on=accepted_on, arbitration_number=number,
    )  # fmt: skip
    after = happened(referral, "file", "complete_correction")
    return begun.done(on=accepted_on, after=after)


@transaction.atomic
def refuse(
    referral: Referral, *, refused_on: date | None = None, reason: str, by: Actor
) -> Referral:
    """The commission did not accept: the worker may sue (LMA §29)."""
    if not reason.strip():
        raise Refused(_("Give the reason the commission wrote."))
    return ended(
        referral, "arbitration_refuses", "arb-refused", on=refused_on, note=reason,
        after=happened(referral, "file", "complete_correction"), by=by,
    )  # fmt: skip


@transaction.atomic
def note_silence(referral: Referral, *, noted_on: date | None = None, by: Actor) -> Referral:
    """The commission did not decide in time: the worker may sue (LMA §29)."""
    return ended(referral, "arbitration_silent", "arb-refused", on=noted_on, by=by)


@transaction.atomic
def withdraw(
    referral: Referral, *, withdrawn_on: date | None = None, reason: str = "",
    by_absence: bool = False, by: Actor,
) -> Referral:  # fmt: skip
    """The application was taken back, or counts as such because the applicant stayed away."""
    result = "arb-as-withdrawn" if by_absence else "arb-withdrawn"
    return ended(
        referral, "withdraw_application", result, on=withdrawn_on, note=reason,
        after=referral.arbitration_accepted_on or referral.filed_on, by=by,
    )  # fmt: skip


def ended(
    referral: Referral, name: str, result: str, *, on: date | None, note: str = "",
    after: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    referral = step(referral, name, on=on, note=note, after=after, result=result, by=by)
    return put(referral, result=result, result_note=note)


@transaction.atomic
def serve(referral: Referral, *, served_on: date | None = None, by: Actor) -> Referral:
    """The employer received the application: the time to answer begins."""
    after = referral.arbitration_accepted_on
    return step(referral, "serve", on=served_on, party=Who.EMPLOYER, after=after, by=by)


@transaction.atomic
def post_notice(
    referral: Referral, *, posted_on: date | None = None, ground: str, record: str, by: Actor
) -> Referral:
    """A notice was posted and recorded, because papers cannot be handed over (ARB §20)."""
    if ground not in {STOPPED, REFUSES}:
        raise Refused(_("Say why the notice is posted."))
    if ground == STOPPED and (few := too_few(referral)):
        raise Refused(
            _("For a stopped business too few workers are concerned: %(why)s") % {"why": few}
        )
    if not record.strip():
        raise Refused(_("Posting must be recorded by photos or video: say where they are."))
    after = referral.filed_on
    return step(
        referral, "post_notice", on=posted_on, party=Who.EMPLOYER, note=record, after=after,
        ground=ground, by=by,
    )  # fmt: skip


def too_few(referral: Referral) -> str:
    """The same ten workers that make a dispute collective; no common claim is asked for here."""
    answer = evaluate(
        "COL-THRESHOLD",
        {"workers": referral.workers, "common_claim": True},
        on=timezone.localdate(),
        place=referral.place,
    )
    return "" if answer.holds else " ".join(answer.explanation)


@transaction.atomic
def deem_served(referral: Referral, *, by: Actor) -> Referral:
    """The posted notice counts as served on the last day of its period, whenever it is noted."""
    period = referral.item.deadlines.open().filter(rule_id="ARB-DEEMED-SERVICE").first()
    on = period.legal_end if period else None
    if on is not None and on > timezone.localdate():
        on = None
    return step(referral, "deem_served", on=on, party=Who.EMPLOYER, by=by)


@transaction.atomic
def answer(referral: Referral, *, answered_on: date | None = None, by: Actor) -> Referral:
    """The employer's answer reached the commission."""
    after = happened(referral, "serve", "deem_served")
    return step(referral, "answer", on=answered_on, party=Who.EMPLOYER, after=after, by=by)


@transaction.atomic
def forward_answer(referral: Referral, *, received_on: date | None = None, by: Actor) -> Referral:
    """The worker received the employer's answer."""
    after = happened(referral, "answer")
    return step(referral, "forward_answer", on=received_on, party=Who.WORKER, after=after, by=by)


@transaction.atomic
def form_tribunal(
    referral: Referral, *, told_on: date | None = None, arbitrators: int, by: Actor
) -> Referral:
    """The parties were told who decides. A collective case is heard by three (ARB §65)."""
    if arbitrators < 1:
        raise Refused(_("A tribunal has at least one arbitrator."))
    begun = begin(referral, "form_tribunal", by=by)
    begun.put(arbitrators=arbitrators)
    after = referral.arbitration_accepted_on
    return begun.done(on=told_on, after=after, arbitrators=arbitrators,
        note=tribunal_warning(referral, arbitrators)
    )  # fmt: skip


def tribunal_warning(referral: Referral, arbitrators: int) -> str:
    """Another body's composition is not ours to refuse, only to notice."""
    if not referral.collective:
        return ""
    answer = evaluate(
        "COL-TRIBUNAL",
        {"arbitrators": arbitrators, "collective_contract": referral.collective_contract},
        on=timezone.localdate(),
        place=referral.place,
    )
    return "" if answer.holds else " ".join(answer.explanation)


@transaction.atomic
def give_combined_notice(referral: Referral, *, told_on: date | None = None, by: Actor) -> Referral:
    """Acceptance, tribunal and hearing of a collective case told in one notice (ARB §64)."""
    after = referral.arbitration_accepted_on
    return step(referral, "give_combined_notice", on=told_on, after=after, by=by)


@transaction.atomic
def challenge(
    referral: Referral, *, made_on: date | None = None, party: str, reason: str, by: Actor
) -> Referral:
    """A party asks that an arbitrator withdraw."""
    if not reason.strip():
        raise Refused(_("Give the reason for the challenge."))
    after = referral.arbitration_accepted_on
    return step(referral, "challenge", on=made_on, party=party, note=reason, after=after, by=by)


@transaction.atomic
def decide_challenge(
    referral: Referral, *, decided_on: date | None = None, note: str = "", by: Actor
) -> Referral:
    after = happened(referral, "challenge")
    return step(referral, "decide_challenge", on=decided_on, note=note, after=after, by=by)


@transaction.atomic
def entrust_mediation(
    referral: Referral, *, agreed_on: date | None = None, to: str, by: Actor
) -> Referral:
    """Both sides agree that somebody mediates before the hearing (ARB §70)."""
    if not to.strip():
        raise Refused(_("Name the body or the person that mediates."))
    after = referral.arbitration_accepted_on
    return step(referral, "entrust_mediation", on=agreed_on, note=to, after=after, by=by)


@transaction.atomic
def end_entrusted_mediation(
    referral: Referral, *, ended_on: date | None = None, note: str = "", by: Actor
) -> Referral:
    after = happened(referral, "entrust_mediation")
    return step(referral, "end_entrusted_mediation", on=ended_on, note=note, after=after, by=by)


@transaction.atomic
def set_hearing(
    referral: Referral, *, hearing_on: date, told_on: date | None = None, by: Actor
) -> Referral:
    """A day is set; with `told_on` the notice has already been received."""
    return hearing_day(referral, "set_hearing", hearing_on=hearing_on, told_on=told_on, by=by)


@transaction.atomic
def postpone(
    referral: Referral, *, hearing_on: date, told_on: date | None = None, by: Actor
) -> Referral:
    """The hearing moves to another day: notice and requests count from that day."""
    return hearing_day(referral, "postpone", hearing_on=hearing_on, told_on=told_on, by=by)


def hearing_day(
    referral: Referral, name: str, *, hearing_on: date, told_on: date | None, by: Actor
) -> Referral:
    accepted_on = referral.arbitration_accepted_on
    refuse_before(hearing_on, accepted_on)
    if told_on and told_on > hearing_on:
        raise Refused(_("The notice of a hearing comes before the hearing."))
    begun = begin(referral, name, by=by)
    begun.put(hearing_on=hearing_on)
    referral = begun.done(on=told_on, after=accepted_on, hearing_on=hearing_on)
    if told_on is None:
        return referral
    return step(referral, "notify_hearing", on=told_on, party=Who.WORKER, by=by)


@transaction.atomic
def notify_hearing(
    referral: Referral, *, told_on: date | None = None, party: str = Who.WORKER, by: Actor
) -> Referral:
    """The written notice of the hearing was received; too late is flagged by its clock."""
    after = referral.arbitration_accepted_on
    return step(referral, "notify_hearing", on=told_on, party=party, after=after, by=by)


@transaction.atomic
def ask_postponement(
    referral: Referral, *, asked_on: date | None = None, party: str = Who.WORKER, reason: str,
    by: Actor,
) -> Referral:  # fmt: skip
    if not reason.strip():
        raise Refused(_("Give the reason: the commission decides on it."))
    after = happened(referral, "set_hearing", "postpone")
    return step(
        referral, "ask_postponement", on=asked_on, party=party, note=reason, after=after, by=by
    )


@transaction.atomic
def extend_award_period(
    referral: Referral, *, days: int, approved_on: date | None = None, told_in_writing: bool,
    by: Actor,
) -> Referral:  # fmt: skip
    """The chair of the commission approved more time, within what the rule allows (ARB §45)."""
    if not told_in_writing:
        raise Refused(_("An extension needs approval and written notice to both sides (ARB §45)."))
    after = referral.arbitration_accepted_on
    referral = step(referral, "extend_award_period", on=approved_on, after=after, days=days, by=by)
    deadlines.extend(referral, "ARB-AWARD", amount=days, on=approved_on, by=by)
    return referral


@transaction.atomic
def restart_award_period(
    referral: Referral, *, on: date | None = None, cause: str, note: str = "", by: Actor
) -> Referral:
    """One of the five causes of ARB §46 happened: the period for the award begins anew."""
    if cause not in Referral.Restart.values:
        raise Refused(_("Say which of the causes of ARB §46 it is."))
    after = referral.arbitration_accepted_on
    return step(referral, "restart_award_period", on=on, note=note, after=after, cause=cause, by=by)


@transaction.atomic
def pause(
    referral: Referral, *, paused_on: date | None = None, cause: str, note: str = "", by: Actor
) -> Referral:
    """Let the case rest, with its cause (ARB §47); the period for the award stands still."""
    if cause not in Referral.Pause.values:
        raise Refused(_("Say why the case rests."))
    if cause == Referral.Pause.OTHER and not note.strip():
        raise Refused(_("Say which other cause it is."))
    begun = begin(referral, "pause", by=by)
    begun.put(paused_from=begun.referral.stage)
    after = referral.arbitration_accepted_on
    return begun.done(on=paused_on, note=note, after=after, cause=cause)


@transaction.atomic
def resume(referral: Referral, *, resumed_on: date | None = None, by: Actor) -> Referral:
    """The cause is gone: the case stands again where it stood."""
    after = happened(referral, "pause")
    referral = step(referral, "resume", on=resumed_on, after=after, by=by)
    return put(referral, paused_from="")
