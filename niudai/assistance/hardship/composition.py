"""The file as the national form lists it (domain 1.6, 1.7): the same fields printed and exported.

The layout is data, in the words of the form; nothing of it is translated.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from niudai.assistance.hardship.models import HardshipFile, Member, MoneyLine
from niudai.kernel.masking import masked, masked_identity, masked_phone
from niudai.kernel.money import yuan
from niudai.rulebook.codes import code, read_codes
from niudai.rulebook.instruments import WrongData

FORM = Path(__file__).parent / "data" / "form.toml"
COLUMNS = 3
COVERED = "＊＊＊"
YES, NO = "是", "否"
# Tables whose codes are the national numbers; the others are numbered as they are printed.
NUMBERED = frozenset({
    "nation", "sex", "politics", "relation", "marriage", "education", "industry_form",
    "hardship_cause", "hardship_group",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank of the form: its words, where its value stands, its code table."""

    label: str
    value: str
    table: str = ""
    span: int = 1
    sealed: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """How much the reader sees: what is sealed, and numbers in full."""

    sensitive: bool
    uncovered: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A blank filled in; `width` counts columns of the printed table, its label aside."""

    label: str
    text: str
    width: int


@cache
def blanks(part: str) -> tuple[Blank, ...]:
    """The blanks of one part of the form: worker, member, cause, bank."""
    rows = tomllib.loads(FORM.read_text(encoding="utf-8"))[part]
    return tuple(Blank(**row) for row in rows)


def tables() -> list[tuple[str, list[tuple[str, str]]]]:
    """The code tables printed behind the form: what each belongs to, number and name."""
    found: dict[str, str] = {}
    for part in ("worker", "member", "cause"):
        for blank in blanks(part):
            if blank.table and blank.table not in {"nation"}:
                found.setdefault(blank.table, blank.label)
    today = timezone.localdate()
    return [
        (label, [(number_of(table, each.id), each.name_zh)
                 for each in read_codes(table) if each.in_force(today)])
        for table, label in found.items()
    ]  # fmt: skip


def number_of(table: str, code_id: str) -> str:
    """The national number of a code: its own where it is one, else its place in the table."""
    if table in NUMBERED:
        return code_id
    ids = list(dict.fromkeys(each.id for each in read_codes(table)))
    return str(ids.index(code_id) + 1) if code_id in ids else code_id


def coded(table: str, code_id: Any) -> str:
    """“6 患重特大疾病”."""
    if isinstance(code_id, list):
        return "；".join(coded(table, each) for each in code_id)
    if not code_id:
        return ""
    try:
        return f"{number_of(table, str(code_id))} {code(table, str(code_id)).name_zh}"
    except WrongData:
        return str(code_id)


def value_of(file: HardshipFile, member: Member | None, blank: Blank) -> Any:
    """What stands in the blank, before it is written as text; some are filled in by hand."""
    if not blank.value:
        return ""
    if blank.value.startswith("worker."):
        return getattr(file.worker, blank.value.removeprefix("worker."))
    if blank.value in RECKONED:
        return RECKONED[blank.value](file)
    if member is None:
        return getattr(file, blank.value)
    if blank.value == "age":
        return member.age_on(timezone.localdate())
    return getattr(member, blank.value)


def income(file: HardshipFile) -> int:
    return sum(line.amount_fen for line in file.money.all() if line.side == MoneyLine.Side.INCOME)


def other_income(file: HardshipFile) -> int:
    """The year's income that is no wage."""
    return income(file) - sum(
        line.amount_fen for line in file.money.all()
        if line.side == MoneyLine.Side.INCOME and line.item == "wage"
    )  # fmt: skip


def per_head(file: HardshipFile) -> int:
    return income(file) // 12 // (len(file.household) or 1)


COVER: dict[str, Callable[[str], str]] = {
    "number": masked_identity,
    "phone": masked_phone,
    "card": masked,
}
RECKONED = {
    "income_fen": income,
    "other_income_fen": other_income,
    "per_head_fen": per_head,
    "people": lambda file: len(file.household),
    "employer_name": lambda file: file.employer.name if file.employer else file.employer_said,
}


def written(blank: Blank, value: Any, shown: Shown) -> str:
    """The value as the form has it; covered where the reader may not see it."""
    if blank.sealed and not shown.sensitive:
        return COVERED if value else ""
    if blank.number and not shown.uncovered:
        return COVER[blank.value.rpartition(".")[2]](value)
    if blank.table:
        return coded(blank.table, value)
    return plain(blank, value)


def plain(blank: Blank, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case int() if blank.value.endswith("_fen"):
            return yuan(value)
        case _:
            return str(value)


def filled(
    part: str, file: HardshipFile, shown: Shown, member: Member | None = None
) -> Iterator[tuple[Blank, str]]:
    """Every blank of the part with what stands in it."""
    for blank in blanks(part):
        yield blank, written(blank, value_of(file, member, blank), shown)


def rows_of(
    part: str, file: HardshipFile, shown: Shown, member: Member | None = None
) -> list[list[Cell]]:
    """The part in rows of three columns; the last cell of a row reaches to its end."""
    rows: list[list[Cell]] = []
    free = 0
    for blank, text in filled(part, file, shown, member):
        if blank.span > free:
            rows.append([])
            free = COLUMNS
        rows[-1].append(Cell(blank.label, text, blank.span))
        free -= blank.span
    return [stretched(row) for row in rows]


def stretched(row: list[Cell]) -> list[Cell]:
    """Label and value are two columns of the table: the last value takes what is left."""
    width = COLUMNS - sum(cell.width for cell in row)
    last = row[-1]
    cells = [*row[:-1], Cell(last.label, last.text, last.width + width)]
    return [Cell(cell.label, cell.text, cell.width * 2 - 1) for cell in cells]
