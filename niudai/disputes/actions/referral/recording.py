"""One move of a referral, its day kept as a fact of the file."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import advance, locked, timely
from niudai.casework.procedure import Move
from niudai.disputes import referral_notices
from niudai.disputes.models import EventDay, Referral
from niudai.disputes.referral_procedure import move_of
from niudai.kernel.refused import Refused


@dataclass(frozen=True, slots=True)
class Begun:
    """A move found open, on a row held until the transaction ends.

    Between beginning and `done` the action writes the facts its clocks will ask for.
    """

    referral: Referral
    move: Move
    by: Actor

    def put(self, **facts: Any) -> None:
        put(self.referral, **facts)

    def done(
        self, *, on: date | None = None, party: str = "", note: str = "",
        after: date | None = None, **facts: Any,
    ) -> Referral:  # fmt: skip
        """Make the move. `after` is the event that must come first: an earlier day is refused."""
        on = timely(self.referral, on)
        refuse_before(on, after)
        if party:
            facts["party"] = party
        # The clocks ask which rights were used: the day must be there before they are moved.
        EventDay.objects.create(
            referral=self.referral, event=self.move.name, party=party, happened_on=on, note=note,
            recorded_by=self.by.name,
        )  # fmt: skip
        # The guards looked at the facts as they were; this very act has changed them.
        move = replace(self.move, guards=())
        referral = advance(self.referral, move, by=self.by, on=on, note=note, **facts)
        referral_notices.told(referral, move.name, party)
        return referral


def begin(referral: Referral, name: str, *, by: Actor) -> Begun:
    """Hold the referral and check that the move is open, or raise Refused."""
    referral = locked(referral)
    move = move_of(referral, name)
    move.check(referral, by=by)
    return Begun(referral, move, by)


@transaction.atomic
def step(referral: Referral, name: str, *, by: Actor, **facts: Any) -> Referral:
    """A move that rests on no other facts than its day."""
    return begin(referral, name, by=by).done(**facts)


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
    """Write facts of the file."""
    referral = locked(referral)
    for name, value in facts.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(facts))
    return referral
