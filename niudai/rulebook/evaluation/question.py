"""What an evaluation is asked and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Rulebook, Unsettled, nearest
from niudai.rulebook.wording import joined

DECIDES, WARNS, PREVIEW, UNSETTLED = "decides", "warns", "preview", "unsettled"


@dataclass(slots=True)
class Question:
    """One rule, the facts it was given, the day and the place."""

    rule: Rule
    facts: Mapping[str, Any]
    on: date
    place: str | None
    unsure: list[Rule] = field(default_factory=list)  # rules read on the way that do not decide
    rules: Rulebook | None = None  # other rows than those of the program: a fixture
    preview: bool = False  # somebody tries something out: whatever follows, it decides nothing

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
            rule = nearest(name, on=self.on, place=self.place, rules=self.rules)
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
    settled: bool = True  # False: the rules are silent, only the sums could be made


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
    if rule.previews or question.preview or question.unsure:
        status = PREVIEW
    if not outcome.settled:
        status = UNSETTLED
    sentences = [*outcome.sentences, *doubts(question.unsure)]
    return Answer(outcome.result, outcome.holds, sentences, rule, status, outcome.more)


def doubts(unsure: list[Rule]) -> list[str]:
    """One sentence on the rows loaded to be read, and one on each other row that is not sure."""
    loaded = [rule.title for rule in unsure if rule.previews]
    said = [doubt(rule) for rule in unsure if not rule.previews]
    if loaded:
        said.append(
            _("Not confirmed here, so this is a preview only: %(titles)s.")
            % {"titles": joined(dict.fromkeys(loaded))}
        )
    return said


def doubt(unsure: Rule) -> str:
    """Why a rule read on the way only gives a preview."""
    facts = {"title": unsure.title, "mark": unsure.confidence.value}
    if "fen" not in unsure.parameters:
        return _("“%(title)s” is not confirmed (%(mark)s): this is a preview only.") % facts
    said = _("%(title)s, %(amount)s yuan, is not confirmed (%(mark)s): this is a preview only.")
    return said % {**facts, "amount": yuan(int(unsure.parameters["fen"]))}
