"""Publicity, deadlines, keeping, leaving and caps: the worked examples 12.2 and 12.5, and edges."""

from datetime import date
from typing import Any

import pytest

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.fixtures import PLACE, fixture
from niudai.rulebook.rules import Status, nearest

ON = date(2026, 6, 30)
DESTRUCTION, EXIT = "hardship.destruction", "hardship.exit"


def asked(rule: str, place: str = PLACE, on: date = ON, **facts: Any):
    return evaluate(rule, facts, on=on, place=place, rules=fixture("Z"))


# --- days (reference 12.2) ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "ends"),
    [("2025-09-25", "2025-10-09"), ("2026-04-30", "2026-05-11"), ("2025-06-16", "2025-06-23")],
    ids=["P1", "P3", "P5"],
)
def test_publicity_counts_five_working_days_after_the_day_of_posting(clock, posted, ends):
    assert clock("hardship.publicity", posted)[:2] == (ends, ends)


def test_p1_says_which_days_were_counted(command):
    found = command("clock", "hardship.publicity", "--from", "2025-09-25")

    said = " ".join(found["steps"])
    assert "2025-09-28 (Sun) is a make-up working day and counts" in said
    assert found["status"] == "warns"
    assert "is an example: a preview only, it cannot decide" in found["warnings"][0]


def test_p7_calendar_days_end_on_a_saturday_or_are_moved_to_monday(clock):
    assert clock("dibao.publicity", "2025-06-14")[:2] == ("2025-06-21", "2025-06-23")


def test_p9_an_election_result_is_answered_within_fifteen_days(clock):
    assert clock("union.approval", "2025-09-22")[:2] == ("2025-10-07", "2025-10-09")


def test_p11_a_file_is_destroyed_ten_years_after_withdrawal_at_the_earliest(clock):
    assert clock("hardship.retention", "2025-08-15")[:2] == ("2035-08-15", "2035-08-15")
    assert asked(DESTRUCTION, withdrawn_on="2025-08-15").result == "2035-08-15"
    by_archives = asked(DESTRUCTION, withdrawn_on="2025-08-15", counted_from="next_new_year")
    assert by_archives.result == "2036-01-01"


def test_a_file_may_be_destroyed_from_the_day_itself():
    day_before, day = date(2035, 8, 14), date(2035, 8, 15)
    assert not asked(DESTRUCTION, on=day_before, withdrawn_on="2025-08-15").holds
    assert asked(DESTRUCTION, on=day, withdrawn_on="2025-08-15").holds


def test_p12_a_deputys_suggestion_has_three_months_and_a_hard_one_six(clock):
    assert clock("npc.reply", "2025-03-10")[:2] == ("2025-06-10", "2025-06-10")
    assert clock("npc.reply", "2025-03-10", "--extended")[1] == "2025-09-10"
    assert clock("npc.reply", "2025-03-11")[0] == "2025-06-11"


def test_p13_an_objection_on_the_last_day_stops_the_publicity(refused, clock):
    posted = ("clock", "hardship.publicity", "--from", "2025-09-25")
    assert "stood still since 2025-10-09" in refused(*posted, "--pause", "2025-10-09:")
    dismissed = clock("hardship.publicity", "2025-09-25", "--pause", "2025-10-09:2025-10-14")
    assert dismissed[1] == "2025-10-15"
    anew = clock("hardship.publicity", "2025-09-25", "--restart", "2025-10-15")
    assert anew[1] == "2025-10-22"


def test_p14_a_term_of_three_years_ends_on_the_same_day(clock):
    assert clock("union.term.end", "2021-05-18")[:2] == ("2024-05-18", "2024-05-18")
    assert clock("union.term.end", "2021-05-18", "--extended")[1] == "2026-05-18"


