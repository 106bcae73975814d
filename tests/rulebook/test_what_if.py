"""What if: the same household with one thing changed."""

import io
import json
from datetime import date

import pytest

from niudai.rulebook.evaluation import what_if
from niudai.rulebook.fixtures import PLACE, fixture

ON = date(2026, 6, 30)
HOUSEHOLD = {"people": 3, "income": "60000.00", "rigid": "27000.00"}


def compared(**change):
    return what_if(HOUSEHOLD, change, on=ON, place=PLACE, rules=fixture("Z"))


def test_one_person_fewer_moves_the_household_to_another_category():
    found = compared(people=2)

    assert (found.before.result, found.after.result) == ("deep", "relative")
    assert found.differences[:2] == [
        "The result changes from deep hardship to relative hardship.",
        "Net a head and month: 916.67 becomes 1375.00 yuan.",
    ]
    assert len(found.turned) == 1 and found.turned[0].startswith("Deep hardship:")


def test_a_fact_may_be_taken_away():
    assert compared(rigid=None).after.more["net_per_head"] == "1666.67"


def test_the_household_itself_is_left_as_it_was():
    before = dict(HOUSEHOLD)
    compared(people=1, income="1.00")
    assert before == HOUSEHOLD


def test_the_command_compares(command, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(HOUSEHOLD)))
    words = ("hardship.category", "--on", "2026-06-30", "--fixture", "Z")
    found = command("evaluate", *words, "--what-if", '{"dwellings": 2}')

    assert (found["before"]["result"], found["after"]["result"]) == ("deep", "refused")
    assert found["status"] == "preview"


@pytest.mark.parametrize(
    ("rule", "change", "said"),
    [
        ("hardship.category", "[2]", "must be named"),
        ("hardship.category", "{", "not JSON"),
        ("aid.cap.living", '{"asked": 1}', "compares households"),
    ],
)
def test_what_cannot_be_compared_gets_one_sentence(refused, monkeypatch, rule, change, said):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(HOUSEHOLD)))
    assert said in refused("evaluate", rule, "--on", "2026-06-30", "--what-if", change)
