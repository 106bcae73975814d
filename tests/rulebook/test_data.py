"""The data: nothing of the domain reference is missing, nothing unread decides."""

import re
from datetime import date
from itertools import pairwise

import pytest

from niudai.rulebook.evaluation import EVALUATORS, facts_wanted
from niudai.rulebook.instruments import (
    Source,
    WrongData,
    aliases,
    article_en,
    article_zh,
    instruments,
)
from niudai.rulebook.reading import rules_of
from niudai.rulebook.rules import Confidence, Role, Roll, Status, Unit, from_files, nearest

ON = date(2026, 11, 22)
RULES = from_files().rules
NAMED = {
    rule.id: rule
    for rule in RULES
    if rule.in_force(ON) and rule.jurisdiction in {"CN", "CN-32", "CN-320281"}
}

# Section 9.1, row by row: id, amount, unit, whose clock. None: the number is not known.
D, W, M, Y = Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR
OWN, P, X = Role.OWN, Role.PARTY, Role.WATCH
CLOCKS = [
    ("NEG-REPLY", 5, D, P),
    ("MED-ACCEPT", 3, W, OWN),
    ("MED-END-ACC", 15, D, OWN),
    ("MED-END-RCPT", 15, D, P),
    ("MED-REVIEW-APPLY", 15, D, P),
    ("MED-REVIEW-DECIDE", 5, W, X),
    ("MED-CONFIRM-APPLY", 30, D, P),
    ("MED-CONFIRM-ACCEPT", 3, D, X),
    ("MED-CONFIRM-DECIDE", 15, D, X),
    ("PAY-ORDER-ANSWER", 5, D, X),
    ("PAY-ORDER-ISSUE", 15, D, X),
    ("PAY-ORDER-DEBTOR", 15, D, P),
    ("ARB-LIMIT", 1, Y, P),
    ("ARB-LIMIT-WAGE", 1, Y, P),
    ("ARB-CORRECT", 5, W, X),
    ("ARB-ACCEPT", 5, W, X),
    ("ARB-SERVE", 5, W, X),
    ("ARB-ANSWER", 10, W, P),
    ("ARB-FWD-ANSWER", 5, W, X),
    ("ARB-TRIBUNAL", 5, W, X),
    ("ARB-HEARING-NOTICE", 5, W, X),
    ("ARB-POSTPONE", 3, W, P),
    ("ARB-CHALLENGE", 3, W, X),
    ("ARB-AWARD", 45, D, X),
    ("ARB-ENTRUST-MED", 10, W, OWN),
    ("ARB-DEEMED-SERVICE", 3, W, X),
    ("COL-ACCEPT", 5, W, X),
    ("AWD-SUE", 15, D, P),
    ("AWD-SUE-FINAL", 15, D, P),
    ("AWD-REVOKE", 30, D, P),
    ("AWD-REVOKED-SUE", 15, D, P),
    ("ENF-APPLY", 2, Y, P),
    ("CT-ANSWER", 15, D, P),
    ("CT-APPEAL-J", 15, D, P),
    ("CT-APPEAL-R", 10, D, P),
    ("CT-MED-DELEG", 30, D, OWN),
    ("CT-MED-ENTR", 15, D, OWN),
    ("CT-MED-ENTR-SUM", 7, D, OWN),
    ("SUP-REPLY", 15, W, X),
    ("SUP-HRSS-FILE", 5, W, X),
    ("WAGE-REPORT", 5, D, X),
    ("WAGE-DELAY-MAX", 30, D, X),
    ("WAGE-KEY-SUP", None, M, X),
    ("WAGE-RELEASE", 6, M, X),
    ("WAGE-FINALPAY", 2, W, X),
    ("WAGE-FILE", 7, W, X),
    ("WAGE-CLOSE", 30, D, X),
    ("LSI-CLOSE", 60, W, X),
    ("BLK-DECIDE", 20, W, X),
    ("LAYOFF-NOTICE", 30, D, X),
    ("PET-ROUTE", 15, D, X),
    ("PET-CLOSE", 60, D, X),
    ("LAID-DECIDE", 7, D, X),
    ("LAID-ASSIGN", 3, D, X),
    ("CB-REPLY", 20, D, P),
    ("CB-INFO", 5, D, P),
    ("CB-VACANCY", 15, D, OWN),
    ("CB-FILE", 10, D, X),
    ("CB-FILE-WAGE", 7, D, X),
    ("CB-REVIEW", 15, D, X),
    ("CB-PUBLISH-WAGE", 5, D, OWN),
    ("CB-RENEW", 3, M, P),
    ("CB-RENEW-WAGE", 60, D, P),
    ("CB-COORD", 30, D, X),
    ("CB-TERM", 3, Y, P),
    ("CB-TERM-WAGE", 1, Y, P),
    ("ARCH-AWARD", 10, Y, X),
    ("ARCH-OTHER", 5, Y, X),
    ("HOTLINE-12351-A", None, W, OWN),
    ("HOTLINE-12351-B", None, W, OWN),
    ("HOTLINE-12351-C", None, W, OWN),
]

