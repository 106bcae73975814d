"""Rows of a roster checked column by column: what a cell says is worked out once and remembered."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.identifiers import PHONE, wrong_identity_number
from niudai.membership.identity import RESIDENT, identity
from niudai.membership.models import Person
from niudai.membership.roster.numbers import Numbers, plausible
from niudai.membership.roster.units import Unit, Units
from niudai.sheets.checks import ERRORS, is_empty
from niudai.sheets.kinds import Cell, Column, Fault, SheetKind, SheetRow, Wrong

ASK: Any = object()  # in place of a value that has to be worked out
MOST = 50_000  # different cells remembered of one column
# Hardly two rows say the same here: remembering would only cost memory.
SINGULAR = {"name", "number", "phone", "card", "card_number", "address"}
KNOWN = {"1", "2"}  # the codes of sex that say something
State = Person.NumberState


@dataclass(slots=True)
class Checked:
    """A batch: for each column the values of all rows, and the faults of those that have any."""

    rows: Sequence[SheetRow]
    values: dict[str, list[Any]]
    faults: dict[int, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    states: list[str] = field(default_factory=list)
    units: list[Any] = field(default_factory=list)


class Checks:
    """Goes through the batches of one file. Asks no database."""

    def __init__(self, kind: SheetKind, columns: dict[str, int], units: Units, today: date) -> None:
        self.kind, self.columns, self.units, self.today = kind, columns, units, today
        self.numbers = Numbers(today)
        self.known: dict[str, dict[Any, Any]] = defaultdict(dict)

    def check(self, rows: Sequence[SheetRow]) -> Checked:
        batch = Checked(rows, {})
        cells = columns_of([row[1] for row in rows])
        nothing: list[Any] = [None] * len(rows)
        for column in self.kind.columns:
            at = self.columns.get(column.name)
            given = cells[at] if at is not None and at < len(cells) else nothing
            if at is None and not column.required:
                batch.values[column.name] = nothing
            elif column.name == "number":
                batch.values["number"] = list(given)
            else:
                batch.values[column.name] = self.values(column, given, batch)
        self.identities(batch)
        self.days(batch)
        self.places(batch)
        return batch

    def values(self, column: Column, cells: Sequence[Cell], batch: Checked) -> list[Any]:
        quick = QUICK.get(column.name)
        if quick is not None:
            return [
                cell if quick(cell) else self.value(column, cell, at, batch)
                for at, cell in enumerate(cells)
            ]
        values = list(map(self.known[column.name].get, cells, repeat(ASK)))
        if ASK in values:
            for at, value in enumerate(values):
                if value is ASK:
                    values[at] = self.value(column, cells[at], at, batch)
        return values

    def value(self, column: Column, cell: Cell, at: int, batch: Checked) -> Any:
        """The value of one cell; None with a fault noted where it has none."""
        if is_empty(cell):
            if column.required:
                sentence = _("This cell must not be empty.")
                batch.faults[at].append(Fault(column.name, "missing", sentence))
            elif cell.__class__ is str or cell is None:
                self.known[column.name][cell] = None
            return None
        try:
            value = column.check(cell)
        except Wrong as wrong:
            batch.faults[at].append(Fault(column.name, wrong.reason, wrong.sentence))
            return None
        known = self.known[column.name]
        if cell.__class__ is str and column.name not in SINGULAR and len(known) < MOST:
            known[cell] = value
        return value

    def identities(self, batch: Checked) -> None:
        """Number, state, birthday and sex of each row; what the sheet says besides must agree."""
        values, read = batch.values, self.numbers.read
        column = self.kind.column("number")
        numbers, states, births, sexes = values["number"], [], [], []
        rest = zip(values["document"], values["born_on"], values["sex"], strict=True)
        for at, (document, born_on, sex) in enumerate(rest):
            told = read(numbers[at]) if document is None or document == RESIDENT else None
            birth: date | None
            if told is not None:
                state, birth, gender = "valid", *told
            else:
                numbers[at], state, birth, gender = self.other(
                    column, numbers[at], document or RESIDENT, at, batch
                )
            if born_on is not None and birth is not None and born_on != birth:
                self.differs(batch, at, "born_on")
            if gender in KNOWN and sex in KNOWN and sex != gender:
                self.differs(batch, at, "sex")
            states.append(state)
            births.append(birth or born_on)
            sexes.append(gender if gender in KNOWN else sex)
        batch.states, values["born_on"], values["sex"] = states, births, sexes

    def other(
        self, column: Any, cell: Cell, document: str, at: int, batch: Checked
    ) -> tuple[str, str, date | None, str]:
        """A number that is not simply a valid one of a resident: number, state, birthday, sex."""
        number = self.value(column, cell, at, batch) or ""
        known = identity(number, document)
        if known.state == State.WRONG:
            wrong = wrong_identity_number(number) or ""
            batch.faults[at].append(Fault("number", "wrong_number", wrong))
        elif known.state == State.OLD and known.born_on is None:
            wrong = _("The identity number holds a birthday that does not exist.")
            batch.faults[at].append(Fault("number", "wrong_number", wrong))
        elif known.born_on and not plausible(known.born_on, self.today):
            self.impossible(batch, at, "number", known.born_on)
        return known.number, known.state.value, known.born_on, known.sex.value

    def differs(self, batch: Checked, at: int, column: str) -> None:
        sentence = _("Differs from what the identity number says.")
        batch.faults[at].append(Fault(column, "differs", sentence))

    def impossible(self, batch: Checked, at: int, column: str, born_on: date) -> None:
        sentence = _("%(day)s cannot be the birthday of a worker.") % {"day": born_on}
        batch.faults[at].append(Fault(column, "impossible", sentence))

    def days(self, batch: Checked) -> None:
        """Nobody joined tomorrow, or before being born."""
        today = self.today
        rest = zip(batch.values["joined_on"], batch.values["born_on"], batch.states, strict=True)
        for at, (joined_on, born_on, state) in enumerate(rest):
            if joined_on is not None:
                if joined_on > today:
                    sentence = _("This day lies in the future.")
                    batch.faults[at].append(Fault("joined_on", "future", sentence))
                elif born_on is not None and joined_on <= born_on:
                    sentence = _("This day lies before the birthday.")
                    batch.faults[at].append(Fault("joined_on", "impossible", sentence))
            if state == "foreign" and born_on is not None and not plausible(born_on, today):
                self.impossible(batch, at, "born_on", born_on)

    def places(self, batch: Checked) -> None:
        batch.units = self.units.all_of(batch.values["credit_code"], batch.values["unit"])
        for at, found in enumerate(batch.units):
            if not isinstance(found, Unit):
                batch.faults[at].append(found)


def columns_of(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Cells by column; short rows end in empty cells."""
    width = max(map(len, rows))
    if any(len(row) != width for row in rows):
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
    return list(zip(*rows, strict=True))


