"""A row's cells as values of the kind's columns, with every fault named."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from niudai.sheets.checks import REASONS, is_empty
from niudai.sheets.kinds import Cell, Fault, Run, SheetKind, Wrong


def parse(run: Run, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[Fault]]:
    """Column → value (None where the cell is empty or the column absent), and what is wrong."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in run.kind.columns:
        cell = run.cell(cells, column.name)
        values[column.name] = None
        if is_empty(cell):
            if column.required:
                faults.append(Fault(column.name, "missing", _("This cell must not be empty.")))
            continue
        try:
            values[column.name] = column.check(cell)
        except Wrong as wrong:
            faults.append(Fault(column.name, wrong.reason, wrong.sentence))
    return values, faults


def reason_label(kind: SheetKind | None, counted_as: str) -> str:
    """“Identity number: not valid” for `number:wrong_number`."""
    column, colon, reason = counted_as.rpartition(":")
    words = dict(REASONS) | (dict(kind.reasons) if kind else {})
    said = str(words.get(reason, reason))
    found = kind.column(column) if kind and colon else None
    return _("%(column)s: %(reason)s") % {"column": found.label, "reason": said} if found else said


def as_json(cells: Sequence[Cell]) -> str:
    """Cells as they are kept with a refused row; dates as 2024-01-05."""
    return json.dumps([kept(cell) for cell in cells], ensure_ascii=False)


def kept(cell: Cell) -> Any:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return int(cell)
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
