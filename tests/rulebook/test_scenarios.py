"""The acceptance scenarios of the domain reference, through the commands, to the day."""

import pytest


def test_1_a_mediation_in_an_enterprise(clock):
    assert clock("MED-ACCEPT", "2026-09-14")[1] == "2026-09-17"
    assert clock("MED-END-ACC", "2026-09-16") == ("2026-10-01", "2026-10-08", "2026-09-30")
    assert clock("MED-END-RCPT", "2026-09-14")[1] == "2026-09-29"


@pytest.mark.parametrize("rule", ["MED-END-RCPT", "MED-END-ACC"])
def test_2_a_mediation_in_a_township_and_its_extension(clock, rule):
    assert clock(rule, "2026-04-20") == ("2026-05-05", "2026-05-06", "2026-04-30")
    until = clock(rule, "2026-04-20", "--extended-until", "2026-05-20")
    by_days = clock(rule, "2026-04-20", "--extended", "15")
    assert until == by_days == ("2026-05-20", "2026-05-20", "2026-05-20")


def test_3_the_two_ways_to_make_an_agreement_enforceable(clock):
    assert clock("MED-REVIEW-APPLY", "2026-09-18")[:2] == ("2026-10-03", "2026-10-08")
    assert clock("MED-CONFIRM-APPLY", "2026-09-18")[:2] == ("2026-10-18", "2026-10-19")
    assert clock("MED-REVIEW-DECIDE", "2026-10-08")[1] == "2026-10-14"
    assert clock("MED-REVIEW-DECIDE", "2026-10-08", "--extended")[1] == "2026-10-21"


def test_6_the_window_to_sue(clock):
    assert clock("AWD-SUE", "2026-09-16")[:2] == ("2026-10-01", "2026-10-08")


def test_8_the_ceiling_of_a_final_award_is_tested_item_by_item(evaluated):
    wage = {"minimum_wage": "2660"}
    assert evaluated("AWD-FINAL-CAP", wage | {"amount": "31920.00"})["result"] == "final"
    assert evaluated("AWD-FINAL-CAP", wage | {"amount": "31920.01"})["result"] == "not final"
    claims = [{"name": "wages", "amount": 30000}, {"name": "compensation", "amount": 33000}]
    found = evaluated("AWD-FINAL-CAP", wage | {"items": claims})
    assert [item["result"] for item in found["items"]] == ["final", "not final"]
    assert (found["documents"], found["ceiling"], found["status"]) == (2, "31920.00", "decides")


def test_10_a_collective_case(clock, evaluated):
    nine = evaluated("COL-THRESHOLD", {"workers": 9, "common_claim": True})
    ten = evaluated("COL-THRESHOLD", {"workers": 10, "common_claim": True})
    assert (nine["result"], ten["result"]) == ("individual", "collective")
    assert clock("COL-ACCEPT", "2026-04-27")[1] == "2026-05-07"
    assert clock("COL-NOTICE", "2026-05-07")[1] == "2026-05-13"
    assert clock("ARB-DEEMED-SERVICE", "2026-04-02")[1] == "2026-04-08"
    chosen = [evaluated("COL-REPS-ARB", {"representatives": n})["result"] for n in range(2, 7)]
    assert chosen == ["rejected", "accepted", "accepted", "accepted", "rejected"]


def test_11_a_payment_order(clock):
    assert clock("PAY-ORDER-ANSWER", "2026-03-02")[:2] == ("2026-03-07", "2026-03-09")
    assert clock("PAY-ORDER-ISSUE", "2026-03-06")[:2] == ("2026-03-21", "2026-03-23")
    assert clock("PAY-ORDER-DEBTOR", "2026-03-23")[1] == "2026-04-07"


