"""Those of several workers who did not sue: the award is in force for them (JI1 §17)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import timely
from niudai.disputes.actions.referral.recording import begin, step
from niudai.disputes.models import Referral
from niudai.kernel.refused import Refused


@transaction.atomic
def take_effect_for_others(
    referral: Referral, *, effective_on: date | None = None, by: Actor
) -> Referral:
    """The others let their time pass: their award is in force while the suit goes on."""
    begun = begin(referral, "take_effect_for_others", by=by)
    referral = begun.referral
    suit = referral.first_suit
    return begun.done(
        on=timely(referral, effective_on), after=suit.filed_on if suit else None,
        workers=referral.bound_workers,
    )  # fmt: skip


@transaction.atomic
def ask_enforcement_for_others(
    referral: Referral, *, asked_on: date | None = None, court: str, by: Actor
) -> Referral:
    """The court is asked to enforce the award for those it binds (CPL §250)."""
    if not court.strip():
        raise Refused(_("Name the court."))
    return step(
        referral, "ask_enforcement_for_others", on=asked_on, after=referral.bound_since,
        court=court, by=by,
    )  # fmt: skip
