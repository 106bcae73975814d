"""Who is in hardship: the worked examples, every amount on the way, and what cannot be decided."""

import io
from datetime import date
from typing import Any

import pytest

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.fixtures import PLACE, fixture
from niudai.rulebook.rules import Unsettled

ON = date(2026, 6, 30)
IN_2018 = date(2018, 6, 30)
ANQING, QINGDAO, JIANGMEN = "340800", "370200", "440700"
PRETEST = "HARDSHIP-PRETEST@CN-3408@2025-01-01"
BENGBU = "HARDSHIP-ACCIDENT@CN-3403@2019-01-01"


def judged(place: str = PLACE, on: date = ON, **facts: Any):
    """A household before the rules of fixture Z, or of a place with Z's amounts."""
    return evaluate("hardship.category", facts, on=on, place=place, rules=fixture("Z"))


I1 = {"people": 3, "income": "60000.00", "rigid": "27000.00"}


# --- the worked examples (reference 12.1) -------------------------------------------------


@pytest.mark.parametrize(
    ("people", "income", "rigid", "head", "category"),
    [
        (3, "60000.00", "27000.00", "916.67", "deep"),
        (3, "72000.00", "12000.00", "1666.67", "relative"),
        (3, "63000.00", "27000.00", "1000.00", "relative"),
        (3, "30000.00", "48000.00", "-500.00", "deep"),
        (3, "150000.00", "120000.00", "833.33", "deep"),
    ],
    ids=["I1", "I2", "I3", "I6", "I9"],
)
def test_the_examples_give_category_and_net_income_a_head(people, income, rigid, head, category):
    found = judged(people=people, income=income, rigid=rigid)

    assert (found.result, found.more["category"]) == (category, category)
    assert found.more["net_per_head"] == head
    assert (found.status, found.decides) == ("preview", False)


def test_i3_exactly_at_the_line_is_deep_where_the_place_says_not_above():
    found = judged(ANQING, people=3, income="63000.00", rigid="27000.00")

    assert found.result == "deep"
    assert "36000.00 ≤ 36000.00" in " ".join(found.explanation)


def test_i6_a_negative_income_is_shown_and_flagged():
    found = judged(people=3, income="30000.00", rigid="48000.00")

    assert found.more["net_year"] == "-18000.00"
    assert found.more["flags"] == ["Rigid expenditure exceeds income: check the evidence."]


def test_i8_exactly_eighty_percent_is_no_accidental_hardship():
    facts = {"people": 2, "income": "84000.00"}

    assert judged(**facts, event_cost="67200.00").result == "none"
    assert judged(**facts, event_cost="67200.01").result == "accidental"


def test_i9_a_place_with_a_pretest_refuses_before_the_other_tests():
    facts = {"people": 3, "income": "150000.00", "rigid": "120000.00"}
    found = judged(ANQING, **facts)

    assert (found.result, found.more["category"]) == ("refused", None)
    assert "50000.00 ≥ 39000.00" in found.more["reasons"][0]
    assert judged(ANQING, **facts, leave_out=["HARDSHIP-PRETEST"]).result == "deep"
    assert judged(**facts, use=[PRETEST]).result == "refused"


def test_i11_two_dwellings_exclude_and_the_category_is_shown_for_information():
    found = judged(**I1, dwellings=2)

    assert (found.result, found.holds) == ("refused", False)
    assert (found.more["category"], found.more["net_per_head"]) == ("deep", "916.67")
    assert "two or more dwellings" in found.more["reasons"][0]
    assert judged(**I1, dwellings=1).result == "deep"


@pytest.mark.parametrize(
    ("gross", "cost", "result"), [("50400", "16200", "edge"), ("57600", "23400", "none")]
)
def test_i13_the_rule_of_2016_looks_at_income_before_and_after_the_cost(gross, cost, result):
    assert judged(on=IN_2018, people=3, income=gross, rigid=cost).result == result


@pytest.mark.parametrize("place", [None, "320281", "320281102"])
def test_i14_without_a_line_on_record_nothing_is_decided_and_the_sums_are_shown(place):
    found = evaluate("hardship.category", I1, on=ON, place=place)

    assert (found.result, found.more["category"], found.holds) == ("cannot decide", None, False)
    assert found.explanation[0].startswith("Cannot decide: no rule in force.")
    assert found.status == "unsettled"
    assert found.more["net_per_head"] == "916.67"


