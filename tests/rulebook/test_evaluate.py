"""Every rule that is not a clock, at its edges; facts that cannot be are refused."""

import pytest

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import EVALUATORS, evaluate, facts_wanted
from niudai.rulebook.rules import Unsettled, all_rules
from tests.rulebook.conftest import day

ON = day("2026-09-30")
WAGE = {"minimum_wage": "2660"}


def result(rule: str, place: str = "320281", on=ON, **facts) -> str:
    return evaluate(rule, facts, on=on, place=place).result


def refusal(rule: str, **facts) -> str:
    with pytest.raises(Refused) as refused:
        evaluate(rule, facts, on=ON, place="320281")
    return refused.value.reason


# --- collective disputes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"workers": 9}, "individual"),
        ({"workers": 9, "common_claim": True}, "individual"),
        ({"workers": 10, "common_claim": True}, "collective"),
        ({"workers": 10, "common_claim": False}, "individual"),
        ({"workers": 1, "collective_contract": True}, "collective"),
        ({"people": ["a"] * 10, "common_claim": True}, "individual"),
        ({"people": list("abcdefghij"), "common_claim": True}, "collective"),
    ],
)
def test_a_dispute_is_collective_from_ten_different_workers_with_a_common_claim(facts, expected):
    assert result("COL-THRESHOLD", **facts) == expected


def test_whether_ten_workers_have_a_common_claim_must_be_said():
    assert "common_claim" in refusal("COL-THRESHOLD", workers=10)
    assert "workers" in refusal("COL-THRESHOLD", common_claim=True)
    assert "different workers" in refusal("COL-THRESHOLD", workers=3, people=["a", "b"])


@pytest.mark.parametrize(("rule", "span"), [("COL-REPS-ARB", (3, 5)), ("COL-REPS-CT", (2, 5))])
def test_representatives_lie_within_the_span(rule, span):
    accepted = [n for n in range(8) if result(rule, representatives=n) == "accepted"]
    assert accepted == list(range(span[0], span[1] + 1))


def test_there_cannot_be_more_representatives_than_workers():
    assert "impossible" in refusal("COL-REPS-ARB", representatives=4, workers=3)


def test_fewer_than_ten_parties_sue_without_representatives():
    assert result("COL-REPS-CT", representatives=2, workers=9) == "rejected"
    assert result("COL-REPS-CT", representatives=2, workers=10) == "accepted"


def test_three_arbitrators_hear_a_collective_case():
    assert [result("COL-TRIBUNAL", arbitrators=n) for n in (1, 3, 5)] == [
        "rejected",
        "accepted",
        "rejected",
    ]


# --- bodies -------------------------------------------------------------------------------


def test_the_sides_of_an_enterprise_committee_are_equal():
    assert result("COM-PARITY", worker_side=3, employer_side=3) == "accepted"
    assert result("COM-PARITY", worker_side=3, employer_side=2) == "rejected"
    assert result("COM-PARITY", worker_side=0, employer_side=0) == "rejected"


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-12-31", "accepted"), ("2026-12-30", "rejected"), ("2028-12-31", "accepted")],
)
def test_a_mediator_serves_at_least_a_year(until, expected):
    assert result("COM-TERM", term_from="2026-01-01", term_until=until) == expected


def test_a_peoples_committee_has_three_to_nine_members_and_a_woman():
    def judged(**facts):
        return result("PMC-SIZE", **facts)

    assert [judged(members=n, women=1) for n in (2, 3, 9, 10)] == [
        "rejected",
        "accepted",
        "accepted",
        "rejected",
    ]
    assert judged(members=5, women=0) == "rejected"
    assert judged(members=5, women=1, term_years=3) == "accepted"
    assert judged(members=5, women=1, term_years=2) == "rejected"
    assert "women" in refusal("PMC-SIZE", members=3, women=4)


def test_supervision_needs_a_committee_from_25_members_and_two_certificates_on_a_visit():
    assert result("SUP-COMMITTEE", members=24) == "supervisor"
    assert result("SUP-COMMITTEE", members=25) == "committee"
    assert result("SUP-VISIT", supervisors=3, certified=1) == "rejected"
    assert result("SUP-VISIT", supervisors=2, certified=2) == "accepted"