def plain_name(cell: Any) -> bool:
    """Chinese letters only, as almost every name is: nothing about it needs to be changed."""
    return (
        cell.__class__ is str
        and 2 <= len(cell) <= 50
        and cell.isalpha()
        and not cell.isascii()
        and unicodedata.is_normalized("NFKC", cell)
    )


def plain_phone(cell: Any) -> bool:
    return cell.__class__ is str and PHONE.fullmatch(cell) is not None


def plain_digits(cell: Any) -> bool:
    """A card of digits alone: what its column's check would give back unchanged."""
    return cell.__class__ is str and 12 <= len(cell) <= 21 and cell.isascii() and cell.isdigit()


def plain_text(most: int) -> Callable[[Any], bool]:
    """A text without blanks and without signs that would be written otherwise."""

    def is_plain(cell: Any) -> bool:
        return (
            cell.__class__ is str
            and 1 <= len(cell) <= most
            and cell.isprintable()
            and " " not in cell
            and cell not in ERRORS
            and unicodedata.is_normalized("NFKC", cell)
        )

    return is_plain


# Cells of which these say yes are their own value: a test holds them to the columns' checks.
QUICK: dict[str, Callable[[Any], bool]] = {
    "name": plain_name,
    "phone": plain_phone,
    "card": plain_digits,
    "card_number": plain_text(30),
    "address": plain_text(200),
}
