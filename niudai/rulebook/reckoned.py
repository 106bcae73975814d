"""A reckoned period, and the steps that show how its days came about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from niudai.kernel.calendar import ONE_DAY, WorkCalendar
from niudai.rulebook.counting import LENGTHS_IN_MONTHS, Pause
from niudai.rulebook.instruments import cited
from niudai.rulebook.rule import Direction, Roll, Rule, Unit
from niudai.rulebook.wording import (
    amount_words,
    festival_name,
    in_brackets,
    joined,
    span_words,
    weekday,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation: what was done, the day it gave, and why."""

    what: str
    day: date | None
    why: str

    @property
    def weekday(self) -> str:
        return weekday(self.day) if self.day else ""

    @property
    def sentence(self) -> str:
        if self.day is None:
            return _("%(what)s: %(why)s.") % {"what": self.what, "why": self.why}
        return _("%(what)s: %(day)s (%(weekday)s). %(why)s.") % {
            "what": self.what,
            "day": self.day.isoformat(),
            "weekday": self.weekday,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One period with its three days.

    `natural_end` is the counted last day, `legal_end` the day after which it is too late,
    `alarm_on` the last working day on or before the natural end. `opens_on` is the first day of a
    window before an event; for a rule that only opens a window it is also the end. `start` is the
    day the count runs from, `began_on` the first start before any restart.
    """

    rule: Rule
    start: date
    began_on: date
    plain_end: date
    natural_end: date
    legal_end: date
    alarm_on: date
    missing_years: tuple[int, ...] = ()
    opens_on: date | None = None
    earliest_end: date | None = None
    pauses: tuple[Pause, ...] = ()
    extended: int | None = None
    extended_until: date | None = None
    lapsed_on: date | None = None  # end of a first period that was over before it began anew
    calendar: WorkCalendar = field(default_factory=WorkCalendar, repr=False, compare=False)

    @property
    def provisional(self) -> bool:
        return bool(self.missing_years)

    @property
    def forwards(self) -> bool:
        return self.rule.direction is Direction.FORWARDS

    @property
    def steps(self) -> list[Step]:
        """Every step of the calculation, in the language of the reader."""
        return [*begun(self), *stood_still(self), *counted(self), *ended(self), *reservations(self)]

    @property
    def warnings(self) -> list[str]:
        """Sentences that must stand beside these days."""
        said = list(self.rule.warnings)
        if self.rule.direction is Direction.WITHIN_BEFORE:
            said.append(
                _("The article's wording (“within … before”) can be read as a window or a minimum.")
            )
        if self.pauses and not self.rule.pause:
            said.append(
                _("%(basis)s names no ground for a pause: whoever paused it must give one.")
                % {"basis": self.rule.basis}
            )
        if self.start != self.began_on and not self.rule.restart and self.forwards:
            said.append(
                _("%(basis)s names no ground to begin anew: whoever did so must give one.")
                % {"basis": self.rule.basis}
            )
        if self.lapsed_on is not None:
            said.append(
                _(
                    "The first period had run out on %(day)s, before it began anew: "
                    "a person must judge whether it could."
                )
                % {"day": self.lapsed_on.isoformat()}
            )
        return said

    @property
    def notices(self) -> list[str]:
        """Numbers of the holiday notices the days were read from."""
        years = range(
            min(self.start, self.natural_end).year, max(self.start, self.legal_end).year + 1
        )
        return [self.calendar.notices[year] for year in years if year in self.calendar.notices]


def begun(self: Reckoning) -> Iterator[Step]:
    event = self.rule.event
    if self.start != self.began_on:
        yield Step(_("First start"), self.began_on, event)
        ground = cited(self.rule.restart)
        why = _("the period begins anew, what ran before is void")
        yield Step(_("Begun anew"), self.start, in_brackets(why, ground))
    elif self.forwards:
        yield Step(
            pgettext("reckoning", "Start"),
            self.start,
            _("%(event)s; this day itself does not count") % {"event": event},
        )
    else:
        yield Step(
            pgettext("reckoning", "Event"),
            self.start,
            _("%(event)s; counted back from here") % {"event": event},
        )


def stood_still(self: Reckoning) -> Iterator[Step]:
    for pause in self.pauses:
        why = ngettext(
            "%(span)s: %(days)s day does not count",
            "%(span)s: %(days)s days do not count",
            pause.days,
        ) % {"span": span_words(pause.first, pause.last or pause.first), "days": pause.days}
        ground = cited(self.rule.pause)
        yield Step(pgettext("reckoning", "Pause"), pause.first, in_brackets(why, ground))


def counted(self: Reckoning) -> Iterator[Step]:
    rule = self.rule
    if rule.amount is None or rule.unit is None:
        return
    words = amount_words(rule.amount, rule.unit)
    match rule.direction:
        case Direction.FORWARDS:
            yield Step(_("Count %(amount)s") % {"amount": words}, self.plain_end, how(self))
            yield from lengthened(self)
        case Direction.AT_LEAST_BEFORE:
            yield Step(_("Count back %(amount)s") % {"amount": words}, self.plain_end, how(self))
        case Direction.OPENS_BEFORE:
            yield Step(
                _("Count back %(amount)s") % {"amount": words},
                self.plain_end,
                _("from this day the window is open, until %(day)s")
                % {"day": self.start.isoformat()},
            )
        case Direction.WITHIN_BEFORE:
            yield Step(
                _("Count back %(amount)s") % {"amount": words},
                self.opens_on,
                _("first day of the window, if the wording means a window"),
            )
            yield Step(
                pgettext("reckoning", "Last day"), self.plain_end, _("the day before the event")
            )


def lengthened(self: Reckoning) -> Iterator[Step]:
    extension = self.rule.extension
    if extension is None:
        return
    if self.extended is not None:
        yield Step(
            _("Extended by %(amount)s") % {"amount": amount_words(self.extended, extension.unit)},
            self.natural_end,
            _("%(by)s; counted on from the natural end") % {"by": extension.by},
        )
    elif self.extended_until is not None:
        yield Step(pgettext("reckoning", "Extended"), self.natural_end, extension.by)
    elif extension.most is None:
        yield Step(
            pgettext("reckoning", "Extension"),
            None,
            _("none; possible by %(by)s") % {"by": extension.by},
        )
    else:
        most = amount_words(extension.most, extension.unit)
        yield Step(
            pgettext("reckoning", "Extension"),
            None,
            _("none; possible by %(by)s, at most %(most)s") % {"by": extension.by, "most": most},
        )


def how(self: Reckoning) -> str:
    """Why the count ended on this day: which days were counted and which were not."""
    unit = self.rule.unit
    if unit in LENGTHS_IN_MONTHS:
        if self.plain_end.day == self.start.day:
            return _("ends on the corresponding day")
        if self.pauses:
            return _("the corresponding day, moved by the days of the pause")
        return _("there is no corresponding day, so it ends at the month end")
    low, high = sorted((self.start, self.plain_end))
    off = named_days_off(self.calendar, low + ONE_DAY, high)
    worked = [day for day in days(low + ONE_DAY, high) if self.calendar.mark(day) == "班"]
    if unit is Unit.CALENDAR_DAY:
        if off or worked:
            return _("calendar days: holidays and make-up working days count like any other")
        return _("calendar days: weekends count like any other day")
    reasons = [_("working days only: weekends are left out")]
    reasons += [_("%(days)s left out") % {"days": text} for text in off]
    reasons += [
        _("%(day)s (%(weekday)s) is a make-up working day and counts")
        % {"day": day.isoformat(), "weekday": weekday(day)}
        for day in worked
    ]
    return joined(reasons)


def ended(self: Reckoning) -> Iterator[Step]:
    if self.forwards:
        yield from moved(self)
    if self.earliest_end is not None:
        yield Step(_("Earliest end"), self.earliest_end, _("the shortest length the law allows"))
    if self.rule.direction is Direction.AT_LEAST_BEFORE:
        yield Step(
            _("Last day in time"),
            self.legal_end,
            _("a period before an event is never moved to a later day"),
        )
    yield Step(
        pgettext("reckoning", "Reminder"),
        self.alarm_on,
        _("the last working day on or before %(day)s") % {"day": self.natural_end.isoformat()},
    )


def moved(self: Reckoning) -> Iterator[Step]:
    if self.legal_end != self.natural_end:
        off = days_off(self.calendar, self.natural_end, self.legal_end - ONE_DAY)
        after = (
            _("moved to the first working day after")
            if self.rule.roll is Roll.REST_DAYS
            else _("moved to the first day after the statutory holiday")
        )
        yield Step(_("Moved past days off"), self.legal_end, joined([*off, after]))
    elif self.rule.roll is Roll.NONE:
        yield Step(
            _("Legal end"),
            self.legal_end,
            _("not moved even on a day off, because silence has an effect here"),
        )
    else:
        yield Step(_("Legal end"), self.legal_end, _("not a day off, so it is not moved"))


def reservations(self: Reckoning) -> Iterator[Step]:
    if self.provisional:
        yield Step(
            _("Provisional"),
            None,
            _("the holiday notice of %(years)s is not loaded; computed again once it is")
            % {"years": ", ".join(map(str, self.missing_years))},
        )


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def named_days_off(calendar: WorkCalendar, first: date, last: date) -> list[str]:
    """Holidays between two days, each stretch with its name."""
    stretches = groupby(days(first, last), key=lambda day: calendar.holidays.get(day, ""))
    return [described(list(stretch), name) for name, stretch in stretches if name]


def days_off(calendar: WorkCalendar, first: date, last: date) -> list[str]:
    """All days off between two days: named holidays and plain weekends."""
    stretches = groupby(days(first, last), key=lambda day: calendar.holidays.get(day, ""))
    return [described(list(stretch), name) for name, stretch in stretches]


def described(stretch: list[date], festival: str) -> str:
    span = span_words(stretch[0], stretch[-1])
    name = festival_name(festival) if festival else _("weekend")
    return f"{span} {name}"