def test_13_offer_and_representatives(clock, command, evaluated):
    assert clock("CB-REPLY", "2026-04-15")[:2] == ("2026-05-05", "2026-05-06")
    information = command("clock", "CB-INFO", "--from", "2026-05-18")
    assert (information["legal_end"], information["alarm_on"]) == ("2026-05-17", "2026-05-15")
    assert information["opens_on"] == "2026-05-13"
    assert any("wording" in sentence for sentence in information["warnings"])
    two_of = {
        side: evaluated("CB-OUTSIDER", {"representatives": side, "outsiders": 2})["result"]
        for side in (5, 6)
    }
    assert two_of == {5: "rejected", 6: "accepted"}
    uneven = evaluated("CB-REPS-MIN", {"worker_side": 3, "employer_side": 4})
    assert uneven["result"] == "rejected"


def test_14_the_vote_and_its_two_operators(evaluated):
    def vote(place: str, **facts: int) -> str:
        return evaluated("CB-APPROVE", facts, "--place", place)["result"]

    assert vote("CN", total=180, present=119, yes=119) == "no vote"
    assert vote("CN", total=180, present=120, yes=90) == "passed"
    assert vote("CN", total=180, present=120, yes=89) == "failed"
    for over_half in ("CN-33", "CN-37"):
        assert vote(over_half, total=180, present=120, yes=90) == "failed"
        assert vote(over_half, total=180, present=120, yes=89) == "failed"
        assert vote(over_half, total=180, present=120, yes=91) == "passed"
    found = evaluated("CB-APPROVE", {"total": 121, "present": 81, "yes": 61})
    assert (found["needed_present"], found["needed"]) == (81, 61)
    assert vote("CN", total=121, present=80, yes=61) == "no vote"
    assert vote("CN", total=121, present=81, yes=60) == "failed"


def test_16_the_windows_to_renew(command):
    collective = command("clock", "CB-RENEW", "--from", "2026-12-31")
    wage = command("clock", "CB-RENEW-WAGE", "--from", "2026-12-31")
    assert (collective["opens_on"], collective["natural_end"]) == ("2026-09-30", "2026-09-30")
    assert (wage["opens_on"], wage["legal_end"]) == ("2026-11-01", "2026-11-01")


def test_17_coordination_and_its_extension(clock):
    assert clock("CB-COORD", "2026-08-31")[1] == "2026-09-30"
    assert clock("CB-COORD", "2026-08-31", "--extended")[1] == "2026-10-15"


def test_21_government_legal_aid(clock):
    assert clock("LAID-DECIDE", "2026-04-28")[:2] == ("2026-05-05", "2026-05-06")
    assert clock("LAID-ASSIGN", "2026-05-06")[1] == "2026-05-09"


def test_23_a_case_keeps_the_rule_of_its_own_day(command):
    served = command("clock", "MED-CONFIRM-APPLY", "--from", "2023-12-20")
    later = command("clock", "MED-CONFIRM-APPLY", "--from", "2024-01-02")
    assert served["key"] != later["key"]
    kept = command("clock", served["key"], "--from", "2023-12-20", "--on", "2024-03-01")
    assert (kept["key"], kept["legal_end"]) == (served["key"], served["legal_end"])


def test_24_the_success_rate_names_its_denominator(evaluated):
    found = evaluated("MED-SUCCESS-RATE", {"accepted": 308, "settled": 240})
    assert (found["result"], found["denominator"]) == ("77.9 %", "accepted")
    by_closed = {"settled": 240, "closed": 300, "denominator": "closed"}
    assert evaluated("MED-SUCCESS-RATE", by_closed)["result"] == "80.0 %"


def test_the_answer_of_the_clock_has_the_promised_parts(command):
    found = command("clock", "SUP-REPLY", "--from", "2026-09-18", "--place", "320281102000")
    promised = {"rule", "basis", "start", "natural_end", "legal_end", "alarm_on"}
    assert promised | {"provisional", "steps"} <= found.keys()
    assert found["rule"] == "SUP-REPLY"
    # 15 working days from Friday: Sunday the 20th and Saturday 10-10 are worked, 09-25..27 and
    # 10-01..07 are not.
    assert found["legal_end"] == "2026-10-15"
    assert all(isinstance(step, str) for step in found["steps"])


