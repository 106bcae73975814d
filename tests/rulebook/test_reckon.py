"""Pauses, restarts, extensions, windows and days that are not certain."""

from dataclasses import replace
from datetime import date

import pytest

from niudai.kernel.refused import Refused
from niudai.rulebook.reckoning import full_extension, reckon
from niudai.rulebook.rules import Roll, Unsettled, nearest
from tests.rulebook.conftest import day


@pytest.fixture
def reckoned(calendar):
    def run(rule_id: str, start: str, **course):
        rule = nearest(rule_id, on=day(start), place="320281")
        return reckon(rule, day(start), calendar, **course)

    return run


def span(first: str, last: str | None) -> tuple[date, date | None]:
    return day(first), day(last) if last else None


# --- pauses -------------------------------------------------------------------------------


def test_days_of_a_pause_do_not_count(reckoned):
    end = reckoned("ARB-AWARD", "2026-03-02", pauses=[span("2026-03-10", "2026-03-19")])
    assert end.natural_end == day("2026-04-26")  # 45 days end 04-16, ten days later


def test_pauses_that_overlap_count_once(reckoned):
    pauses = [span("2026-03-15", "2026-03-19"), span("2026-03-10", "2026-03-16")]
    apart = reckoned("ARB-AWARD", "2026-03-02", pauses=pauses)
    joined = reckoned("ARB-AWARD", "2026-03-02", pauses=[span("2026-03-10", "2026-03-19")])
    assert apart.natural_end == joined.natural_end
    assert len(apart.pauses) == 1


@pytest.mark.parametrize(
    "pause",
    [
        span("2026-02-01", "2026-03-02"),  # over when the period begins
        span("2026-04-17", "2026-04-30"),  # begins after its last day
        span("2026-05-01", None),
    ],
)
def test_a_pause_outside_the_period_changes_nothing(reckoned, pause):
    end = reckoned("ARB-AWARD", "2026-03-02", pauses=[pause])
    assert (end.natural_end, end.pauses) == (day("2026-04-16"), ())


def test_a_holiday_inside_a_pause_is_not_counted_twice(reckoned):
    # Ten working days from 09-21 with a pause over the whole national holiday.
    plain = reckoned("ARB-ANSWER", "2026-09-21")
    paused = reckoned("ARB-ANSWER", "2026-09-21", pauses=[span("2026-10-01", "2026-10-07")])
    assert plain.natural_end == paused.natural_end == day("2026-10-12")


def test_a_pause_of_months_is_made_up_day_by_day(reckoned):
    end = reckoned("ARB-LIMIT", "2025-03-31", pauses=[span("2025-10-01", "2025-10-30")])
    assert end.natural_end == day("2026-04-30")


def test_a_clock_that_stands_still_has_no_last_day(reckoned):
    with pytest.raises(Refused, match="stood still since 2026-03-10"):
        reckoned("ARB-AWARD", "2026-03-02", pauses=[span("2026-03-10", None)])
    with pytest.raises(Refused, match="stood still"):
        reckoned("ARB-LIMIT", "2026-03-02", pauses=[span("2026-03-10", None)])


def test_a_pause_that_ends_before_it_begins_is_refused(reckoned):
    with pytest.raises(Refused, match="before it begins"):
        reckoned("ARB-AWARD", "2026-03-02", pauses=[span("2026-03-10", "2026-03-09")])


def test_a_pause_without_a_ground_in_the_law_is_told(reckoned):
    pauses = [span("2026-09-20", "2026-09-22")]
    assert any("ground" in s for s in reckoned("SUP-REPLY", "2026-09-18", pauses=pauses).warnings)
    assert reckoned("ARB-AWARD", "2026-09-18", pauses=pauses).warnings == []


# --- beginning anew -----------------------------------------------------------------------


def test_a_restart_begins_anew_and_voids_earlier_pauses(reckoned):
    pauses = [span("2026-03-10", "2026-03-20")]
    anew = reckoned("ARB-AWARD", "2026-03-02", pauses=pauses, restart=day("2026-04-01"))
    fresh = reckoned("ARB-AWARD", "2026-04-01")
    assert (anew.natural_end, anew.legal_end) == (fresh.natural_end, fresh.legal_end)
    assert (anew.start, anew.began_on) == (day("2026-04-01"), day("2026-03-02"))


def test_a_pause_that_lasts_beyond_the_restart_counts_from_there(reckoned):
    pauses = [span("2026-03-25", "2026-04-10")]
    anew = reckoned("ARB-AWARD", "2026-03-02", pauses=pauses, restart=day("2026-04-01"))
    assert anew.natural_end == day("2026-05-25")  # 45 days from 04-01 end 05-16, nine days later


def test_a_period_that_had_run_out_before_it_began_anew_is_told(reckoned):
    lapsed = reckoned("ARB-LIMIT", "2024-03-04", restart=day("2025-03-05"))
    assert lapsed.lapsed_on == day("2025-03-04")
    assert any("run out on 2025-03-04" in sentence for sentence in lapsed.warnings)
    in_time = reckoned("ARB-LIMIT", "2024-03-04", restart=day("2025-03-04"))
    assert (in_time.lapsed_on, in_time.warnings) == (None, [])


