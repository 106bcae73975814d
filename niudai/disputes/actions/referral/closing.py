"""Enforcement and the end of a referral."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import timely
from niudai.disputes.actions.referral.recording import begin, put, step
from niudai.disputes.models import Referral
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest


@transaction.atomic
def ask_enforcement(
    referral: Referral, *, asked_on: date | None = None, court: str, by: Actor
) -> Referral:
    """The court is asked to enforce (CPL §250)."""
    if not court.strip():
        raise Refused(_("Name the court."))
    asked_on = timely(referral, asked_on)
    begun = begin(referral, "ask_enforcement", by=by)
    begun.put(enforcement_asked_on=asked_on)
    after = referral.effective_on
    return begun.done(on=asked_on, after=after, court=court)


@transaction.atomic
def refuse_enforcement(
    referral: Referral, *, received_on: date | None = None, note: str = "", by: Actor
) -> Referral:
    """The ruling that enforcement is refused was received: thirty days to sue (JI1 §24)."""
    after = referral.enforcement_asked_on
    return step(referral, "refuse_enforcement", on=received_on, note=note, after=after, by=by)


@transaction.atomic
def perform(
    referral: Referral, *, performed_on: date | None = None, recovered_fen: int | None = None,
    proof: str, result: str = "performed", cost_fen: int | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """Everything that was decided was done, by itself or by force."""
    if not proof.strip():
        raise Refused(_("Say what proves it: a receipt, a bank record, the worker's word."))
    referral = step(
        referral, "perform_award", on=performed_on, after=referral.effective_on,
        note=proof, result=result, by=by,
    )  # fmt: skip
    return put(
        referral, recovered_fen=recovered_fen, result=result, result_note=proof, cost_fen=cost_fen
    )


@transaction.atomic
def close(
    referral: Referral, *, reason: str, closed_on: date | None = None,
    recovered_fen: int | None = None, cost_fen: int | None = None, result: str = "", by: Actor,
) -> Referral:  # fmt: skip
    """Nothing more is to be done; the reason stays with the file."""
    if not reason.strip():
        raise Refused(_("Say why nothing more is to be done."))
    referral = step(referral, "close_referral", on=closed_on, note=reason, result=result, by=by)
    facts: dict[str, object] = {"recovered_fen": recovered_fen, "cost_fen": cost_fen}
    if result:
        facts["result"] = result
    return put(referral, result_note=reason, **facts)


@transaction.atomic
def archive(referral: Referral, *, box: str, by: Actor) -> Referral:
    """Put the file away with its box and the day until which it is kept (ARB §24)."""
    if not box.strip():
        raise Refused(_("Say in which box the file lies."))
    today = timezone.localdate()
    rule = nearest(
        "ARCH-OWN-AWARD" if referral.awards.exists() else "ARCH-OWN-OTHER",
        on=today,
        place=referral.place,
    )
    keep_until = reckon(rule, today, work_calendar()).natural_end
    begun = begin(referral, "archive_referral", by=by)
    begun.put(archive_box=box, keep_until=keep_until)
    return begun.done(box=box, keep_until=keep_until)
