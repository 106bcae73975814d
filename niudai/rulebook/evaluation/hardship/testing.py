"""The tests a household is put to: net income, gross and net, the share of an accident's cost."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from niudai.rulebook.evaluation.facts import yuan
from niudai.rulebook.evaluation.hardship.household import Household
from niudai.rulebook.evaluation.hardship.reading import holds, rounded, sign, times
from niudai.rulebook.evaluation.question import Question
from niudai.rulebook.rule import Rule


@dataclass(frozen=True, slots=True)
class Tested:
    """One test with its sentence; `passed` is None where a fact is missing."""

    rule: Rule
    passed: bool | None
    sentence: str

    @property
    def category(self) -> str:
        return str(self.rule.parameters["category"])

    @property
    def as_data(self) -> dict[str, Any]:
        return {
            "rule": self.rule.id,
            "key": self.rule.key,
            "category": self.category,
            "passed": self.passed,
            "sentence": self.sentence,
            "basis": self.rule.basis,
            "status": self.rule.status.value,
        }


def tested(rule: Rule, home: Household, line: int, question: Question) -> Tested:
    """Put the household to one test; `line` is L in fen."""
    passed, said = HOW[rule.parameters["how"]](rule, home, line, question)
    word = {
        True: _("met"),
        False: _("not met"),
        None: _("not tested"),
    }[passed]
    sentence = _("%(title)s: %(why)s – %(met)s.") % {
        "title": rule.title, "why": said, "met": word,
    }  # fmt: skip
    return Tested(rule, passed, sentence)


Found = tuple[bool | None, str]


def below(home: Household, left: int, multiple: Any, word: str, line: int) -> Found:
    """A year's amount against multiple × L × months × people, exactly."""
    bar = times(multiple) * line * home.months * home.people
    met = holds(left, word, bar)
    said = _(
        "%(left)s %(sign)s %(bar)s yuan (%(multiple)s × %(line)s × %(months)s months × "
        "%(people)s people)"
    ) % {
        "left": yuan(left),
        "sign": sign(word, met),
        "bar": yuan(rounded(bar)),
        "multiple": multiple,
        "line": yuan(line),
        "months": home.months,
        "people": home.people,
    }
    return met, said


def net(rule: Rule, home: Household, line: int, question: Question) -> Found:
    numbers = rule.parameters
    met, said = below(home, home.net, numbers["multiple"], numbers["comparator"], line)
    return met, _("net income %(compared)s") % {"compared": said}


def gross(rule: Rule, home: Household, line: int, question: Question) -> Found:
    numbers = rule.parameters
    met, said = below(home, home.gross, numbers["multiple"], numbers["comparator"], line)
    return met, _("income %(compared)s") % {"compared": said}


def edge(rule: Rule, home: Household, line: int, question: Question) -> Found:
    """Both: income within one multiple, net income within another."""
    numbers, word = rule.parameters, rule.parameters["comparator"]
    first, said_gross = below(home, home.gross, numbers["gross"], word, line)
    second, said_net = below(home, home.net, numbers["net"], word, line)
    said = _("income %(gross)s; net income %(net)s") % {"gross": said_gross, "net": said_net}
    return first and second, said


def share(rule: Rule, home: Household, line: int, question: Question) -> Found:
    """The cost of the accident as a share of the year's income, or somebody hurt or killed."""
    if question["event_casualty"]:
        return True, _("somebody was hurt or killed in one of the named events")
    cost = question["event_cost"]
    if cost is None:
        return None, _("no cost of an accident is given")
    numbers = rule.parameters
    bar = times(numbers["share"]) * home.gross
    met = holds(cost, numbers["comparator"], bar)
    said = _("cost %(cost)s %(sign)s %(bar)s yuan (%(share)s × income %(income)s)")
    return met, said % {
        "cost": yuan(cost),
        "sign": sign(numbers["comparator"], met),
        "bar": yuan(rounded(bar)),
        "share": numbers["share"],
        "income": yuan(home.gross),
    }


def after_compensation(rule: Rule, home: Household, line: int, question: Question) -> Found:
    """A cost that compensation left, and a person's finding that the need remains."""
    cost, remains = question["event_cost"], question["still_in_difficulty"]
    if cost is None or remains is None:
        return None, _(
            "the cost of an event and a person's finding that the need remains are wanted"
        )
    left = max(cost - (question["event_compensated"] or 0), 0)
    said = _("%(left)s of %(cost)s yuan left after compensation, insurance and help")
    met = left > 0 and bool(remains)
    return met, said % {"left": yuan(left), "cost": yuan(cost)}


def within_and_after_cost(rule: Rule, home: Household, line: int, question: Question) -> Found:
    """Income within a multiple and the rest within L; above it, with savings added."""
    cost = question["event_cost"]
    if cost is None:
        return None, _("no cost of an accident is given")
    numbers, word = rule.parameters, rule.parameters["comparator"]
    low, said_gross = below(home, home.gross, numbers["gross"], word, line)
    rest = home.gross - cost
    if not low:
        rest += (question["savings"] or 0) + (question["investments"] or 0)
    met, said_rest = below(home, rest, numbers["net"], word, line)
    said = (
        _("income %(gross)s; after the cost %(rest)s")
        if low
        else _("income %(gross)s; with savings and investments, after the cost %(rest)s")
    )
    return met, said % {"gross": said_gross, "rest": said_rest}


HOW: dict[str, Callable[[Rule, Household, int, Question], Found]] = {
    "net": net,
    "gross": gross,
    "edge": edge,
    "share": share,
    "after_compensation": after_compensation,
    "within_and_after_cost": within_and_after_cost,
}


def before_the_tests(rule: Rule, home: Household, bar: int) -> Tested:
    """The pre-test: income a head in the year, before anything is deducted."""
    word = rule.parameters["comparator"]
    a_head = Fraction(home.gross, home.people)
    met = holds(a_head, word, bar)
    sentence = _("%(title)s: %(left)s %(sign)s %(bar)s yuan a head and year – %(met)s.") % {
        "title": rule.title,
        "left": yuan(rounded(a_head)),
        "sign": sign(word, met),
        "bar": yuan(bar),
        "met": _("met") if met else _("not met"),
    }
    return Tested(rule, met, sentence)
