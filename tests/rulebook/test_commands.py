"""The command line: one answer, one sentence, one exit code."""

import io

import pytest
from django.core.management import call_command

from niudai.rulebook.rules import all_rules


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("clock", "AWD-SUE", "--from", "2026-02-30"), "not a date"),
        (("clock", "AWD-SUE", "--from", "20260302"), "not a date"),
        (("clock", "AWD-SUE", "--from", "tomorrow"), "not a date"),
        (("clock", "NOTHING", "--from", "2026-03-02"), "no rule"),
        (("clock", "AWD-SUE", "--from", "2026-03-02", "--place", "Wuxi"), "not a place"),
        (("clock", "AWD-SUE", "--from", "2026-03-02", "--extended"), "cannot be extended"),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--extended", "x"), "whole number"),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--extended", "0"), "at least 1"),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--extended", "-3"), "at least 1"),
        (("clock", "AWD-SUE", "--from", "2026-03-02", "--place", "999999"), "not a place"),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--extended", "99"), "at most 15 days"),
        (("clock", "MED-END-ACC", "--from", "2026-03-02", "--extended"), "how long"),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--pause", "2026-03-05"), "FROM:TO"),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--pause", "2026-03-05:"), "stood still"),
        (
            ("clock", "ARB-AWARD", "--from", "2026-03-02", "--pause", "2026-03-05:2026-03-04"),
            "before it begins",
        ),
        (("clock", "ARB-AWARD", "--from", "2026-03-02", "--restart", "2026-03-01"), "anew"),
        (("clock", "SUP-REPLY", "--from", "2026-03-02", "--place", "CN-44"), "No rule"),
        (("clock", "HOTLINE-12351-A", "--from", "2026-03-02"), "not known"),
        (("clock", "JS-CB-REPLY", "--from", "2026-03-02"), "draft"),
        (("clock", "CB-QUORUM", "--from", "2026-03-02"), "not a clock"),
        (("clock", "AWD-SUE", "--from", "9999-12-31"), "too far away"),
        (("clock", "WAGE-KEY-SUP", "--from", "2026-06-02"), "use “evaluate”"),
        (("clock", "AWD-SUE"), "from which day"),
        (("evaluate", "CB-QUORUM"), "for which day"),
        (("rules", "NOTHING"), "no rule"),
    ],
)
def test_a_wrong_question_gets_one_sentence(refused, words, said):
    assert said in refused(*words)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "must be named"),
        ('{"total": 3, "total": 4, "present": 2}', "twice"),
        ('{"total": NaN, "present": 2}', "not a number"),
        ('{"total": 3.5, "present": 2}', "whole number"),
        ('{"total": "180", "present": 2}', "whole number"),
        ('{"total": true, "present": 2}', "whole number"),
        (f'{{"total": {"9" * 5000}, "present": 2}}', "not JSON"),
    ],
)
def test_facts_that_cannot_be_read_get_one_sentence(refused, monkeypatch, text, said):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert said in refused("evaluate", "CB-QUORUM", "--on", "2026-09-30")


@pytest.mark.parametrize("amount", ["1E+999999", '"1E+999999"', '"' + "9" * 60 + '"', "1E-999999"])
def test_an_amount_nobody_could_owe_gets_one_sentence(refused, monkeypatch, amount):
    monkeypatch.setattr("sys.stdin", io.StringIO(f'{{"amount": {amount}, "minimum_wage": 2660}}'))
    said = refused("evaluate", "AWD-FINAL-CAP", "--on", "2026-09-30")
    assert "amount" in said and len(said) < 200


def test_an_amount_in_json_keeps_its_last_fen(evaluated):
    facts = '{"amount": 31920.01, "minimum_wage": 2660}'
    assert evaluated("AWD-FINAL-CAP", facts)["result"] == "not final"


def test_pauses_may_be_given_more_than_once(clock):
    both = ("--pause", "2026-03-05:2026-03-06", "--pause", "2026-03-10:2026-03-12")
    assert clock("ARB-AWARD", "2026-03-02", *both)[0] == "2026-04-21"


def test_the_day_asked_about_may_choose_an_older_version(command):
    older = command("clock", "ARB-AWARD", "--from", "2026-03-02", "--on", "2016-01-01")
    assert older["key"].endswith("2008-05-01")


def test_a_clock_of_confidence_m_only_warns(command):
    before = command("clock", "WAGE-CLOSE", "--from", "2026-03-02")
    assert (before["status"], before["natural_end"]) == ("warns", "2026-04-01")
    assert before["warnings"]


def test_the_answer_speaks_chinese_when_nobody_says_otherwise(db):
    out = io.StringIO()
    call_command("clock", "MED-END-ACC", "--from", "2026-09-16", "--json", stdout=out)
    assert "企业劳动争议协商调解规定 第29条" in out.getvalue()


def test_every_rule_is_listed_with_its_facts_and_an_explanation(command):
    listed = command("rules")
    assert {row["key"] for row in listed} == {rule.key for rule in all_rules()}
    for row in listed:
        assert row["explanation"] and row["title"] and row["basis"]
    quorum = next(row for row in listed if row["id"] == "CB-QUORUM")
    assert [fact["name"] for fact in quorum["facts"]] == ["total", "present"]
    assert all(fact["meaning"] and fact["type"] for fact in quorum["facts"])


def test_one_rule_is_listed_with_every_version_and_place(command):
    rows = command("rules", "CB-REPLY")
    assert {row["jurisdiction"] for row in rows} == {"CN", "CN-31", "CN-32", "CN-33", "CN-37"}


@pytest.mark.parametrize(
    "words",
    [
        ("clock", "CB-INFO", "--from", "2026-05-18"),
        ("clock", "ARB-LIMIT", "--from", "2026-05-18"),
        ("rules",),
        ("rules", "ARB-AWARD"),
    ],
)
def test_a_person_reads_plain_text(db, words):
    out = io.StringIO()
    call_command(*words, "--lang", "en", stdout=out)
    assert len(out.getvalue().splitlines()) > 5
    assert "{" not in out.getvalue()


def test_a_person_reads_the_result_of_an_evaluation(db, monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO('{"total": 180, "present": 120}'))
    call_command("evaluate", "CB-QUORUM", "--on", "2026-09-30", "--lang", "en", stdout=out)
    assert "quorum reached (decides)" in out.getvalue()