def test_only_a_federation_from_the_county_up_sends_a_recommendation():
    levels = {
        level: result("SUP-SENDER", level=level) for level in ("enterprise", "town", "county")
    }
    assert levels == {"enterprise": "rejected", "town": "rejected", "county": "accepted"}
    assert "one of" in refusal("SUP-SENDER", level="planet")


def test_an_agreement_has_three_originals():
    assert result("MED-ORIGINALS", originals=2) == "rejected"
    assert result("MED-ORIGINALS", originals=3) == "accepted"


# --- awards -------------------------------------------------------------------------------


def test_a_claim_by_state_standard_is_final_whatever_its_amount():
    items = [{"name": "leave", "amount": "90000", "matter": "standard"}]
    assert result("AWD-FINAL-CAP", items=items) == "final"
    other = [{"name": "recognition", "matter": "other"}]
    assert result("AWD-FINAL-CAP", items=other) == "not final"


def test_items_are_never_summed():
    items = [{"amount": "20000"}, {"amount": "20000"}]
    found = evaluate("AWD-FINAL-CAP", {"items": items, **WAGE}, on=ON)
    assert (found.result, found.more["documents"]) == ("final", 1)


def test_without_the_wage_of_the_place_the_ceiling_is_only_a_preview():
    found = evaluate("AWD-FINAL-CAP", {"amount": 31920}, on=ON, place="320281")
    assert (found.result, found.status, found.decides) == ("final", "preview", False)
    assert any("preview" in sentence for sentence in found.explanation)
    with pytest.raises(Unsettled, match="minimum_wage"):
        evaluate("AWD-FINAL-CAP", {"amount": 31920}, on=ON, place="CN-33")


def test_exactly_one_of_items_and_amount_is_given():
    assert "either" in refusal("AWD-FINAL-CAP", **WAGE)
    assert "either" in refusal("AWD-FINAL-CAP", amount=1, items=[1], **WAGE)
    assert "at least one" in refusal("AWD-FINAL-CAP", items=[], **WAGE)
    assert "no amount" in refusal("AWD-FINAL-CAP", items=[{"name": "x"}], **WAGE)
    assert "Item 1" in refusal("AWD-FINAL-CAP", items=[{"sum": 3}], **WAGE)


def test_a_case_is_simple_by_amount_by_clear_facts_or_by_consent():
    average = {"average_annual_wage": "120000"}
    assert result("ARB-SIMPLE", amount="120000.00", **average) == "simple"
    assert result("ARB-SIMPLE", amount="120000.01", **average) == "ordinary"
    assert result("ARB-SIMPLE", amount="999999", both_agree=True) == "simple"
    assert result("ARB-SIMPLE", amount="999999", clear_facts=True) == "simple"
    with pytest.raises(Unsettled, match="average_annual_wage"):
        evaluate("ARB-SIMPLE", {"amount": 1}, on=ON)


# --- bargaining ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "least_present", "least_yes", "more_than_half"),
    [(180, 120, 90, 91), (121, 81, 61, 61), (1, 1, 1, 1), (2, 2, 1, 2), (3, 2, 2, 2)],
)
def test_quorum_and_approval_are_counted_exactly(total, least_present, least_yes, more_than_half):
    assert result("CB-QUORUM", total=total, present=least_present) == "quorum"
    assert result("CB-QUORUM", total=total, present=least_present - 1) == "no quorum"
    for place, least in (("320281", least_yes), ("CN-33", more_than_half)):
        assert result("CB-APPROVE", place, total=total, yes=least) == "passed"
        assert result("CB-APPROVE", place, total=total, yes=least - 1) == "failed"


def test_the_approval_is_counted_from_all_and_not_from_those_present():
    assert result("CB-APPROVE", total=180, present=120, yes=89, no=31) == "failed"


def test_votes_that_cannot_be_are_refused():
    assert "impossible" in refusal("CB-APPROVE", total=180, present=181, yes=90)
    assert "impossible" in refusal("CB-APPROVE", total=180, present=120, yes=121)
    assert "impossible" in refusal("CB-APPROVE", total=180, present=120, yes=90, no=31)
    assert "at least one" in refusal("CB-QUORUM", total=0, present=0)


