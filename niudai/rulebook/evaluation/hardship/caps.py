"""How much aid at most: by kind, year, person, household or time."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation.facts import Fact, yuan
from niudai.rulebook.evaluation.hardship.reading import SWITCHES, Rows, dibao, times
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question

WITHIN, ABOVE = "within", "above"
CATEGORIES = ("deep", "relative", "accidental", "not_filed")
SCHOOLS = ("higher", "secondary")
ANY = "any"


@dataclass(frozen=True, slots=True)
class Limit:
    """One ceiling in fen; over a year what was paid before counts against it."""

    fen: int
    yearly: bool
    sentence: str


def cap(question: Question) -> Outcome:
    """The least of all ceilings of the rule, what was paid in the year taken off yearly ones."""
    rows = Rows(question)
    limits = [*of_months(rows), *of_share(question), *of_amounts(question)]
    if not limits:
        raise Refused(_("The rule sets no ceiling for these facts: say which category it is."))
    paid = question["paid_this_year"] or 0
    room = {id(each): max(each.fen - (paid if each.yearly else 0), 0) for each in limits}
    most = min(room.values())
    asked = question["asked"]
    said = [each.sentence for each in limits]
    if paid:
        said.append(_("Already paid in the year: %(paid)s yuan.") % {"paid": yuan(paid)})
    said.append(
        _("Asked %(asked)s yuan; at most %(most)s may be approved.")
        % {"asked": yuan(asked), "most": yuan(most)}
    )
    more: dict[str, Any] = {
        "cap": yuan(min(each.fen for each in limits)),
        "approve_at_most": yuan(most),
        "per": question.number("per"),
        "rules": rows.as_data,
    }
    said += permission(question, more)
    said += levels(question, more)
    holds = asked <= most and not more.get("other_kind_stands_against")
    return Outcome(WITHIN if holds else ABOVE, holds, said, more)


def chosen(value: Any, question: Question) -> Any:
    """A number of the rule, by category or school where the rule has a table of them."""
    if not isinstance(value, Mapping):
        return value
    key = question["school"] if value.keys() & set(SCHOOLS) else question["category"]
    return value.get(key, value.get(ANY))


def self_paid(question: Question) -> int | None:
    """What the household paid itself, after all that came back."""
    cost, back = question["cost"], question["reimbursed"] or 0
    if cost is None:
        return None
    if back > cost:
        raise Refused(_("More came back than was paid."))
    return int(cost - back)


def of_months(rows: Rows) -> list[Limit]:
    """So many months of L, for each student where the rule counts students."""
    question = rows.question
    months = chosen(question.rule.parameters.get("months_of_dibao"), question)
    if months is None:
        return []
    line = dibao(rows)
    heads = question["students"] or 1 if question.number("per") == "student_year" else 1
    fen = months * line.fen * heads
    said = _("%(months)s months × %(line)s × %(heads)s = %(fen)s yuan.")
    facts = {"months": months, "line": yuan(line.fen), "heads": heads, "fen": yuan(fen)}
    return [Limit(fen, True, said % facts)]


def of_share(question: Question) -> list[Limit]:
    """A share of what was paid, rounded down to whole fen."""
    numbers = question.rule.parameters
    share = chosen(numbers.get("share"), question)
    if share is None:
        return []
    of_itself = numbers["of"] == "self_paid"
    base = self_paid(question) if of_itself else question["cost"]
    if base is None:
        raise Refused(_("“cost” is missing: the ceiling is a share of it."))
    fen = int(Fraction(base) * times(share) // 1)
    said = (
        _("%(share)s × self-paid %(base)s = %(fen)s yuan.")
        if of_itself
        else _("%(share)s × cost %(base)s = %(fen)s yuan.")
    )
    return [Limit(fen, True, said % {"share": share, "base": yuan(base), "fen": yuan(fen)})]


def of_amounts(question: Question) -> list[Limit]:
    """Plain ceilings: for one time, for the year."""
    numbers, found = question.rule.parameters, []
    once = chosen(numbers.get("once_fen"), question)
    yearly = chosen(numbers.get("year_fen"), question)
    if once is not None:
        said = _("At most %(fen)s yuan a time.") % {"fen": yuan(once)}
        found.append(Limit(once, False, said))
    if yearly is not None:
        said = _("At most %(fen)s yuan a year.") % {"fen": yuan(yearly)}
        found.append(Limit(yearly, True, said))
    return found


def permission(question: Question, more: dict[str, Any]) -> list[str]:
    """Some categories receive a single kind only."""
    single = question.rule.parameters.get("single_kind", ())
    others = question["other_kinds"] or 0
    if question["category"] not in single or not others:
        return []
    more["other_kind_stands_against"] = True
    return [_("This category receives a single kind of aid a year; another was given already.")]


def levels(question: Question, more: dict[str, Any]) -> list[str]:
    """Who must approve, by what the household paid itself."""
    base = self_paid(question)
    steps: list[list[Any]] = question.rule.parameters.get("approval", [])
    reached = [level for least, level in steps if base is not None and base >= least]
    more["needs_approval"] = reached[-1] if reached else None
    if not reached or base is None:
        return []
    said = {
        "province": _("Self-paid %(base)s yuan: the province must approve."),
        "national": _("Self-paid %(base)s yuan: the national federation must approve."),
    }[reached[-1]]
    return [said % {"base": yuan(base)}]


def optional(name: str, kind: str, zh: str, en: str, **more: Any) -> Fact:
    return Fact(name, kind, zh, en, required=False, **more)


EVALUATORS = {
    "aid_cap": Evaluator(
        (
            Fact("asked", "money", "申请金额", "amount asked for"),
            optional(
                "paid_this_year",
                "money",
                "本年度已付（按规则的口径：户、人或学生）",
                "paid in the year before, to the household, person or student the rule names",
            ),
            optional("category", "choice", "困难类别", "category", choices=CATEGORIES),
            optional("cost", "money", "费用总额", "cost"),
            optional("reimbursed", "money", "已报销、赔偿", "what came back"),
            optional("students", "count", "学生人数", "students"),
            optional(
                "school",
                "choice",
                "学段：higher 高等学校，secondary 高中、中职",
                "school: higher, or senior secondary and vocational",
                choices=SCHOOLS,
            ),
            optional(
                "other_kinds",
                "count",
                "本年度已享受的其他救助种数",
                "other kinds given in the year",
            ),
            *SWITCHES,
        ),
        cap,
    ),
}