def test_before_the_first_rule_nothing_is_decided_at_all():
    with pytest.raises(Unsettled, match=r"No rule hardship\.category is in force"):
        evaluate("hardship.category", I1, on=date(2010, 1, 1))


# --- boundaries ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("income", "category"),
    [
        ("11999.99", "deep"),
        ("12000.00", "relative"),
        ("23999.99", "relative"),
        ("24000.00", "none"),
    ],
)
def test_one_fen_decides_at_once_and_twice_the_line(income, category):
    assert judged(people=1, income=income).result == category


def test_what_would_be_rounded_onto_the_line_is_compared_before_rounding():
    found = judged(people=7, income="83999.99")

    assert (found.more["net_per_head"], found.result) == ("1000.00", "deep")


# --- line by line -------------------------------------------------------------------------


def test_each_line_says_whether_it_counts_and_by_which_rule():
    income = [
        {"item": "wage", "amount": "48000.00"},
        {"item": "basic_pension", "amount": "2400.00"},
        {"item": "union_aid", "amount": "3000.00"},
        {"item": "festival_gift", "amount": "500.00"},
        {"item": "government_aid", "amount": "1000.00"},
    ]
    found = judged(JIANGMEN, people=3, income=income)

    counted = {line["item"]: line["counted"] for line in found.more["income"]["lines"]}
    assert counted == {
        "wage": "48000.00",
        "basic_pension": "0.00",
        "union_aid": "3000.00",
        "festival_gift": "0.00",
        "government_aid": "0.00",
    }
    assert found.more["income"]["total"] == "51000.00"
    whys = [line["why"] for line in found.more["income"]["lines"]]
    assert whys[4] == "not counted: no rule on it is in force here"
    assert all("Jiangmen" in why for why in whys[:4])


def test_government_aid_counts_where_the_place_says_so():
    income = [{"item": "wage", "amount": 30000}, {"item": "government_aid", "amount": 6000}]

    assert judged("320682", people=3, income=income).more["income"]["total"] == "36000.00"


def test_only_the_self_paid_part_of_an_illness_is_deducted_and_rent_is_not():
    rigid = [
        {"item": "medical", "amount": "60000.00", "reimbursed": "41400.00"},
        {"item": "rent", "amount": "9000.00"},
    ]
    found = judged(people=3, income="60000.00", rigid=rigid)

    assert [line["counted"] for line in found.more["rigid"]["lines"]] == ["18600.00", "0.00"]
    assert found.more["rigid"]["total"] == "18600.00"


def test_a_wage_is_imputed_where_the_place_does_so_and_only_there():
    facts = {"people": 3, "income": "30000.00", "able_unemployed": 1, "minimum_wage": "2000.00"}

    elsewhere, there = judged(**facts), judged(JIANGMEN, **facts)

    assert elsewhere.more["imputed"]["total"] == "0.00"
    assert "no rule here imputes" in elsewhere.more["imputed"]["lines"][0]["why"]
    assert (there.more["imputed"]["total"], there.more["net_year"]) == ("24000.00", "54000.00")


def test_a_wage_to_impute_that_nobody_knows_is_asked_for():
    with pytest.raises(Unsettled, match="minimum_wage"):
        judged(JIANGMEN, people=3, income="30000.00", able_unemployed=1)


# --- accidents, three ways ----------------------------------------------------------------

POOR_NO_MORE = {"people": 2, "income": "84000.00"}


def test_hurt_or_killed_in_an_event_is_enough_in_qingdao():
    assert judged(QINGDAO, **POOR_NO_MORE, event_casualty=True).result == "accidental"


def test_by_the_national_form_a_person_finds_whether_the_need_remains():
    facts = {**POOR_NO_MORE, "dibao": "1000.00", "event": "illness", "event_cost": "50000.00"}

    def found(**more):
        return evaluate("hardship.category", {**facts, **more}, on=ON, place="CN").result

    assert found(still_in_difficulty=True) == "accidental"
    assert found(still_in_difficulty=False) == "none"
    assert found(still_in_difficulty=True, event_compensated="50000.00") == "none"
    assert found() == "none"


