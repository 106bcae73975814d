"""The invented people as a roster somebody brings: one sheet, with faults in known number.

The headings are those of the members' sheet, so that `niudai roster import` takes the file as it
is. The units are those of the city of the same seed, scale and day.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from xlsxwriter import Workbook

from niudai.membership.sheets import MEMBERS
from niudai.office.demo.firms import Layout, apportion, lay_out
from niudai.office.demo.people import MALE, People, Worker
from niudai.office.demo.planted import Pair, Quota, Roster, Seat, mistyped
from niudai.office.demo.scale import Scale
from niudai.office.demo.units import places, workplace
from niudai.rulebook.codes import codes

FAULTY, REPEATED, TWO_UNITS = 0.02, 0.015, 0.015  # of all rows
COLUMNS = (
    "name", "sex", "number", "nation", "politics", "education", "marriage", "registration",
    "registered_at", "phone", "unit", "credit_code", "department", "position", "joined_on",
    "employment", "skill", "card", "address", "migrant",
)  # fmt: skip
TABLES = ("nation", "politics", "education", "marriage", "registration", "employment", "skill")
# What is wrong in a faulty row, named as the import counts it: column and reason.
FAULTS = (
    "name:missing", "number:missing", "number:wrong_number", "number:digits_lost",
    "phone:wrong_phone", "sex:differs", "education:unknown_code", "joined_on:not_a_date",
    "unit:unknown_unit",
)  # fmt: skip
# A file of texts has no number cells that lose digits.
FAULTS_OF = {
    ".xlsx": FAULTS,
    ".csv": tuple(each for each in FAULTS if each != "number:digits_lost"),
}
Row = list[Any]


class Named(NamedTuple):
    """What a sheet calls a unit."""

    name: str
    code: str


class Writer(Protocol):
    def write(self, row: Sequence[Any]) -> None: ...


class SheetRoster:
    """So many rows over the units of a scale. `counts` says what is planted in them."""

    def __init__(
        self, scale: Scale, rows: int, seed: int, today: date, faults: Sequence[str] = FAULTS
    ) -> None:
        layout = lay_out(scale, places(), seed, today)
        self.units = [Named(f"{firm.name}工会", firm.credit_code) for firm in layout.firms]
        self.words = {
            table: {code.id: code.name_zh for code in codes(table, on=today)} for table in TABLES
        }
        people = People(seed, today)
        self.roster = Roster(people, seats(layout, rows), seed, quota(rows, faults))
        self.counts = Counter(self.roster.faults.values())
        self.counts.update(pair.kind for pair in self.roster.pairs)

    def expected(self) -> dict[str, int]:
        """What an import into a city without people counts, by outcome."""
        refused = sum(self.counts[fault] for fault in FAULTS) + self.counts["repeated"]
        pairs = self.counts["same_number"] + self.counts["old_number"]
        total = self.roster.total
        return {"new": total - refused - pairs, "pair": pairs, "refused": refused}

    def __iter__(self) -> Iterator[Row]:
        seconds = self.roster.seconds
        for index, (seat, worker) in enumerate(self.roster):
            pair = seconds.get(index)
            if pair and pair.kind == "repeated":
                yield self.again(pair)
            else:
                yield self.row(index, seat, worker)

    def again(self, pair: Pair) -> Row:
        """The very row that stands further up."""
        return self.row(pair.first, self.roster.seat(pair.first), self.roster.worker(pair.first))

    def row(self, index: int, seat: Seat, worker: Worker) -> Row:
        unit, words = self.units[seat.organisation], self.words
        row = [
            worker.name, "男" if worker.sex == MALE else "女", worker.number,
            *(words[table].get(getattr(worker, table), "") for table in TABLES[:5]),
            worker.registered_at, worker.phone, unit.name, unit.code, worker.department,
            worker.position, f"{worker.joined_on:%Y-%m-%d}",
            words["employment"][worker.employment], words["skill"][worker.skill], worker.card,
            worker.address, "是" if worker.migrant else "否",
        ]  # fmt: skip
        if fault := self.roster.faults.get(index):
            spoil(row, fault)
        return row


def quota(rows: int, faults: Sequence[str]) -> Quota:
    """Two per cent of faulty rows in equal parts, three of rows that bring somebody again."""
    faulty = apportion(round(rows * FAULTY), [1] * len(faults))
    two_units = round(rows * TWO_UNITS)
    old = two_units // 10  # the second time by the number of 15 digits
    return Quota(
        dict(zip(faults, faulty, strict=True)),
        {"repeated": round(rows * REPEATED), "same_number": two_units - old, "old_number": old},
    )


def seats(layout: Layout, rows: int) -> list[Seat]:
    """The firms of the layout in the order of the tree, their members scaled to so many rows."""
    members = apportion(rows, [firm.members for firm in layout.firms])
    return [
        Seat(number, str(number), firm.place.town, share,
             workplace(firm.place, firm, since=firm.opened_on))
        for number, (firm, share) in enumerate(zip(layout.firms, members, strict=True))
    ]  # fmt: skip


def spoil(row: Row, fault: str) -> None:
    """Make one cell wrong in the way the fault says."""
    column, reason = fault.split(":")
    at = COLUMNS.index(column)
    match reason:
        case "missing":
            row[at] = ""
        case "wrong_number":
            row[at] = mistyped(row[at])
        case "digits_lost":
            row[at] = float(row[at][:15] + "000")  # as much as Excel keeps
        case "wrong_phone":
            row[at] = row[at][:-1]
        case "differs":
            row[at] = "男" if row[at] == "女" else "女"
        case "unknown_code":
            row[at] = "不详"
        case "not_a_date":
            row[at] = row[at][:5] + "13-45"
        case "unknown_unit":
            row[at], row[COLUMNS.index("credit_code")] = "江阴查无此厂有限公司工会", ""


# --- files -----------------------------------------------------------------------------------


def headings() -> list[str]:
    words = {column.name: column.headings[0] for column in MEMBERS.columns}
    return [words[name] for name in COLUMNS]


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A writer for the file by its ending; memory does not grow with the rows."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            yield Lines(csv.writer(file).writerow)
        return
    book = Workbook(path, {"constant_memory": True})
    yield Cells(book.add_worksheet("会员花名册"))
    book.close()


class Lines:
    """Writes lines of text."""

    def __init__(self, put: Any) -> None:
        self.write = put


class Cells:
    """Writes cells by what they are; texts of digits stay texts."""

    def __init__(self, page: Any) -> None:
        self.page, self.at = page, 0

    def write(self, row: Sequence[Any]) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, float):
                self.page.write_number(self.at, column, cell)
            elif cell:
                self.page.write_string(self.at, column, cell)
        self.at += 1


def write_sheet(path: Path, roster: SheetRoster) -> Iterator[int]:
    """Write the file; yields how many rows are in it after every thousand."""
    with written(path) as writer:
        writer.write(headings())
        done = 0
        for done, row in enumerate(roster, start=1):
            writer.write(row)
            if done % 1000 == 0:
                yield done
        yield done
