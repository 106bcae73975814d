"""The document on households: its example runs, its rules exist."""

import json
import re
from datetime import date
from pathlib import Path

from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.fixtures import PLACE, fixture
from niudai.rulebook.rules import all_rules

DOCUMENT = (Path(__file__).parents[2] / "docs" / "households.md").read_text(encoding="utf-8")


def test_the_example_of_the_document_is_the_first_worked_example():
    found = re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    household = json.loads(found[1])
    answer = evaluate(
        "hardship.category", household, on=date(2026, 6, 30), place=PLACE, rules=fixture("Z")
    )
    assert (answer.result, answer.more["net_per_head"]) == ("deep", "916.67")


def test_every_rule_the_document_names_exists():
    named = set(re.findall(r"`((?:HARDSHIP|INCOME|DIBAO|AID|RIGID)-[A-Z-]+)`", DOCUMENT))
    assert named
    assert named - {rule.id for rule in all_rules()} == set()