@pytest.mark.parametrize(
    ("income", "more", "result"),
    [
        ("36000", {"event_cost": "24000"}, "accidental"),
        ("36000", {"event_cost": "23999.99"}, "none"),
        ("36000.01", {"event_cost": "24000.01"}, "accidental"),
        ("36000.01", {"event_cost": "24000.01", "savings": "0.01"}, "none"),
        ("36000.01", {"event_cost": "24000.02", "savings": "0.01"}, "accidental"),
        ("36000.01", {"event_cost": "24000.01", "investments": "5000"}, "none"),
    ],
)
def test_in_2018_savings_are_added_above_three_times_the_line(income, more, result):
    assert judged(on=IN_2018, people=1, income=income, **more).result == result


def test_another_published_row_may_be_tried_and_only_previews():
    facts = {"people": 1, "income": "36000", "event_cost": "18000"}

    assert judged(on=IN_2018, **facts).result == "none"
    found = judged(on=IN_2018, **facts, use=[BENGBU])
    assert (found.result, found.status) == ("accidental", "preview")


# --- exclusions ---------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["shop", "employs_others", "private_school", "refuses_check"])
def test_each_ground_keeps_a_household_out(fact):
    assert judged(**I1, **{fact: True}).result == "refused"
    assert judged(**I1, **{fact: False}).result == "deep"


def test_school_fees_above_twice_the_public_school_exclude_in_qingdao_only():
    fees = {"school_fee": "20000.01", "public_school_fee": "10000.00"}

    assert judged(QINGDAO, **I1, **fees).result == "refused"
    assert judged(QINGDAO, **I1, **{**fees, "school_fee": "20000.00"}).result == "deep"
    assert judged(**I1, **fees).result == "deep"


def test_exclusions_nobody_asked_about_are_named():
    assert "EXCL-DWELLINGS" in judged(**I1).more["exclusions_not_asked"]
    assert "EXCL-DWELLINGS" not in judged(**I1, dwellings=1).more["exclusions_not_asked"]


# --- facts that cannot be -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"income": "1"}, "“people” is missing"),
        ({"people": 3}, "“income” is missing"),
        ({"people": 0, "income": "1"}, "at least one person"),
        ({"people": 3, "income": 1.5}, "exact amount"),
        ({"people": 3, "income": "-1"}, "cannot be negative"),
        ({"people": 3, "income": [{"item": "lottery", "amount": 1}]}, "must be one of"),
        ({"people": 3, "income": [{"item": "wage"}]}, "needs an item and an amount"),
        ({"people": 3, "income": [{"item": "wage", "amount": 1, "who": "x"}]}, "row with item"),
        ({"people": 3, "income": [5]}, "row with item"),
        (
            {"people": 3, "income": [{"item": "wage", "amount": 2, "reimbursed": 1}]},
            "not reimbursed",
        ),
        (
            {
                "people": 3,
                "income": 1,
                "rigid": [{"item": "medical", "amount": 1, "reimbursed": 2}],
            },
            "more came back",
        ),
        ({"people": 3, "income": 1, "use": ["HARDSHIP-DEEP"]}, "holds no row"),
        ({"people": 3, "income": 1, "name": "x"}, "Not known here: name"),
    ],
)
def test_a_household_that_cannot_be_is_refused_with_a_sentence(facts, said):
    with pytest.raises(Refused) as refused:
        judged(**facts)
    assert said in refused.value.reason


def test_the_command_takes_the_household_and_the_fixture(evaluated):
    found = evaluated("hardship.category", I1, "--fixture", "Z", on="2026-06-30")

    assert (found["category"], found["net_per_head"], found["status"]) == (
        "deep", "916.67", "preview",
    )  # fmt: skip
    assert [test["passed"] for test in found["tests"]] == [True, True, None]
    assert found["line"] == {
        "amount": "1000.00", "rule": "DIBAO-URBAN@CN@2016-01-01", "status": "illustrative",
    }  # fmt: skip


def test_a_fixture_nobody_wrote_is_refused(refused, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("{}"))
    said = refused("evaluate", "hardship.category", "--on", "2026-06-30", "--fixture", "Y")
    assert "There is no fixture “Y”. There is: Z." in said
