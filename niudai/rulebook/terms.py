"""Terms of office that the law counts in years."""

from datetime import date

from niudai.kernel.calendar import ONE_DAY
from niudai.rulebook.counting import LENGTHS_IN_MONTHS, months_later
from niudai.rulebook.rule import Unit


def last_day_of_term(first: date, years: int) -> date:
    """The first day counts: three years from 1 March 2026 end on 28 February 2029."""
    return months_later(first, years * LENGTHS_IN_MONTHS[Unit.YEAR]) - ONE_DAY
