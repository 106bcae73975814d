"""Counting days, forwards and backwards, over holidays and pauses. Knows no rule and no law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from niudai.kernel.calendar import ONE_DAY, WorkCalendar
from niudai.kernel.refused import Refused
from niudai.rulebook.rule import Unit

LENGTHS_IN_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """Days that do not count, first and last included; with no last day the clock stands still."""

    first: date
    last: date | None = None

    @property
    def days(self) -> int:
        return 0 if self.last is None else (self.last - self.first).days + 1


def merged(pauses: Sequence[Pause | tuple[date, date | None]], *, after: date) -> tuple[Pause, ...]:
    """Pauses in order, overlaps joined, cut to the days after `after`."""
    kept: list[Pause] = []
    if not pauses:
        return ()
    for pause in sorted(map(as_pause, pauses), key=lambda one: one.first):
        if pause.last is not None and pause.last <= after:
            continue
        first = max(pause.first, after + ONE_DAY)
        if kept and touches(kept[-1], first):
            kept[-1] = Pause(kept[-1].first, later(kept[-1].last, pause.last))
        else:
            kept.append(Pause(first, pause.last))
    return tuple(kept)


def as_pause(pause: Pause | tuple[date, date | None]) -> Pause:
    made = pause if isinstance(pause, Pause) else Pause(*pause)
    if made.last is not None and made.last < made.first:
        raise Refused(
            _("The pause ends on %(last)s, before it begins on %(first)s.")
            % {"first": made.first.isoformat(), "last": made.last.isoformat()}
        )
    return made


def touches(pause: Pause, first: date) -> bool:
    return pause.last is None or first <= pause.last + ONE_DAY


def later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts in one calendar, leaving out the days of the pauses."""

    calendar: WorkCalendar
    pauses: tuple[Pause, ...] = ()

    def forwards(self, start: date, amount: int, unit: Unit) -> date:
        """The last day of a period; the start day itself does not count."""
        if unit in LENGTHS_IN_MONTHS:
            end = months_later(start, amount * LENGTHS_IN_MONTHS[unit])
            return self.made_up(end, self.lost(start + ONE_DAY, end), ONE_DAY)
        if not self.pauses:
            if unit is Unit.CALENDAR_DAY:
                return start + timedelta(days=amount)
            return self.calendar.working_days_later(start, amount)
        day = start
        while amount:
            day += ONE_DAY
            amount -= self.counts(day, unit)
        return day

    def backwards(self, event: date, amount: int, unit: Unit) -> date:
        """The last day from which the whole amount still fits before the event ends it.

        In working days the answer is a working day; in months it is the corresponding day.
        """
        if unit in LENGTHS_IN_MONTHS:
            day = months_later(event, -amount * LENGTHS_IN_MONTHS[unit])
            return self.made_up(day, self.lost(day, event - ONE_DAY), -ONE_DAY)
        day = event
        while amount:
            amount -= self.counts(day, unit)
            day -= ONE_DAY
        return self.calendar.previous_working(day) if unit is Unit.WORKING_DAY else day

    def counts(self, day: date, unit: Unit) -> bool:
        if self.stands_still(day):
            return False
        return unit is not Unit.WORKING_DAY or self.calendar.is_working(day)

    def stands_still(self, day: date) -> bool:
        for pause in self.pauses:
            if day < pause.first:
                return False
            if pause.last is None:
                raise Refused(
                    _(
                        "The clock has stood still since %(first)s: it has no last day until "
                        "it goes on again."
                    )
                    % {"first": pause.first.isoformat()}
                )
            if day <= pause.last:
                return True
        return False

    def lost(self, first: date, last: date) -> int:
        """How many days between these two, both included, stood still."""
        if not self.pauses:
            return 0
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return sum(map(self.stands_still, days))

    def made_up(self, day: date, days: int, step: timedelta) -> date:
        """Walk `days` running days further."""
        while days:
            day += step
            days -= not self.stands_still(day)
        return day


def months_later(day: date, months: int) -> date:
    """The corresponding day that many months away, or the month end where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - ONE_DAY).day))
