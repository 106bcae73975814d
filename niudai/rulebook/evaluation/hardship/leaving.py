"""Leaving the file: so many months running above the line, or kept by the safety net."""

from datetime import date

from django.utils.translation import gettext as _

from niudai.rulebook.counting import months_later
from niudai.rulebook.evaluation.facts import Fact, Month, yuan
from niudai.rulebook.evaluation.hardship.reading import (
    COMPARED,
    SWITCHES,
    Rows,
    dibao,
    holds,
    rounded,
    times,
)
from niudai.rulebook.evaluation.question import Evaluator, Outcome, Question

LIFTED, RELIEVED, STAYS = "lifted", "relieved", "stays"


def leaving(question: Question) -> Outcome:
    """Lifted after enough months running; relieved where the safety net holds the last one up.

    Only the run that reaches the last month given counts: whoever fell back is not lifted.
    """
    rows = Rows(question)
    line = dibao(rows)
    months: tuple[Month, ...] = question["per_head"]
    numbers = question.rule.parameters
    word, needed = str(numbers["comparator"]), int(numbers["months"])
    bar = times(numbers["multiple"]) * line.fen
    met = [holds(month.fen, word, bar) for month in months]
    run = running(months, met)
    facts = {
        "run": run,
        "needed": needed,
        "sign": COMPARED[word],
        "bar": yuan(rounded(bar)),
        "multiple": numbers["multiple"],
        "line": yuan(line.fen),
    }
    said = [
        _(
            "%(run)s months running up to the last one given %(sign)s %(bar)s yuan a head "
            "(%(multiple)s × %(line)s); %(needed)s are wanted."
        )
        % facts
    ]
    more = {
        "months_running": run,
        "months_wanted": needed,
        "line": line.as_data,
        "months": [
            {"month": f"{month.first:%Y-%m}", "per_head": yuan(month.fen), "met": ok}
            for month, ok in zip(months, met, strict=True)
        ],
        "rules": rows.as_data,
    }
    missing = bool(numbers.get("guarantees")) and not question["guarantees"]
    if run >= needed and not missing:
        return Outcome(LIFTED, True, said, more)
    if missing:
        said.append(_("The guarantees of the place must be shown as well."))
    if question["safety_net"] and months[-1].fen >= line.fen:
        said.append(_("Kept by the safety net and regular help, living at the line: relieved."))
        return Outcome(RELIEVED, True, said, more)
    return Outcome(STAYS, False, said, more)


def running(months: tuple[Month, ...], met: list[bool]) -> int:
    """How many months without a gap, up to the last one, meet the test."""
    run = 0
    following: date | None = None
    for month, ok in zip(reversed(months), reversed(met), strict=True):
        if not ok or (following and months_later(month.first, 1) != following):
            break
        run, following = run + 1, month.first
    return run


EVALUATORS = {
    "hardship_exit": Evaluator(
        (
            Fact(
                "per_head",
                "months",
                "逐月家庭人均收入：month、per_head",
                "income a head, month by month: rows of month and per_head",
            ),
            Fact(
                "safety_net",
                "yes_no",
                "是否已纳入政府兜底保障和工会常态化帮扶",
                "whether the government's safety net and regular union help cover the household",
                required=False,
            ),
            Fact(
                "guarantees",
                "yes_no",
                "医疗、就业、就学、住房、社保是否都有保障",
                "whether medical care, work, schooling, housing and insurance are all secured",
                required=False,
            ),
            *SWITCHES,
        ),
        leaving,
    ),
}
