"""What an evaluation is asked and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Unsettled, nearest

DECIDES, WARNS, PREVIEW = "decides", "warns", "preview"


@dataclass(slots=True)
class Question:
    """One rule, the facts it was given, the day and the place."""

    rule: Rule
    facts: Mapping[str, Any]
    on: date
    place: str | None
    unsure: list[Rule] = field(default_factory=list)  # rules read on the way that do not decide

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]

    def number(self, name: str) -> Any:
        """A number of the rule itself."""
        return self.rule.parameters[name]

    def wage(self, fact: str) -> int:
        """The amount in fen the caller gave, or the one on record, which only gives a preview."""
        given: int | None = self.facts[fact]
        if given is not None:
            return given
        name = self.number("wage" if "wage" in self.rule.parameters else "average")
        try:
            rule = nearest(name, on=self.on, place=self.place)
        except Unsettled as unsettled:
            raise Unsettled(
                _("%(reason)s Give the amount yourself as “%(fact)s”.")
                % {"reason": unsettled.reason, "fact": fact}
            ) from unsettled
        if not rule.decides:
            self.unsure.append(rule)
        return int(rule.parameters["fen"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one evaluation found. `holds` is the yes or no a guard asks for."""

    result: str
    holds: bool
    sentences: list[str]
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evaluator:
    """The facts a kind of rule wants, and the arithmetic."""

    facts: tuple[Fact, ...]
    find: Callable[[Question], Outcome]
    advisory: bool = False  # never decides, whatever its confidence


@dataclass(frozen=True, slots=True)
class Answer:
    """The result with its reasons. `status` says what it may be used for."""

    result: str
    holds: bool
    explanation: list[str]
    rule: Rule
    status: str
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def basis(self) -> str:
        return self.rule.basis

    @property
    def decides(self) -> bool:
        return self.status == DECIDES


def answered(question: Question, outcome: Outcome, *, advisory: bool) -> Answer:
    """The outcome with its standing: decides, warns, or previews on an unchecked amount."""
    rule = question.rule
    status = DECIDES if rule.decides and not advisory else WARNS
    sentences = list(outcome.sentences)
    for unsure in question.unsure:
        status = PREVIEW
        sentences.append(
            _("%(title)s, %(amount)s yuan, is not confirmed (%(mark)s): this is a preview only.")
            % {
                "title": unsure.title,
                "amount": yuan(int(unsure.parameters["fen"])),
                "mark": unsure.confidence.value,
            }
        )
    return Answer(outcome.result, outcome.holds, sentences, rule, status, outcome.more)
