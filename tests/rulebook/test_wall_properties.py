"""The wall calendar agrees with the reckoning, whatever the rule and the day."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from niudai.rulebook.calendars import calendar_of, shipped_days, shipped_notices
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import Direction, Kind, Unit, from_files
from niudai.rulebook.wall import weeks

OFFICIAL = calendar_of(shipped_days(), shipped_notices())
SHORT = [
    rule
    for rule in from_files().rules
    if rule.kind is Kind.DEADLINE
    and rule.applies
    and rule.amount
    and rule.direction is Direction.FORWARDS
    and rule.unit in {Unit.CALENDAR_DAY, Unit.WORKING_DAY}
]
DAYS = st.dates(min_value=date(2025, 1, 6), max_value=date(2026, 10, 20))


@given(st.sampled_from(SHORT), DAYS)
@settings(deadline=None, max_examples=150)
def test_as_many_days_are_numbered_as_the_rule_gives_and_one_is_the_last(rule, start):
    end = reckon(rule, start, OFFICIAL)
    cells = [cell for row in weeks(end) for cell in row]
    if not cells:
        return
    hits = [cell for cell in cells if cell.look.startswith("hit")]
    last = [cell for cell in cells if cell.look == "end"]
    assert [cell.day for cell in last] == [end.legal_end]
    assert len(hits) + (end.natural_end == end.legal_end) == rule.amount
    assert all(cell.tag for cell in hits)