UNIONS = "2026-11-23"


def test_o1_a_committee_shall_be_from_twenty_five_members(evaluated):
    few = evaluated("union.committee", {"members": 24}, "--on", UNIONS)
    many = evaluated("union.committee", {"members": 25}, "--on", UNIONS)
    assert (few["result"], len(few["options"])) == ("may", 3)
    assert (many["result"], many["status"]) == ("shall", "decides")
    assert many["rule"] == "UNION-COMMITTEE"


def test_o2_a_full_time_chair_may_be_from_two_hundred_and_shall_elsewhere(evaluated):
    asked = [evaluated("UNION-FULLTIME-CHAIR", {"staff": n})["result"] for n in (199, 200)]
    assert asked == ["no rule", "may"]
    there = evaluated("UNION-FULLTIME-CHAIR", {"staff": 200}, "--place", "CN-31")
    assert there["result"] == "shall"


def test_o4_a_removal_needs_more_than_half_of_all(evaluated):
    assert evaluated("union.removal", {"members": 120, "votes": 60})["result"] == "not removed"
    assert evaluated("union.removal", {"members": 120, "votes": 61})["result"] == "removed"


def test_o6_a_guardian_consents_until_the_fourteenth_birthday_and_on_it(evaluated):
    answers = [
        evaluated("guardian.consent", {"born_on": "2012-06-15", "day": day})["result"]
        for day in ("2025-09-01", "2026-06-14", "2026-06-15", "2026-06-16")
    ]
    assert answers == ["consent", "consent", "consent", "no consent"]


def test_o7_a_credit_code_that_fails_the_check_warns_and_may_be_overridden(evaluated):
    union = evaluated("union.credit_code".replace("_", "."), {"code": "81320281MA0TXT125F"})
    real = evaluated("UNION-CREDIT-CODE", {"code": "91350203M0001QAY9B"})
    assert union["result"] == "valid union code"
    assert (real["result"], real["override"]) == ("warning", "proof")


def test_o9_a_member_of_another_union_is_refused_until_the_transfer(evaluated):
    found = evaluated("UNION-MEMBERSHIP-ONE", {"member_elsewhere": True})
    assert (found["result"], found["offer"]) == ("refused", "transfer")


def test_o10_two_records_with_one_number_count_for_nothing_until_merged(evaluated):
    found = evaluated("UNION-DUPLICATE", {"records": 2})
    assert (found["result"], found["counted"], found["status"]) == ("merge", 0, "warns")


@pytest.mark.parametrize(("seats", "wanted"), [(3, 4), (7, 8), (20, 21), (21, 23), (41, 44)])
def test_the_margin_of_an_election_is_rounded_up_to_whole_people(evaluated, seats, wanted):
    enough = evaluated("UNION-ELECTION-MARGIN", {"seats": seats, "candidates": wanted})
    short = evaluated("UNION-ELECTION-MARGIN", {"seats": seats, "candidates": wanted - 1})
    assert (enough["result"], short["result"]) == ("accepted", "rejected")
    assert enough["status"] == "warns"


@pytest.mark.parametrize(
    ("place", "on", "span"),
    [("320281", "2026-11-23", (7, 15)), ("CN-440304", "2026-11-23", (7, 9)),
     ("320281", "2010-01-01", (7, 15))],
)  # fmt: skip
def test_three_tables_of_committee_sizes_stand_beside_each_other_and_only_warn(
    evaluated, place, on, span
):
    found = evaluated("UNION-COMMITTEE-SIZE", {"members": 300}, "--on", on, "--place", place)
    assert (found["least"], found["most"]) == span
    assert found["status"] == "warns"
