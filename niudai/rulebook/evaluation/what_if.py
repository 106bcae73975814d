"""What if: the same household twice, with one thing changed, and what that changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from niudai.rulebook.evaluation.question import Answer
from niudai.rulebook.evaluation.registry import evaluate
from niudai.rulebook.in_words import result_name
from niudai.rulebook.rules import Rulebook

RULE = "HARDSHIP-CATEGORY"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers and the sentences that differ. Never more than a preview."""

    before: Answer
    after: Answer

    @property
    def same_result(self) -> bool:
        return self.before.result == self.after.result

    @property
    def differences(self) -> list[str]:
        """The result first, then the net amount a head, then each test that turned."""
        facts = {"before": result_name(self.before.result), "after": result_name(self.after.result)}
        said = [
            _("The result stays: %(after)s.") % facts
            if self.same_result
            else _("The result changes from %(before)s to %(after)s.") % facts
        ]
        heads = [each.more["net_per_head"] for each in (self.before, self.after)]
        if heads[0] != heads[1]:
            said.append(
                _("Net a head and month: %(before)s becomes %(after)s yuan.")
                % {"before": heads[0], "after": heads[1]}
            )
        return said + self.turned

    @property
    def turned(self) -> list[str]:
        """The tests of the second answer that were different in the first."""
        first = {test["key"]: test["passed"] for test in self.before.more["tests"]}
        return [
            test["sentence"]
            for test in self.after.more["tests"]
            if first.get(test["key"]) != test["passed"]
        ]


def what_if(
    facts: Mapping[str, Any],
    change: Mapping[str, Any],
    *,
    on: date,
    place: str | None = None,
    rules: Rulebook | None = None,
) -> Comparison:
    """Judge a household as it is and with some facts changed; a fact set to None is taken away.

    Writes nothing. Raises `Refused` for impossible facts, `Unsettled` where the rules are silent.
    """
    changed = {name: value for name, value in {**facts, **change}.items() if value is not None}
    before = evaluate(RULE, facts, on=on, place=place, rules=rules)
    return Comparison(before, evaluate(RULE, changed, on=on, place=place, rules=rules))
