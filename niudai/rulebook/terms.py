"""Terms of office that the law counts in years."""

from collections.abc import Callable
from datetime import date, timedelta

from niudai.kernel.calendar import ONE_DAY, WorkCalendar
from niudai.rulebook.counting import LENGTHS_IN_MONTHS, months_later
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rule import Rule, Unit

LONGEST = timedelta(days=5 * 366)  # no reminder of a term lies further ahead


def last_day_of_term(first: date, years: int) -> date:
    """The first day counts: three years from 1 March 2026 end on 28 February 2029."""
    return months_later(first, years * LENGTHS_IN_MONTHS[Unit.YEAR]) - ONE_DAY


def begun_too_long_ago(rule: Rule, today: date, calendar: WorkCalendar) -> date:
    """The latest start whose period was over before today: one bound for a whole list."""
    return last_day_where(lambda day: reckon(rule, day, calendar).legal_end < today, until=today)


def near_enough(rule: Rule, today: date, calendar: WorkCalendar) -> date:
    """The latest event whose reminder has come by today: one bound for a whole list."""
    return last_day_where(
        lambda day: opened(rule, day, calendar) <= today, until=today + LONGEST, since=today
    )


def opened(rule: Rule, event: date, calendar: WorkCalendar) -> date:
    end = reckon(rule, event, calendar)
    return end.opens_on or end.legal_end


def last_day_where(
    holds: Callable[[date], bool], *, until: date, since: date | None = None
) -> date:
    """The last day of the span on which it holds; it holds up to some day and not after it."""
    low, high = since or until - 2 * LONGEST, until
    while low < high:
        middle = high - (high - low) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - ONE_DAY
    return low