# Section 9.2: id and the numbers the rule must hold.
NUMBERS = {
    "COL-THRESHOLD": {"workers": 10},
    "COL-REPS-ARB": {"least": 3, "most": 5},
    "COL-REPS-CT": {"least": 2, "most": 5, "workers": 10},
    "COL-TRIBUNAL": {"arbitrators": 3},
    "COM-PARITY": {},
    "COM-TERM": {},
    "PMC-SIZE": {"least": 3, "most": 9, "women": 1, "term_years": 3},
    "SUP-COMMITTEE": {"members": 25},
    "SUP-VISIT": {"supervisors": 2},
    "SUP-SENDER": {},
    "AWD-FINAL-CAP": {"months": 12},
    "ARB-SIMPLE": {},
    "CB-REPS-MIN": {"least": 3},
    "CB-OUTSIDER": {"numerator": 1, "denominator": 3},
    "CB-QUORUM": {"numerator": 2, "denominator": 3},
    "CB-APPROVE": {"numerator": 1, "denominator": 2, "operator": "at_least"},
    "CB-NOUNION": {"numerator": 1, "denominator": 2, "operator": "at_least"},
    "CB-FLOOR": {},
    "WAGE-QUOTA": {"numerator": 9, "denominator": 10},
    "WAGE-OT": {"workday": 150, "rest_day": 200, "holiday": 300},
    "WAGE-DEDUCT": {"numerator": 1, "denominator": 5},
    "WAGE-SICK": {"numerator": 4, "denominator": 5},
    "WARN-LAYOFF": {"persons": 20, "numerator": 1, "denominator": 10},
    "WARN-ARREARS": {"running_months": 2, "total_months": 3},
    "WARN-CRIME": {"one_months": 3, "many_workers": 10, "one_fen_low": 500_000},
}

# What the extension column says: most and unit, or None where both parties choose.
EXTENSIONS = {
    "MED-END-ACC": (None, D),
    "MED-REVIEW-DECIDE": (5, W),
    "MED-CONFIRM-DECIDE": (10, D),
    "ARB-AWARD": (15, D),
    "CT-MED-DELEG": (None, D),
    "CT-MED-ENTR": (None, D),
    "WAGE-FINALPAY": (None, W),
    "WAGE-CLOSE": (30, D),
    "LSI-CLOSE": (30, W),
    "BLK-DECIDE": (20, W),
    "PET-CLOSE": (30, D),
    "CB-COORD": (15, D),
}

TAGS = {
    *("LMA", "ENT", "ARB", "PML", "CPL", "CPI", "CC", "JI1", "JI2", "JCF", "SPM", "TUL", "LCL"),
    *("JS-TU", "JS-SUP", "JS-WAGE", "JS-ARB", "JS-CB", "CCR", "WCB", "LL", "MWW", "BLK", "CRIM"),
    *("LSI", "PET", "LAL", "UMP", "USM", "ULA", "OPN", "CAUSE", "CAL26"),
}


@pytest.mark.parametrize(("rule_id", "amount", "unit", "role"), CLOCKS, ids=str)
def test_every_clock_of_the_reference_is_there_with_its_number(rule_id, amount, unit, role):
    rule = NAMED[rule_id]
    assert (rule.amount, rule.unit, rule.role) == (amount, unit if amount else rule.unit, role)
    assert rule.is_clock


@pytest.mark.parametrize("rule_id", sorted(NUMBERS))
def test_every_other_number_of_the_reference_is_there(rule_id):
    rule = NAMED[rule_id]
    assert NUMBERS[rule_id].items() <= rule.parameters.items()
    assert rule.evaluator in EVALUATORS
    assert facts_wanted(rule)


@pytest.mark.parametrize("rule_id", sorted(EXTENSIONS))
def test_every_extension_of_the_reference_is_there(rule_id):
    extension = NAMED[rule_id].extension
    assert (extension.most, extension.unit) == EXTENSIONS[rule_id]


def test_only_the_review_that_works_by_silence_is_not_moved_among_the_clocks_of_the_law():
    unmoved = {rule_id for rule_id, *_ in CLOCKS if NAMED[rule_id].roll is not Roll.REST_DAYS}
    assert unmoved == {"CB-REVIEW"}


def test_every_instrument_of_the_reference_is_there():
    assert instruments().keys() >= TAGS


def test_every_rule_names_an_instrument_and_an_article_or_says_it_was_not_seen():
    without = {
        rule.key
        for rule in RULES
        if not any(source.articles for source in rule.sources)
        and rule.confidence not in {Confidence.M, Confidence.P}
        and "条号没有见到" not in rule.note_zh
        and rule.id != "MED-SUCCESS-RATE"
        and rule.subject != "parameters"
    }
    assert without == set()


