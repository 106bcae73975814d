"""What each row of the bank's answer means for its line; the same for trying and for entering."""

import json
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from niudai.funds.bank_list import AMOUNT, CODE, MESSAGE, NAME, PAID, RESULT, RETURNED
from niudai.funds.models import Line, LineStage, ResultFile
from niudai.kernel.money import fen, yuan
from niudai.kernel.refused import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row: the line it names, what becomes of it, or why nothing does."""

    row: str
    code: str
    line: Line | None
    outcome: str  # paid, rejected, or nothing
    message: str = ""
    fault: str = ""

    @property
    def outcome_name(self) -> str:
        return str(LineStage(self.outcome).label) if self.outcome else "—"


def judged(brought: ResultFile) -> list[Verdict]:
    rows = json.loads(brought.rows)
    lines = {line.code: line for line in Line.objects.filter(batch=brought.batch_id)}
    times = Counter(row[CODE] for row in rows)
    return [verdict_of(row, lines.get(row[CODE]), times[row[CODE]]) for row in rows]


def verdict_of(row: dict[str, str], line: Line | None, times: int) -> Verdict:
    outcome = outcome_of(row[RESULT])
    fault = fault_of(row, line, times, outcome)
    return Verdict(
        row=row["row"], code=row[CODE], line=line, outcome="" if fault else outcome,
        message=row.get(MESSAGE, ""), fault=fault,
    )  # fmt: skip


def outcome_of(word: str) -> str:
    if word in PAID:
        return LineStage.PAID
    return LineStage.REJECTED if word in RETURNED else ""


def fault_of(row: dict[str, str], line: Line | None, times: int, outcome: str) -> str:
    """Why the row is not entered; nothing when it may be."""
    if line is None:
        return _("No line of this batch has this number.")
    if times > 1:
        return _("The number stands in the file more than once.")
    if line.stage != LineStage.SENT:
        return _("The line is “%(stage)s” already.") % {"stage": line.get_stage_display()}
    if not outcome:
        return _("“%(word)s” is no result this program knows.") % {"word": row[RESULT]}
    return misfit(row, line)


def misfit(row: dict[str, str], line: Line) -> str:
    if amount_of(row[AMOUNT]) != line.amount_fen:
        return _("The amount is %(here)s; the list says %(there)s.") % {
            "here": row[AMOUNT], "there": yuan(line.amount_fen),
        }  # fmt: skip
    name = row.get(NAME, "")
    if name and name not in {line.name, line.card_name}:
        return _("The name is not the one on the list.")
    return ""


def amount_of(text: str) -> int | None:
    try:
        return fen(text.replace(",", "").replace("¥", "").replace("￥", ""))
    except Refused:
        return None