def test_a_clock_held_by_a_pause_had_not_run_out(reckoned):
    pauses = [span("2025-03-01", "2025-03-31")]
    held = reckoned("ARB-LIMIT", "2024-03-04", pauses=pauses, restart=day("2025-04-02"))
    assert held.lapsed_on is None


def test_a_period_cannot_begin_anew_before_it_began(reckoned):
    with pytest.raises(Refused, match="before it began"):
        reckoned("ARB-AWARD", "2026-03-02", restart=day("2026-03-01"))


# --- extensions ---------------------------------------------------------------------------


def test_an_extension_lengthens_from_the_natural_end(reckoned):
    # 45 days end on Saturday 10-03, in the holiday: the 15 days follow 10-03, not 10-08.
    end = reckoned("ARB-AWARD", "2026-08-19", extended=15)
    assert (end.plain_end, end.natural_end) == (day("2026-10-03"), day("2026-10-18"))
    assert end.legal_end == day("2026-10-19")


def test_an_extension_may_be_shorter_than_the_most(reckoned):
    assert reckoned("ARB-AWARD", "2026-03-02", extended=5).natural_end == day("2026-04-21")


@pytest.mark.parametrize("amount", [0, -1, True])
def test_an_extension_of_nothing_is_refused(reckoned, amount):
    with pytest.raises(Refused, match="at least 1"):
        reckoned("ARB-AWARD", "2026-03-02", extended=amount)


def test_an_extension_above_the_most_is_refused(reckoned):
    with pytest.raises(Refused, match="at most 15 days"):
        reckoned("ARB-AWARD", "2026-03-02", extended=16)
    with pytest.raises(Refused, match="at most 15 days"):
        reckoned("ARB-AWARD", "2026-03-02", extended_until=day("2026-05-02"))
    assert reckoned("ARB-AWARD", "2026-03-02", extended_until=day("2026-05-01"))


def test_a_rule_without_extension_refuses_one(reckoned):
    with pytest.raises(Refused, match="cannot be extended"):
        reckoned("AWD-SUE", "2026-03-02", extended=1)
    with pytest.raises(Refused, match="cannot be extended"):
        reckoned("ARB-HEARING-NOTICE", "2026-03-02", extended=1)


def test_the_day_both_wrote_down_must_lie_after_the_end(reckoned):
    with pytest.raises(Refused, match="must lie after"):
        reckoned("MED-END-ACC", "2026-09-16", extended_until=day("2026-10-01"))


def test_length_and_day_of_an_extension_exclude_each_other(reckoned):
    with pytest.raises(Refused, match="not both"):
        reckoned("MED-END-ACC", "2026-09-16", extended=3, extended_until=day("2026-10-30"))


def test_the_full_extension_is_asked_of_the_parties_where_they_choose_it(reckoned):
    assert full_extension(nearest("LSI-CLOSE", on=day("2026-03-02"))) == 30
    with pytest.raises(Refused, match="how long"):
        full_extension(nearest("MED-END-ACC", on=day("2026-03-02")))


# --- months and years ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "natural"),
    [
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2025-03-31", "2026-03-31"),
    ],
)
def test_a_year_ends_on_the_corresponding_day_or_the_month_end(reckoned, start, natural):
    assert reckoned("ARB-LIMIT", start).natural_end == day(natural)


def test_months_end_at_the_month_end_where_there_is_no_such_day(reckoned):
    assert reckoned("WAGE-RELEASE", "2026-08-31").natural_end == day("2027-02-28")
    assert reckoned("CT-FIRST-SUM", "2025-11-30").natural_end == day("2026-02-28")


def test_a_window_of_months_opens_at_the_month_end_where_there_is_no_such_day(reckoned):
    assert reckoned("CB-RENEW", "2026-05-31").opens_on == day("2026-02-28")
    assert reckoned("CB-RENEW", "2028-05-31").opens_on == day("2028-02-29")


# --- before an event ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "last"),
    [
        ("2026-10-12", "2026-09-29"),  # 09-30, 10-08, 10-09 and Saturday 10-10 lie between
        ("2026-11-20", "2026-11-13"),
        ("2026-02-25", "2026-02-11"),  # 02-14 is worked, 02-15..23 is not
        ("2026-05-11", "2026-04-30"),  # 05-06..09 are worked, 05-01..05 are not
    ],
)
def test_the_hearing_is_told_five_working_days_before(reckoned, event, last):
    end = reckoned("ARB-HEARING-NOTICE", event)
    assert end.natural_end == end.legal_end == end.alarm_on == day(last)


def test_a_period_before_an_event_never_moves_to_a_later_day(reckoned):
    end = reckoned("LAYOFF-NOTICE", "2026-11-03")
    assert (end.natural_end, end.legal_end) == (day("2026-10-04"), day("2026-10-04"))
    assert end.alarm_on == day("2026-09-30")


