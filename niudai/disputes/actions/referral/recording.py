"""One move of a referral, its day kept as a fact of the file."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import advance, locked, timely
from niudai.disputes.models import EventDay, Referral
from niudai.disputes.referral_procedure import move_of
from niudai.kernel.refused import Refused


@transaction.atomic
def step(
    referral: Referral,
    name: str,
    *,
    by: Actor,
    on: date | None = None,
    party: str = "",
    note: str = "",
    after: date | None = None,
    **facts: Any,
) -> Referral:
    """Make the move of that name and keep its day.

    `after` is the event that must come first: an earlier day is refused.
    """
    referral = locked(referral)
    on = timely(referral, on)
    refuse_before(on, after)
    if party:
        facts["party"] = party
    move = move_of(referral, name)
    # The clocks ask which rights were used: the day must be there before they are moved.
    EventDay.objects.create(
        referral=referral, event=name, party=party, happened_on=on, note=note, recorded_by=by.name
    )
    return advance(referral, move, by=by, on=on, note=note, **facts)


def refuse_before(on: date, after: date | None) -> None:
    if after is not None and on < after:
        raise Refused(
            _("%(day)s is before the event it follows (%(after)s).") % {"day": on, "after": after}
        )


def happened(referral: Referral, *events: str) -> date | None:
    """The last day one of these events is recorded for."""
    day = referral.days.filter(event__in=events).last()
    return day.happened_on if day else None


def put(referral: Referral, **facts: Any) -> Referral:
    """Write facts of the file before the move that rests on them."""
    referral = locked(referral)
    for name, value in facts.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(facts))
    return referral