def test_the_other_clocks_of_a_file(clock):
    assert clock("hardship.check", "2026-06-01", "--place", "330782")[0] == "2026-06-06"
    assert clock("hardship.sync", "2026-06-01")[0] == "2026-07-14"
    assert clock("hardship.review", "2025-07-01")[0] == "2026-07-01"
    assert clock("hardship.survey.half", "2026-01-05", "--place", "371083")[0] == "2026-07-05"
    assert clock("pia.retention", "2026-01-05")[0] == "2029-01-05"


def test_how_long_papers_may_follow_urgent_aid_nobody_has_entered(refused):
    said = refused("clock", "aid.urgent.papers", "--from", "2026-06-01")
    assert "nobody has entered" in said


def test_three_of_ten_files_are_checked_rounded_up():
    def needed(files: int) -> int:
        return asked("hardship.spotcheck", "430000", files=files).more["needed"]

    assert [needed(files) for files in (0, 1, 10, 11)] == [0, 1, 3, 4]
    assert asked("hardship.spotcheck", "430000", files=11, checked=3).result == "too few"


# --- leaving the file ---------------------------------------------------------------------


def months(*per_head: str, first: int = 1) -> list[dict[str, str]]:
    return [
        {"month": f"2026-{first + n:02d}", "per_head": amount} for n, amount in enumerate(per_head)
    ]


def test_six_months_running_above_the_line_lift_a_household():
    assert asked(EXIT, per_head=months(*["1000.01"] * 6)).result == "lifted"
    assert asked(EXIT, per_head=months(*["1000.01"] * 5)).result == "stays"
    assert asked(EXIT, per_head=months(*["1000.01"] * 5, "1000.00")).result == "stays"


def test_a_gap_or_a_fall_begins_the_count_anew():
    gap = months(*["1500"] * 3) + months(*["1500"] * 5, first=5)
    assert asked(EXIT, per_head=gap).more["months_running"] == 5
    fell = months(*["1500"] * 6, "900")
    assert asked(EXIT, per_head=fell).more["months_running"] == 0


def test_the_order_in_which_months_are_given_does_not_matter():
    rows = months(*["1500"] * 6)
    assert asked(EXIT, per_head=rows[::-1]).result == "lifted"
    with pytest.raises(Refused, match="twice"):
        asked(EXIT, per_head=rows + rows[:1])


def test_a_household_kept_by_the_safety_net_is_relieved_at_the_line():
    assert asked(EXIT, per_head=months("1000.00"), safety_net=True).result == "relieved"
    assert asked(EXIT, per_head=months("999.99"), safety_net=True).result == "stays"


def test_qingdao_wants_one_and_a_half_times_the_line_and_five_guarantees():
    facts = {"per_head": months("1500.00"), "dibao": "1000.00"}
    assert asked(EXIT, "370200", **facts).result == "stays"
    assert asked(EXIT, "370200", **facts, guarantees=True).result == "lifted"


# --- caps (reference 12.5) ----------------------------------------------------------------


def at_most(rule: str, place: str = PLACE, on: date = ON, **facts: Any) -> str:
    return asked(rule, place, on, **facts).more["approve_at_most"]


def test_m1_what_was_paid_in_the_year_counts_against_the_cap():
    found = asked("aid.cap.living", asked="4000.00", paid_this_year="9000.00")

    assert (found.result, found.more["cap"], found.more["approve_at_most"]) == (
        "above", "12000.00", "3000.00",
    )  # fmt: skip
    assert asked("aid.cap.living", asked="3000.00", paid_this_year="9000.00").holds
    assert at_most("aid.cap.living", asked="1", paid_this_year="13000.00") == "0.00"


def test_m2_medical_aid_is_at_most_what_the_household_paid_itself():
    facts = {"asked": "20000", "cost": "60000.00", "reimbursed": "41400.00"}
    assert at_most("aid.cap.medical", **facts) == "18600.00"