def test_an_event_on_a_day_off_leaves_whole_working_days(reckoned):
    # Sunday 11-22: the five working days are 11-16 to 11-20, so the last day is the Friday before.
    assert reckoned("ARB-HEARING-NOTICE", "2026-11-22").natural_end == day("2026-11-13")


def test_a_pause_before_the_event_moves_the_last_day_earlier(reckoned):
    end = reckoned("ARB-HEARING-NOTICE", "2026-11-20", pauses=[span("2026-11-16", "2026-11-17")])
    assert end.natural_end == day("2026-11-11")


def test_a_hearing_that_was_moved_is_counted_from_its_new_day(reckoned):
    moved = reckoned("ARB-HEARING-NOTICE", "2026-10-12", restart=day("2026-11-20"))
    assert moved.natural_end == reckoned("ARB-HEARING-NOTICE", "2026-11-20").natural_end


# --- moving past days off -----------------------------------------------------------------


def test_a_review_that_works_by_silence_is_never_moved(reckoned):
    end = reckoned("CB-REVIEW", "2026-09-18")
    assert end.natural_end == end.legal_end == day("2026-10-03")


def test_only_the_statutory_days_move_a_period_of_that_kind(calendar):
    rule = replace(nearest("AWD-SUE", on=day("2026-09-16")), roll=Roll.STATUTORY_ONLY)
    assert reckon(rule, day("2026-09-16"), calendar).legal_end == day("2026-10-04")
    assert reckon(rule, day("2026-10-17"), calendar).legal_end == day("2026-11-01")  # a Sunday


def test_a_make_up_working_day_ends_a_period(reckoned):
    assert reckoned("AWD-SUE", "2026-04-24").legal_end == day("2026-05-09")


# --- certainty ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "start", "provisional"),
    [
        ("AWD-SUE", "2026-12-16", False),  # ends 2026-12-31, a working day
        ("AWD-SUE", "2026-12-17", True),  # ends 2027-01-01
        ("ARB-ACCEPT", "2026-12-29", True),  # counts into January
        ("ARB-HEARING-NOTICE", "2027-01-04", True),
        ("ARB-LIMIT", "2026-01-05", True),
        ("ARB-LIMIT", "2025-01-06", False),
    ],
)
def test_a_day_in_a_year_without_notice_is_provisional(reckoned, rule, start, provisional):
    end = reckoned(rule, start)
    assert end.provisional is provisional
    assert any("Provisional" in step.sentence for step in end.steps) is provisional


def test_the_calendar_of_a_loaded_year_makes_the_day_certain(calendar, reckoned):
    rule = nearest("AWD-SUE", on=day("2026-12-17"))
    full = replace(
        calendar,
        holidays={**calendar.holidays, day("2027-01-01"): "new_year"},
        years=calendar.years | {2027},
    )
    end = reckon(rule, day("2026-12-17"), full)
    assert (end.legal_end, end.provisional) == (day("2027-01-04"), False)


# --- what cannot be reckoned --------------------------------------------------------------


def test_a_rule_without_a_number_asks_a_person(reckoned):
    with pytest.raises(Unsettled, match="not known"):
        reckoned("HOTLINE-12351-A", "2026-03-02")
    with pytest.raises(Unsettled, match="only in draft"):
        reckoned("JS-CB-REPLY", "2026-03-02")


def test_a_rule_that_is_no_clock_says_so(reckoned):
    with pytest.raises(Refused, match="not a clock"):
        reckoned("CB-QUORUM", "2026-03-02")


def test_a_date_at_the_end_of_time_is_refused(reckoned):
    with pytest.raises(Refused, match="too far away"):
        reckoned("ARB-LIMIT", "9999-06-01")


# --- the shown calculation ----------------------------------------------------------------


def test_every_step_says_what_was_done_which_day_and_why(reckoned):
    said = [step.sentence for step in reckoned("MED-END-ACC", "2026-09-16").steps]
    assert said == [
        "Start: 2026-09-16 (Wed). mediation accepted; this day itself does not count.",
        "Count 15 days: 2026-10-01 (Thu). calendar days: holidays and make-up working days "
        "count like any other.",
        "Extension: none; possible by both parties in writing.",
        "Moved past days off: 2026-10-08 (Thu). 2026-10-01 to 2026-10-07 National Day; "
        "moved to the first working day after.",
        "Reminder: 2026-09-30 (Wed). the last working day on or before 2026-10-01.",
    ]


def test_working_days_name_what_was_left_out_and_what_counted(reckoned):
    why = reckoned("SUP-REPLY", "2026-09-18").steps[1].why
    assert "2026-10-01 to 2026-10-07 National Day left out" in why
    assert "2026-10-10 (Sat) is a make-up working day and counts" in why


def test_a_span_of_years_shows_its_shortest_end(reckoned):
    end = reckoned("CB-TERM", "2026-01-05")
    assert (end.earliest_end, end.natural_end) == (day("2027-01-05"), day("2029-01-05"))
