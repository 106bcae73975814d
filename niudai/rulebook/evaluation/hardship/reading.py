"""Which rows an evaluation of hardship reads, and which line of the place it compares with."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.evaluation.question import Question
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Unsettled, nearest, rule_by_key, spelled

COMPARED = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥"}
OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<"}


class Rows:
    """The rows of one question: those it asks to try, else the nearest in force."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.read: dict[str, Rule] = {question.rule.id: question.rule}
        self.left_out = {spelled(name) for name in question["leave_out"] or ()}
        tried = [rule_by_key(key, rules=question.rules) for key in sorted(question["use"] or ())]
        self.tried = {rule.id: rule for rule in tried}
        question.preview = question.preview or bool(tried or self.left_out)

    def need(self, rule_id: str) -> Rule:
        """The row; raises `Unsettled` where the place has none."""
        question = self.question
        rule = self.tried.get(rule_id) or nearest(
            rule_id, on=question.on, place=question.place, rules=question.rules
        )
        self.relied_on(rule)
        return rule

    def relied_on(self, rule: Rule) -> None:
        """The result rests on this row: where the row decides nothing, neither does the result."""
        if rule.id not in self.read:
            self.read[rule.id] = rule
            if not rule.decides:
                self.question.unsure.append(rule)

    def find(self, rule_id: str) -> Rule | None:
        """The row, or None where the place has none or it is to be left out."""
        if found := self.known(rule_id):
            self.relied_on(found)
        return found

    def known(self, rule_id: str) -> Rule | None:
        """The row, without resting anything on it yet."""
        question = self.question
        if rule_id in self.left_out:
            return None
        try:
            return self.tried.get(rule_id) or nearest(
                rule_id, on=question.on, place=question.place, rules=question.rules
            )
        except Unsettled:
            return None

    def amount(self, rule_id: str, fact: str) -> "Amount":
        """The amount of the place; one given by whoever asks only ever previews."""
        given: int | None = self.question[fact]
        if given is not None:
            self.question.preview = True
            return Amount(given, None)
        try:
            rule = self.need(rule_id)
        except Unsettled as unsettled:
            raise Unsettled(
                _("%(reason)s Give the amount yourself as “%(fact)s” for a preview.")
                % {"reason": unsettled.reason, "fact": fact}
            ) from unsettled
        return Amount(int(rule.parameters["fen"]), rule)

    @property
    def as_data(self) -> list[dict[str, str]]:
        return [
            {
                "rule": rule.id,
                "key": rule.key,
                "title": rule.title,
                "basis": rule.basis,
                "status": rule.status.value,
                "confidence": rule.confidence.value,
            }
            for rule in self.read.values()
        ]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in fen, and the row it stands in, if it stands in one."""

    fen: int
    rule: Rule | None

    @property
    def as_data(self) -> dict[str, str | None]:
        return {
            "amount": yuan(self.fen),
            "rule": self.rule.key if self.rule else None,
            "status": self.rule.status.value if self.rule else "given",
        }


def dibao(rows: Rows) -> Amount:
    """L: the minimum-living standard of the place, a head and month."""
    rural = rows.question["residence"] == "rural"
    return rows.amount("DIBAO-RURAL" if rural else "DIBAO-URBAN", "dibao")


def holds(left: Fraction | int, word: str, right: Fraction | int) -> bool:
    """Compared exactly, before anything is rounded."""
    match word:
        case "lt":
            return left < right
        case "le":
            return left <= right
        case "gt":
            return left > right
        case "ge":
            return left >= right
    raise Refused(_("“%(word)s” is not a comparison: lt, le, gt or ge.") % {"word": word})


def sign(word: str, met: bool) -> str:
    """The sign that is true: the rule's own where it is met, else its opposite."""
    return COMPARED[word] if met else OPPOSITE[COMPARED[word]]


def times(text: Any) -> Fraction:
    """A multiple as the data write it: "1.5"."""
    return Fraction(str(text))


def rounded(fen: Fraction) -> int:
    """To whole fen, half away from zero; only for showing."""
    exact = Decimal(fen.numerator) / Decimal(fen.denominator)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


RESIDENCE = Fact(
    "residence",
    "choice",
    "户籍：urban 城镇，rural 农村；不填按城镇",
    "urban or rural standard; urban when not given",
    required=False,
    choices=("urban", "rural"),
)
DIBAO = Fact(
    "dibao",
    "money",
    "当地每人每月低保标准；给出时只供预览",
    "minimum-living standard a head and month; given here it only previews",
    required=False,
)
USE = Fact(
    "use",
    "people",
    "改用哪些规则行（rules 命令列出的 key），只供预览",
    "keys of other rows to try, as “rules” lists them; a preview",
    required=False,
)
LEAVE_OUT = Fact(
    "leave_out",
    "people",
    "不用哪些规则（id），只供预览",
    "ids of rules to leave out; a preview",
    required=False,
)
SWITCHES = (RESIDENCE, DIBAO, USE, LEAVE_OUT)