@pytest.mark.parametrize(("side", "most"), [(3, 1), (5, 1), (6, 2), (8, 2), (9, 3)])
def test_outsiders_are_at_most_a_third_of_their_side(side, most):
    assert result("CB-OUTSIDER", representatives=side, outsiders=most) == "accepted"
    assert result("CB-OUTSIDER", representatives=side, outsiders=most + 1) == "rejected"


def test_the_chief_is_never_an_outsider():
    facts = {"representatives": 6, "outsiders": 1, "chief_is_outsider": True}
    assert result("CB-OUTSIDER", **facts) == "rejected"


def test_bargaining_sides_are_equal_and_at_least_three():
    judged = {
        sides: result("CB-REPS-MIN", worker_side=sides[0], employer_side=sides[1])
        for sides in ((3, 3), (2, 2), (3, 4), (9, 9))
    }
    assert judged == {
        (3, 3): "accepted",
        (2, 2): "rejected",
        (3, 4): "rejected",
        (9, 9): "accepted",
    }
    two_chiefs = {"worker_side": 3, "employer_side": 3, "worker_chiefs": 2}
    assert result("CB-REPS-MIN", **two_chiefs) == "rejected"


def test_without_a_union_half_of_the_workers_agree_and_elsewhere_more_than_half():
    assert result("CB-NOUNION", workers=100, yes=50) == "approved"
    assert result("CB-NOUNION", workers=100, yes=49) == "not approved"
    assert result("CB-NOUNION", "CN-37", workers=100, yes=50) == "not approved"
    assert result("CB-NOUNION", "CN-37", workers=100, yes=51) == "approved"


def test_a_third_of_the_worker_side_works_on_the_front_line_in_shandong():
    assert result("CB-FRONTLINE", "CN-37", representatives=7, front_line=3) == "accepted"
    assert result("CB-FRONTLINE", "CN-37", representatives=7, front_line=2) == "rejected"


def test_nothing_lies_below_the_floor():
    assert result("CB-FLOOR", agreement_wage="2660", **WAGE) == "accepted"
    assert result("CB-FLOOR", agreement_wage="2659.99", **WAGE) == "rejected"
    below = {"agreement_wage": "3000", "contract_wage": "2999.99"}
    assert result("CB-FLOOR", **below, **WAGE) == "rejected"


# --- wages and signals --------------------------------------------------------------------


def test_the_quota_suits_nine_of_ten():
    assert result("WAGE-QUOTA", workers=11, able=10) == "lawful"
    assert result("WAGE-QUOTA", workers=10, able=8) == "unlawful"
    assert result("WAGE-QUOTA", workers=11, able=9) == "unlawful"


def test_overtime_is_paid_by_the_kind_of_day():
    due = {"workday": "150.00", "rest_day": "200.00", "holiday": "300.00"}
    for kind, amount in due.items():
        facts = {"kind": kind, "normal_pay": "100"}
        assert result("WAGE-OT", **facts, paid=amount) == "lawful"
        less = f"{float(amount) - 0.01:.2f}"
        assert result("WAGE-OT", **facts, paid=less) == "unlawful"
    assert result("WAGE-OT", kind="rest_day", normal_pay=100, paid=0, time_off=True) == "lawful"
    assert result("WAGE-OT", kind="holiday", normal_pay=100, paid=0, time_off=True) == "unlawful"


def test_a_deduction_leaves_four_fifths_and_the_minimum():
    assert result("WAGE-DEDUCT", month_pay=5000, deduction=1000, **WAGE) == "lawful"
    assert result("WAGE-DEDUCT", month_pay=5000, deduction="1000.01", **WAGE) == "unlawful"
    assert result("WAGE-DEDUCT", month_pay=3000, deduction=400, **WAGE) == "unlawful"


def test_sick_pay_is_four_fifths_of_the_minimum():
    assert result("WAGE-SICK", paid="2128.00", **WAGE) == "lawful"
    assert result("WAGE-SICK", paid="2127.99", **WAGE) == "unlawful"


@pytest.mark.parametrize(
    ("persons", "workers", "expected"),
    [
        (19, 191, "no signal"),
        (19, 190, "signal"),
        (20, 5000, "signal"),
        (1, 10, "signal"),
        (1, 11, "no signal"),
    ],
)
def test_a_layoff_signals_from_twenty_persons_or_a_tenth(persons, workers, expected):
    assert result("WARN-LAYOFF", persons=persons, workers=workers) == expected


