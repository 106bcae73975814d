"""Working days: weekends, public holidays and the weekend days worked in exchange.

Pure arithmetic. Where the days come from (State Council notices, an officer's table) is the
business of `niudai.rulebook`; tests bring their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """What a day is on the wall calendar."""

    WORKING = "working"
    MAKE_UP = "make_up"  # a weekend day worked in exchange for a holiday: 班
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # free by the yearly notice: 休
    STATUTORY = "statutory"  # free by the holiday regulation itself, and so also 休


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days on which offices work; for a year not loaded, plain Monday to Friday.

    `holidays` maps each free day to its festival, `make_up` each weekend day worked, `statutory`
    is the part of the holidays that the regulation itself names, `years` are the years whose
    notice is loaded and `notices` their numbers.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up: Mapping[date, str] = field(default_factory=dict)
    statutory: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    notices: Mapping[int, str] = field(default_factory=dict)

    def covers(self, day: date) -> bool:
        """Whether the yearly notice that decides about this day is loaded."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        if day in self.make_up:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the last one before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days_later(self, day: date, amount: int) -> date:
        """The last of so many working days that follow the day."""
        make_up, holidays = self.make_up, self.holidays
        while amount:
            day += ONE_DAY
            if day in make_up or (day.weekday() < SATURDAY and day not in holidays):
                amount -= 1
        return day

    def after_statutory(self, day: date) -> date:
        """The day itself, or the first day after the statutory days it falls on."""
        while day in self.statutory:
            day += ONE_DAY
        return day

    def kind(self, day: date) -> DayKind:
        if day in self.make_up:
            return DayKind.MAKE_UP
        if day in self.statutory:
            return DayKind.STATUTORY
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKING

    def mark(self, day: date) -> str:
        """休, 班 or nothing, as printed on any wall calendar."""
        if day in self.make_up:
            return "班"
        return "休" if day in self.holidays else ""

    def festival(self, day: date) -> str:
        """The festival a holiday or make-up day belongs to; empty for any other day."""
        return self.holidays.get(day) or self.make_up.get(day, "")

    def missing_years(self, days: Iterable[date]) -> tuple[int, ...]:
        """Years among these days whose notice is not loaded, in order."""
        return tuple(sorted({day.year for day in days} - self.years))
