"""A first look at the category of hardship: by the published rules, deciding nothing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.kernel.money import exact
from niudai.rulebook.evaluation import UNSETTLED, Answer, evaluate
from niudai.rulebook.fixtures import fixture
from niudai.rulebook.in_words import result_name
from niudai.rulebook.rules import nearest

RULE, LINE, EXAMPLE = "HARDSHIP-CATEGORY", "DIBAO-URBAN", "Z"
REFUSED = "refused"
LISTS = ("income", "imputed", "rigid")


@dataclass(frozen=True, slots=True)
class Result:
    """An answer in words, and the line it was compared with."""

    answer: Answer

    @property
    def headline(self) -> str:
        if self.answer.result == REFUSED:
            return _("something in the published rules stands against it")
        return result_name(self.answer.result)

    @property
    def line(self) -> str:
        line = self.answer.more["line"]
        return str(line["amount"]) if line else ""

    @property
    def tests(self) -> list[str]:
        """The sentences of the tests that were put; one that wants a person's finding is not."""
        return [
            test["sentence"] for test in self.answer.more["tests"] if test["passed"] is not None
        ]

    @property
    def entries(self) -> list[dict[str, str]]:
        """Every line that was counted or left out, income first."""
        return [entry for part in LISTS for entry in self.answer.more[part]["lines"]]


def preview(facts: dict[str, Any], *, place: str = "") -> dict[str, Result]:
    """`found`, and with it an `example` where the place has no line of its own. May refuse."""
    shown = {"found": judged(facts, place)}
    if shown["found"].answer.status == UNSETTLED:
        shown["example"] = judged({**facts, "dibao": example_line()}, place)
    return shown


def judged(facts: dict[str, Any], place: str) -> Result:
    on = timezone.localdate()
    return Result(evaluate(RULE, facts, on=on, place=place or str(settings.NIUDAI_PLACE)))


def example_line() -> str:
    """The invented line of the worked examples, where the place has none."""
    rule = nearest(LINE, on=timezone.localdate(), place="CN", rules=fixture(EXAMPLE))
    return exact(int(rule.parameters["fen"]))
