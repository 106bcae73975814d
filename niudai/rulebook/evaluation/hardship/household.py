"""The money of one household in a year: what counts as income, what is deducted. Reference 1.2."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.codes import name_of
from niudai.rulebook.evaluation.facts import Line, yuan
from niudai.rulebook.evaluation.hardship.reading import Rows, rounded
from niudai.rulebook.evaluation.question import Question
from niudai.rulebook.rule import Rule

INCOME, RIGID = "income_item", "rigid_item"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line with how much of it counts, in fen, and why."""

    item: str
    name: str
    given: int
    counted: int
    why: str

    @property
    def as_data(self) -> dict[str, str]:
        return {
            "item": self.item,
            "name": self.name,
            "given": yuan(self.given),
            "counted": yuan(self.counted),
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Household:
    """People, and three lists of lines over the months of the rule."""

    people: int
    months: int
    income: tuple[Entry, ...]
    imputed: tuple[Entry, ...]
    rigid: tuple[Entry, ...]

    @property
    def gross(self) -> int:
        """What counts as income, imputed wages included."""
        return total(self.income) + total(self.imputed)

    @property
    def net(self) -> int:
        return self.gross - total(self.rigid)

    def a_head(self, fen: int) -> int:
        """A head and month, rounded for showing only."""
        return rounded(Fraction(fen, self.months * self.people))

    @property
    def as_data(self) -> dict[str, Any]:
        return {
            "people": self.people,
            "months": self.months,
            "income": listed(self.income),
            "imputed": listed(self.imputed),
            "rigid": listed(self.rigid),
            "gross_year": yuan(self.gross),
            "net_year": yuan(self.net),
            "gross_per_head": yuan(self.a_head(self.gross)),
            "net_per_head": yuan(self.a_head(self.net)),
            "sum": self.sentence,
        }

    @property
    def sentence(self) -> str:
        return _(
            "Income %(income)s + imputed %(imputed)s − rigid expenditure %(rigid)s = %(net)s yuan; "
            "÷ %(months)s months ÷ %(people)s people = %(head)s yuan a head and month."
        ) % {
            "income": yuan(total(self.income)),
            "imputed": yuan(total(self.imputed)),
            "rigid": yuan(total(self.rigid)),
            "net": yuan(self.net),
            "months": self.months,
            "people": self.people,
            "head": yuan(self.a_head(self.net)),
        }


def total(entries: tuple[Entry, ...]) -> int:
    return sum(entry.counted for entry in entries)


def listed(entries: tuple[Entry, ...]) -> dict[str, Any]:
    return {"total": yuan(total(entries)), "lines": [entry.as_data for entry in entries]}


def household(rows: Rows) -> Household:
    """The household of the question, each line judged by the rules of the place."""
    question = rows.question
    if not question["people"]:
        raise Refused(_("There must be at least one person to count from."))
    months = int(question.number("months"))
    return Household(
        question["people"],
        months,
        tuple(income_entry(line, rows) for line in question["income"]),
        imputed(rows, months),
        rigid_entries(question, rows),
    )


def income_entry(line: Line, rows: Rows) -> Entry:
    """One line of income, by the list of the place; union aid goes by a rule of its own."""
    name = name_of(INCOME, line.item) if line.item else _("total income")
    if line.back:
        raise Refused(_("Income is not reimbursed: leave “reimbursed” to the expenditure."))
    if not line.item:
        return Entry("", name, line.fen, line.fen, _("given as one amount"))
    own = {"union_aid": "INCOME-UNION-AID", "government_aid": "INCOME-GOVERNMENT-AID"}
    if line.item in own:
        rule = rows.find(own[line.item])
        counts = bool(rule and rule.parameters["counts"])
    else:
        rule = rows.need("INCOME-ITEMS")
        counts = line.item in rule.parameters["counted"]
    return Entry(line.item, name, line.fen, line.fen if counts else 0, why(rule, counts))


def why(rule: Rule | None, counts: bool) -> str:
    if rule is None:
        return _("not counted: no rule on it is in force here")
    said = _("counts: %(basis)s") if counts else _("does not count: %(basis)s")
    return said % {"basis": rule.basis}


def imputed(rows: Rows, months: int) -> tuple[Entry, ...]:
    """A minimum wage for each who could work and does not, where the place has such a rule."""
    people = rows.question["able_unemployed"] or 0
    if not people:
        return ()
    name = _("imputed wages")
    rule = rows.find("INCOME-IMPUTE")
    if rule is None or not rule.parameters["on"]:
        said = _("%(people)s able to work without work: no rule here imputes a wage")
        return (Entry("imputed", name, 0, 0, said % {"people": people}),)
    wage = rows.amount(rule.parameters["wage"], "minimum_wage")
    fen = people * months * wage.fen
    said = _("%(people)s people × %(months)s months × minimum wage %(wage)s (%(basis)s)")
    facts = {
        "people": people,
        "months": months,
        "wage": yuan(wage.fen),
        "basis": rule.basis,
    }
    return (Entry("imputed", name, fen, fen, said % facts),)


def rigid_entries(question: Question, rows: Rows) -> tuple[Entry, ...]:
    """What the list of the place deducts, after what came back; a ceiling holds for its item."""
    lines: tuple[Line, ...] = question["rigid"] or ()
    if not any(line.item for line in lines):
        return tuple(
            Entry("", _("total rigid expenditure"), line.fen, line.fen, _("given as one amount"))
            for line in lines
        )
    rule = rows.need("RIGID-ITEMS")
    left = {item: int(fen) for item, fen in rule.parameters.get("ceilings", {}).items()}
    return tuple(rigid_entry(line, rule, left) for line in lines)


def rigid_entry(line: Line, rule: Rule, left: dict[str, int]) -> Entry:
    name = name_of(RIGID, line.item) if line.item else _("total rigid expenditure")
    if line.item not in rule.parameters["deducted"]:
        said = _("not deducted: %(basis)s does not name it") % {"basis": rule.basis}
        return Entry(line.item, name, line.fen, 0, said)
    counted = line.fen - line.back
    said = _("deducted: %(basis)s") % {"basis": rule.basis}
    if line.back:
        said = _("self-paid after %(back)s came back: %(basis)s") % {
            "back": yuan(line.back),
            "basis": rule.basis,
        }
    if line.item in left:
        ceiling, counted = left[line.item], min(counted, left[line.item])
        left[line.item] = ceiling - counted
        said = _("deducted up to the ceiling of its item: %(basis)s") % {"basis": rule.basis}
    return Entry(line.item, name, line.fen, counted, said)