@pytest.mark.parametrize("rule", ["WARN-ARREARS", "WAGE-KEY-SUP"])
def test_arrears_signal_from_two_months_running_or_three_in_total(rule):
    assert result(rule, running_months=1, total_months=2) == "no signal"
    assert result(rule, running_months=2) == "signal"
    assert result(rule, running_months=1, total_months=3) == "signal"
    assert "more than" in refusal(rule, running_months=3, total_months=2)


def test_a_possible_crime_is_only_ever_advisory():
    found = evaluate("WARN-CRIME", {"months": 3, "amount": 5000}, on=ON)
    assert (found.result, found.status, found.decides) == ("signal", "warns", False)
    assert result("WARN-CRIME", months=3, amount="4999.99") == "no signal"
    assert result("WARN-CRIME", months=2, amount=50_000) == "no signal"
    assert result("WARN-CRIME", workers=10, total=30_000) == "signal"
    assert result("WARN-CRIME", workers=9, total=900_000) == "no signal"


# --- counting -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settled", "accepted", "rate"),
    [
        (240, 308, "77.9 %"),
        (86, 92, "93.5 %"),
        (1, 16, "6.3 %"),
        (0, 5, "0.0 %"),
        (5, 5, "100.0 %"),
    ],
)
def test_the_rate_is_rounded_once_and_upwards_at_the_half(settled, accepted, rate):
    assert result("MED-SUCCESS-RATE", settled=settled, accepted=accepted) == rate


def test_a_rate_without_cases_is_no_rate():
    assert result("MED-SUCCESS-RATE", settled=0, accepted=0) == "–"
    assert "impossible" in refusal("MED-SUCCESS-RATE", settled=6, accepted=5)
    assert "accepted" in refusal("MED-SUCCESS-RATE", settled=6)


# --- facts that cannot be -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"present": 5}, "“total” is missing"),
        ({"total": -1, "present": 0}, "cannot be negative"),
        ({"total": 1.5, "present": 0}, "whole number"),
        ({"total": "180", "present": 0}, "whole number"),
        ({"total": True, "present": 0}, "whole number"),
        ({"total": 3, "present": 2, "absent": 1}, "Not known here: absent"),
    ],
)
def test_a_wrong_count_is_told(facts, said):
    assert said in refusal("CB-QUORUM", **facts)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (31920.01, "exact amount"),
        ("31920.011", "two decimal places"),
        ("-1", "cannot be negative"),
        ("much", "not an amount"),
        ("NaN", "not an amount"),
        ("Infinity", "not an amount"),
        (True, "exact amount"),
    ],
)
def test_a_wrong_amount_is_told(amount, said):
    assert said in refusal("AWD-FINAL-CAP", amount=amount, **WAGE)


def test_a_wrong_day_or_answer_is_told():
    assert "must be a date" in refusal("COM-TERM", term_from="1.1.2026", term_until="2026-12-31")
    assert "true or false" in refusal("COL-THRESHOLD", workers=10, common_claim="yes")


def test_facts_must_be_named():
    with pytest.raises(Refused, match="must be named"):
        evaluate("CB-QUORUM", [180, 120], on=ON)


def test_a_clock_or_a_fact_to_read_has_nothing_to_evaluate():
    assert "is a clock" in refusal("AWD-SUE")
    assert "nothing to evaluate" in refusal("OFFICE-HOURS")


def test_an_empty_draft_of_the_own_province_is_told_beside_the_national_result():
    found = evaluate("CB-APPROVE", {"total": 180, "yes": 90}, on=ON, place="320281")
    assert found.result == "passed"
    assert any("JS-CB-APPROVE" in warning for warning in found.rule.warnings)


def test_every_fact_has_a_meaning_in_both_languages():
    for evaluator in EVALUATORS.values():
        for fact in evaluator.facts:
            assert fact.meaning_zh and fact.meaning_en


def test_every_rule_with_something_to_do_says_which_facts_it_wants():
    silent = {"parameter", "list"}
    for rule in all_rules():
        if rule.kind.value not in silent and rule.applies:
            assert facts_wanted(rule), rule.key