@pytest.mark.parametrize(("cost", "most"), [("50000", "7500.00"), ("80000", "10000.00")])
def test_m4_an_accident_is_helped_with_a_share_up_to_a_ceiling(cost, most):
    assert at_most("aid.cap.accident", asked="1", cost=cost) == most


def test_m5_a_student_receives_at_most_ten_months_of_the_line():
    assert at_most("aid.cap.study", asked="1", students=1) == "10000.00"
    assert at_most("aid.cap.study", asked="1", students=2) == "20000.00"


@pytest.mark.parametrize(
    ("cost", "level"),
    [("19999.99", None), ("20000", "province"), ("23000", "province"), ("50000", "national")],
)
def test_m9_a_great_cost_needs_the_approval_of_a_higher_level(cost, level):
    for place in (PLACE, "320281"):
        found = asked("aid.cap.medical", place, asked="1", cost=cost, category="deep")
        assert found.more["needs_approval"] == level


def test_a_relative_household_receives_four_fifths_and_one_kind_only():
    facts = {"asked": "100", "cost": "30000", "category": "relative"}

    def found(**more: Any):
        return evaluate("aid.cap.medical", {**facts, **more}, on=ON, place="320281")

    assert found().more["approve_at_most"] == "16000.00"
    assert found(cost="10000").more["approve_at_most"] == "8000.00"
    assert (found(other_kinds=1).result, found(other_kinds=0).result) == ("above", "within")


def test_warmth_has_a_limit_a_time_and_a_limit_a_year():
    facts = {"place": "370000", "asked": "3000"}
    assert at_most("aid.cap.warmth", **facts) == "3000.00"
    assert at_most("aid.cap.warmth", **facts, paid_this_year="4000") == "2000.00"


def test_a_cap_by_category_asks_for_the_category():
    with pytest.raises(Refused, match="which category"):
        evaluate("aid.cap.living", {"asked": 1, "dibao": 1000}, on=ON, place="420000")


# --- the rows of the reference (9.1) ------------------------------------------------------

ROWS = [
    ("HARDSHIP-DEEP", "CN", "reference", {"multiple": "1.0", "comparator": "lt"}),
    ("HARDSHIP-RELATIVE", "CN", "reference", {"multiple": "2.0", "comparator": "lt"}),
    ("HARDSHIP-DEEP", "CN-3408", "reference", {"multiple": "1.0", "comparator": "le"}),
    ("HARDSHIP-ACCIDENT", "CN-3702", "reference", {"share": "0.80", "comparator": "gt"}),
    ("INCOME-IMPUTE", "CN-4407", "reference", {"on": True}),
    ("INCOME-UNION-AID", "CN-4407", "reference", {"counts": True}),
    ("DIBAO-URBAN", "CN-371083", "reference", {"fen": 106_200}),
    ("HARDSHIP-SPOTCHECK", "CN-43", "reference", {"share": "0.30"}),
    ("HARDSHIP-EXIT", "CN-32", "reference", {"multiple": "1.0", "comparator": "gt", "months": 6}),
    ("AID-CAP-WARMTH", "CN-37", "reference", {"once_fen": 300_000, "year_fen": 600_000}),
]


@pytest.mark.parametrize(("rule_id", "place", "status", "numbers"), ROWS, ids=str)
def test_every_published_row_is_there_and_decides_nothing(rule_id, place, status, numbers):
    rule = nearest(rule_id, on=ON, place=place)
    assert (rule.jurisdiction, rule.status, rule.decides) == (place, status, False)
    assert numbers.items() <= rule.parameters.items()


@pytest.mark.parametrize("rule_id", ["AID-CAP-LIVING", "AID-CAP-MEDICAL", "AID-CAP-STUDY"])
def test_the_measures_of_2015_held_until_2022(rule_id):
    rule = nearest(rule_id, on=date(2022, 12, 7), place="320281")
    assert rule.status is Status.SUPERSEDED
    assert nearest(rule_id, on=date(2022, 12, 8), place="320281").status is Status.ILLUSTRATIVE
