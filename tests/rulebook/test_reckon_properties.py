"""What must hold for every rule and every day, over twenty years of real notices."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from niudai.kernel.calendar import ONE_DAY
from niudai.rulebook.calendars import calendar_of, shipped_days, shipped_notices
from niudai.rulebook.counting import Counter, months_later
from niudai.rulebook.reckoning import Reckoning, reckon
from niudai.rulebook.rules import Direction, Roll, Rule, Unit, from_files, nearest

CALENDAR = calendar_of(shipped_days(), shipped_notices())
CLOCKS = [rule for rule in from_files().rules if rule.is_clock and rule.amount]
FORWARDS = [rule for rule in CLOCKS if rule.direction is Direction.FORWARDS]
BASE = nearest("AWD-SUE", on=date(2026, 1, 5), place="CN", rules=from_files())

days = st.dates(date(2005, 1, 1), date(2025, 6, 30))
rules = st.sampled_from(CLOCKS)
forward_rules = st.sampled_from(FORWARDS)
lengths = st.integers(1, 90)
day_units = st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY])


def between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def any_rule(amount: int, unit: Unit, **fields) -> Rule:
    return replace(BASE, amount=amount, unit=unit, **fields)


def end_of(rule: Rule, start: date, **course) -> Reckoning:
    return reckon(rule, start, CALENDAR, **course)


@given(rules, days)
@settings(max_examples=400)
def test_the_reminder_is_the_last_working_day_up_to_the_natural_end(rule, start):
    end = end_of(rule, start)
    assert CALENDAR.is_working(end.alarm_on)
    after = between(end.alarm_on + ONE_DAY, end.natural_end)
    assert not any(CALENDAR.is_working(day) for day in after)
    assert end.alarm_on <= end.natural_end


@given(forward_rules, days)
@settings(max_examples=400)
def test_the_legal_end_is_the_first_working_day_from_the_natural_end(rule, start):
    end = end_of(rule, start)
    assert end.legal_end >= end.natural_end > start
    if rule.roll is Roll.REST_DAYS:
        assert CALENDAR.is_working(end.legal_end)
        passed = between(end.natural_end, end.legal_end - ONE_DAY)
        assert not any(CALENDAR.is_working(day) for day in passed)
    else:
        assert end.legal_end == end.natural_end


@given(days, lengths)
def test_working_days_counted_are_the_working_days_that_passed(start, amount):
    end = end_of(any_rule(amount, Unit.WORKING_DAY), start)
    passed = [day for day in between(start + ONE_DAY, end.natural_end) if CALENDAR.is_working(day)]
    assert len(passed) == amount
    assert CALENDAR.is_working(end.natural_end)


@given(days, lengths)
def test_calendar_days_pass_one_by_one(start, amount):
    end = end_of(any_rule(amount, Unit.CALENDAR_DAY), start)
    assert (end.natural_end - start).days == amount


@given(days, st.integers(1, 40))
def test_months_keep_the_day_or_take_the_month_end(start, amount):
    end = end_of(any_rule(amount, Unit.MONTH), start).natural_end
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == amount
    assert end.day == start.day or (end.day < start.day and (end + ONE_DAY).day == 1)


@given(days, lengths, day_units, st.integers(0, 60), st.integers(1, 30))
@settings(max_examples=300)
def test_a_pause_moves_the_end_by_the_days_it_took(start, amount, unit, after, length):
    rule = any_rule(amount, unit)
    plain = end_of(rule, start).natural_end
    first = start + timedelta(days=after + 1)
    pause = (first, first + timedelta(days=length - 1))
    moved = end_of(rule, start, pauses=[pause]).natural_end
    counter = Counter(CALENDAR)
    if first > plain:
        assert moved == plain
        return
    paused = [day for day in between(*pause) if day <= moved]
    lost = sum(counter.counts(day, unit) for day in paused)
    assert moved == end_of(any_rule(amount + lost, unit), start).natural_end


@given(days, lengths, day_units, st.lists(st.tuples(st.integers(1, 120), st.integers(1, 20))))
@settings(max_examples=300)
def test_counted_days_never_lie_in_a_pause(start, amount, unit, drawn):
    pauses = [
        (start + timedelta(days=at), start + timedelta(days=at + length - 1))
        for at, length in drawn
    ]
    end = end_of(any_rule(amount, unit), start, pauses=pauses).natural_end
    counted = [
        day
        for day in between(start + ONE_DAY, end)
        if not any(first <= day <= last for first, last in pauses)
        and (unit is Unit.CALENDAR_DAY or CALENDAR.is_working(day))
    ]
    assert len(counted) == amount
    assert counted[-1] == end


@given(rules, days, st.integers(0, 200))
def test_a_restart_equals_a_fresh_start(rule, start, later):
    again = start + timedelta(days=later)
    anew, fresh = end_of(rule, start, restart=again), end_of(rule, again)
    assert (anew.natural_end, anew.legal_end, anew.alarm_on, anew.opens_on) == (
        fresh.natural_end,
        fresh.legal_end,
        fresh.alarm_on,
        fresh.opens_on,
    )


@given(rules, days)
def test_a_later_start_never_ends_earlier(rule, start):
    today, tomorrow = end_of(rule, start), end_of(rule, start + ONE_DAY)
    assert tomorrow.natural_end >= today.natural_end
    assert tomorrow.legal_end >= today.legal_end
    assert tomorrow.alarm_on >= today.alarm_on


@given(days, lengths, lengths, day_units)
def test_an_extension_is_one_longer_count(start, amount, more, unit):
    extension = replace(nearest("MED-END-ACC", on=date(2026, 1, 5)).extension, unit=unit)
    rule = any_rule(amount, unit, extension=extension)
    longer = end_of(rule, start, extended=more)
    assert longer.natural_end == end_of(any_rule(amount + more, unit), start).natural_end


@given(days, lengths)
def test_counting_back_days_is_the_inverse_of_counting_on(event, amount):
    back = any_rule(amount, Unit.CALENDAR_DAY, direction=Direction.AT_LEAST_BEFORE)
    last = end_of(back, event)
    assert end_of(any_rule(amount, Unit.CALENDAR_DAY), last.natural_end).natural_end == event
    assert last.legal_end == last.natural_end


@given(days, lengths)
def test_counting_back_working_days_gives_the_last_working_day_in_time(event, amount):
    back = any_rule(amount, Unit.WORKING_DAY, direction=Direction.AT_LEAST_BEFORE)
    on = any_rule(amount, Unit.WORKING_DAY)
    last = end_of(back, event).natural_end
    assert CALENDAR.is_working(last)
    assert end_of(on, last).natural_end <= event
    assert end_of(on, CALENDAR.next_working(last + ONE_DAY)).natural_end > event


@given(days, st.integers(-40, 40))
def test_months_there_and_back_stay_within_the_month_end(start, amount):
    back = months_later(months_later(start, amount), -amount)
    assert back == start or (back.month == start.month and back.day < start.day)


@given(rules, st.dates(date(2005, 1, 1), date(2030, 12, 31)))
def test_a_day_is_certain_only_when_every_year_that_mattered_is_loaded(rule, start):
    end = end_of(rule, start)
    for shown in (end.natural_end, end.legal_end, end.alarm_on):
        assert end.provisional or CALENDAR.covers(shown)


@given(rules, days, st.sampled_from(["en", "zh-hans"]))
@settings(max_examples=100)
def test_every_reckoning_can_be_told(rule, start, language):
    steps = end_of(rule, start).steps
    assert len(steps) >= 3
    assert all(step.what and step.why and step.sentence for step in steps)
