"""What may come in as a sheet: its columns, who may bring it, and the engine that takes the rows.

A slice describes each kind it owns as a `SheetKind` and settings.SHEET_KINDS names it by its dotted
path: one list one can read. The runner (`niudai.sheets.importing`) reads the file in a process of
its own and hands the rows to the engine batch by batch; the same engine does the dry run.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, TypeAlias

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.organisations.models import Organisation

# What a cell may hold: numbers come as float (or int) however they look on the screen, empty cells
# as None or "". A date cell comes as date or datetime.
Cell: TypeAlias = str | bool | int | float | date | datetime | time | timedelta | None
SheetRow: TypeAlias = tuple[int, list[Cell]]  # the row's number in Excel, its cells from column A
Label: TypeAlias = str | Promise
Readying: TypeAlias = Callable[[Sequence[SheetRow]], Any]  # some rows → what an engine takes


class Outcome(models.TextChoices):
    """What became of a row. Only a refused row changes nothing and comes back in the file."""

    NEW = "new", _("New rows")
    CHANGED = "changed", _("Changed rows")
    SAME = "same", _("Already on record, unchanged")
    PAIR = "pair", _("Taken, may be a duplicate")
    REFUSED = "refused", _("Refused rows")


class Wrong(Exception):
    """A cell that cannot be taken: a code to count by, and the sentence for the person.

    The sentence never repeats an identity number, a phone or a card.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason, self.sentence = reason, sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """One refused cell. `column` is a Column's name, or "" when the row as a whole is refused."""

    column: str
    reason: str
    sentence: str

    @property
    def counted_as(self) -> str:
        """The word this fault is counted under: `number:wrong`, or `repeated`."""
        return f"{self.column}:{self.reason}" if self.column else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a kind. `headings` are the words it is found by, the first on the template.

    `check` turns a cell that is not empty into its value or raises Wrong (see
    `niudai.sheets.checks`). `choices` lists what the template offers; `hint` explains there.
    """

    name: str
    label: Label
    headings: tuple[str, ...]
    check: Callable[[Any], Any]
    required: bool = False
    choices: Callable[[], Sequence[str]] | None = None
    hint: Label = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One going through a file, dry or real, as the engine sees it."""

    kind: "SheetKind"
    organisation: Organisation  # whose sheet it is; a unit column in the data decides before it
    by: Actor
    dry: bool
    import_id: int  # the sheets.Import whose rows these are
    columns: dict[str, int]  # Column.name → place in the row's cells; what is not there is absent
    headings: Sequence[str]
    total: int  # rows beneath the heading, empty ones included

    def cell(self, cells: Sequence[Cell], column: str) -> Cell:
        """The cell of a named column; None where the sheet has no such column or the row ends."""
        at = self.columns.get(column)
        return cells[at] if at is not None and at < len(cells) else None

    def address(self, row: int, column: str) -> str:
        """`D15`, as Excel shows it; only the row for a fault without a column."""
        at = self.columns.get(column)
        return f"{letters(at)}{row}" if at is not None else str(row)


@dataclass(slots=True, kw_only=True)
class Remembered:
    """A row worth keeping: refused, changed, or one of a possible pair.

    `cells` come back to the person in the file of refused rows (leave them out for other outcomes);
    `before` is what undoing puts back. Both are sealed in the database.
    """

    row: int
    outcome: Outcome
    reason: str = ""
    faults: Sequence[Fault] = ()
    cells: Sequence[Cell] | None = None
    subject_id: int | None = None
    before: dict[str, Any] | None = None


@dataclass(slots=True)
class Taken:
    """What became of one batch. Every row is counted once: (outcome, reason or "") → rows.

    `facts` is plain JSON kept with the batch, such as ranges of primary keys: all that `begin`
    after a crash and `undo` get back.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[Remembered] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def as_they_are(rows: Sequence[SheetRow]) -> Any:
    return rows


class Engine(ABC):
    """Takes the rows of one run. One object a run; dry and real run call the same methods.

    The runner opens the transactions. In a real run everything `take` writes commits together with
    the batch's checkpoint, or not at all. In a dry run the runner rolls back whatever `take` or
    `finish` wrote, after each batch, so that no lock is held for long; an engine may as well not
    write when `run.dry`. Hence what one row must know of an earlier batch (a number seen before in
    this file, a person not yet on record) the engine keeps itself, in both kinds of run, or the
    counts would differ.
    """

    batch_rows: int = 500  # how many rows `take` is given at a time, at most
    # From so many rows on another process makes batches ready while this one takes those before.
    ahead_from: int | None = None

    def __init__(self, run: Run) -> None:
        self.run = run

    def begin(self, done: Sequence[dict[str, Any]]) -> None:
        """Get ready. `done` holds the facts of the batches committed before a crash, in order.

        Rows of those batches are not handed in again. A dry run always begins anew, without any.
        Raise Refused to stop before any row.
        """
        self.done = list(done)

    def readying(self) -> Readying:
        """What makes rows ready for `take` without the database; asked for once, after `begin`.

        Another process may be given it: it can be pickled, and what it makes holds plain values and
        dates only.
        """
        return as_they_are

    @abstractmethod
    def take(self, rows: Any) -> Taken:
        """Check and write these rows (empty rows are left out by the runner), made ready before.

        Taking a row that is already on record as it stands must change nothing (Outcome.SAME).
        """

    def finish(self) -> Taken:
        """After the last row: what can only be done at the end. Counts here add to the batches'.

        Runs in one transaction of its own, and again after a crash in it.
        """
        return Taken()

    @abstractmethod
    def built_on(self, facts: dict[str, Any], lines: Sequence[Remembered]) -> str:
        """Why this batch can no longer be undone, as a sentence; "" while nothing hinders it.

        Asked for every batch before the first is undone.
        """

    @abstractmethod
    def undo(self, facts: dict[str, Any], lines: Sequence[Remembered]) -> None:
        """Take back one batch, the last one first, in one transaction.

        `lines` are its remembered rows. Raise Refused when it must stay.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A kind of sheet. `name` is a word of addresses and of the command line.

    `permission` is needed at the organisation besides SHEET_IMPORT; whoever looks at one besides
    SHEET_VIEW needs `seen_with`: its refused rows show what stands in that register. `reasons`
    gives the words for the codes its engine counts under, besides those of `checks.REASONS`.
    """

    name: str
    label: Label
    permission: Permission
    seen_with: Permission
    columns: Sequence[Column]
    engine: type[Engine]
    reasons: dict[str, Label] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@cache
def sheet_kinds() -> dict[str, SheetKind]:
    """Every kind of settings.SHEET_KINDS by its name, in the order of the list."""
    kinds = [import_string(path) for path in settings.SHEET_KINDS]
    return {kind.name: kind for kind in kinds}


def kinds_of(actor: Actor, *, at: str | None = None) -> Iterator[SheetKind]:
    """The kinds this person may bring in."""
    if actor.may(Permission.SHEET_IMPORT, at=at):
        yield from (kind for kind in sheet_kinds().values() if actor.may(kind.permission, at=at))


def kinds_seen_by(actor: Actor) -> list[str]:
    """The kinds this person may look at, by name."""
    if not actor.may(Permission.SHEET_VIEW):
        return []
    return [kind.name for kind in sheet_kinds().values() if actor.may(kind.seen_with)]


def letters(place: int) -> str:
    """The name of a column by its place from 0: A, B, … Z, AA."""
    name, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
