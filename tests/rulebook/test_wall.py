"""The wall calendar beside a calculation."""

import pytest

from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest
from niudai.rulebook.wall import weeks
from tests.rulebook.conftest import day


@pytest.fixture
def wall(calendar):
    def drawn(rule_id: str, start: str, **course):
        rule = nearest(rule_id, on=day(start), place="320281")
        rows = weeks(reckon(rule, day(start), calendar, **course))
        return rows, {cell.day.isoformat(): cell for row in rows for cell in row}

    return drawn


def test_each_day_shows_what_it_was_in_the_count(wall):
    rows, cells = wall("MED-END-ACC", "2026-09-16")
    assert all(len(row) == 7 and row[0].day.weekday() == 0 for row in rows)
    assert (cells["2026-09-16"].look, cells["2026-09-17"].tag) == ("roll", "1")
    assert cells["2026-09-20"].mark == "班"
    assert cells["2026-09-30"].look == "hit tell"
    assert (cells["2026-10-01"].tag, cells["2026-10-01"].mark) == ("15", "休")
    assert cells["2026-10-07"].tag == "moved"
    assert cells["2026-10-08"].look == "end"


def test_only_working_days_are_numbered_in_working_days(wall):
    _rows, cells = wall("SUP-REPLY", "2026-09-18")
    assert cells["2026-09-19"].look == "out"  # a Saturday
    assert cells["2026-09-20"].tag == "1"  # a Sunday that was worked
    assert cells["2026-10-01"].look == "out"


def test_days_of_a_pause_are_shown_as_such(wall):
    pauses = [(day("2026-09-20"), day("2026-09-22"))]
    _rows, cells = wall("MED-END-ACC", "2026-09-16", pauses=pauses)
    assert cells["2026-09-21"].tag == "pause"
    assert cells["2026-09-23"].tag == "4"


def test_a_period_before_an_event_is_drawn_backwards(wall):
    _rows, cells = wall("ARB-HEARING-NOTICE", "2026-11-20")
    assert cells["2026-11-20"].tag == "event"
    assert cells["2026-11-19"].tag == "1"
    assert cells["2026-11-13"].look == "end"


def test_a_long_period_is_told_in_lines_only(wall):
    rows, _cells = wall("ARB-LIMIT", "2025-03-03")
    assert rows == []