def test_every_rule_has_a_title_in_both_languages():
    assert [rule.key for rule in RULES if not (rule.title_zh and rule.title_en)] == []
    mixed = [rule.key for rule in RULES if re.search("[\u4e00-\u9fff]", rule.title_en)]
    assert mixed == []


def test_no_rule_is_older_than_its_instrument_or_nearer_than_it_reaches():
    for rule in RULES:
        for source in rule.sources:
            instrument = instruments()[source.tag]
            assert rule.jurisdiction.startswith(instrument.jurisdiction), rule.key


def test_nothing_from_memory_or_of_our_own_making_decides():
    for rule in RULES:
        if rule.confidence in {Confidence.M, Confidence.P, Confidence.N}:
            assert not rule.decides, rule.key
        if rule.status is not Status.ACTIVE:
            assert not rule.decides, rule.key


def test_the_jiangsu_numbers_of_2023_are_empty_drafts():
    drafts = [rule for rule in RULES if rule.id.startswith("JS-CB-")]
    assert len(drafts) >= 10
    for rule in drafts:
        assert (rule.status, rule.amount, rule.jurisdiction) == (Status.DRAFT, None, "CN-32")
        assert rule.overrides == rule.id.removeprefix("JS-")


def test_no_two_rows_of_one_place_hold_on_the_same_day():
    seen: dict[tuple[str, str], list] = {}
    for rule in RULES:
        seen.setdefault((rule.id, rule.jurisdiction), []).append(rule)
    for rows in seen.values():
        rows.sort(key=lambda rule: rule.valid_from)
        for earlier, later in pairwise(rows):
            assert earlier.valid_to < later.valid_from, later.key


def test_every_evaluator_named_in_the_data_exists():
    assert {rule.evaluator for rule in RULES if rule.evaluator} <= EVALUATORS.keys()


def test_every_alias_leads_to_an_article_that_stands_today():
    assert {(alias.citing, alias.old) for alias in aliases()} == {
        ("ENT 27", "54"),
        ("ENT 31", "10"),
        ("JI1 24", "237"),
    }
    for alias in aliases():
        assert alias.current
        assert alias.citing_name


def test_an_article_is_cited_in_both_languages():
    assert (article_zh("14"), article_en("14")) == ("第14条", "14")
    assert (article_zh("27(4)"), article_en("27(4)")) == ("第27条第4款", "27(4)")
    assert (article_zh("46[1-5]"), article_en("46[1-5]")) == ("第46条第1至5项", "46 item 1-5")
    source = Source("LMA", ("14",))
    assert source.citation_zh == "劳动争议调解仲裁法 第14条"
    assert source.citation_en == "Labour Dispute Mediation and Arbitration Law, Article 14"


def test_the_minimum_wage_on_record_is_not_confirmed():
    wage = nearest("MIN-WAGE", on=ON, place="320281")
    assert (wage.parameters["fen"], wage.decides) == (266_000, False)


GOOD = """
[[rule]]
id = "X-RULE"
kind = "deadline"
title_zh = "期限"
title_en = "Period"
jurisdiction = "CN"
sources = ["LMA 14"]
valid_from = 2020-01-01
event_zh = "开始"
event_en = "begin"
amount = 5
unit = "working_day"
role = "watch"
confidence = "V1"
status = "active"
"""


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('kind = "deadlin"', 'kind = "deadline"', "deadlin"),
        ('unit = "workday"', 'unit = "working_day"', "workday"),
        ("amount = 0", "amount = 5", "at least 1"),
        ("amount = 1.5", "amount = 5", "whole number"),
        ('sources = ["XYZ 1"]', 'sources = ["LMA 14"]', "XYZ"),
        ('sources = ["LMA fourteen"]', 'sources = ["LMA 14"]', "fourteen"),
        ("sources = []", 'sources = ["LMA 14"]', "source"),
        ('jurisdiction = "Jiangsu"', 'jurisdiction = "CN"', "jurisdiction"),
        ('title_en = ""', 'title_en = "Period"', "title"),
        ("valid_from = 2020-01-01\nvalid_to = 2019-01-01", "valid_from = 2020-01-01", "before"),
        ('amonut = 5\nunit = "month"', 'amount = 5\nunit = "working_day"', "amonut"),
        ("", 'role = "watch"', "role"),
        ("", 'confidence = "V1"', "confidence"),
    ],
)
def test_a_wrong_row_stops_with_its_file_and_id(tmp_path, wrong, right, said):
    file = tmp_path / "ours.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert [rule.id for rule in rules_of(file)] == ["X-RULE"]
    file.write_text(GOOD.replace(right, wrong), encoding="utf-8")
    with pytest.raises(WrongData, match=said) as stopped:
        rules_of(file)
    assert "ours.toml, X-RULE" in str(stopped.value)


def test_a_file_that_is_no_toml_stops_with_its_name(tmp_path):
    (tmp_path / "torn.toml").write_text("[[rule", encoding="utf-8")
    with pytest.raises(WrongData, match=r"torn\.toml"):
        rules_of(tmp_path / "torn.toml")
