"""A batch of a roster made ready to be taken: checked, sealed, with everything to find it by.

Nothing here asks the database, so that another process can do it while the batch before is written.
"""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from itertools import repeat
from typing import Any

from niudai.kernel.bulk import made
from niudai.membership.models import Membership, Person, Standing
from niudai.membership.roster.checking import Checked, Checks
from niudai.membership.roster.keys import Keys
from niudai.membership.roster.seen import short
from niudai.membership.roster.units import Unit, Units
from niudai.sheets.kinds import Cell, Fault, SheetKind, SheetRow, sheet_kinds
from niudai.sheets.reading.opening import Answers

TRAITS = (
    "nation", "politics", "education", "marriage", "registration", "registered_at", "skill",
    "employment", "trade", "migrant", "dispatched",
)  # fmt: skip
SEALED = ("number", "phone", "card", "address")
SAID = ("name", "document", "number", "sex", "born_on", *TRAITS, *SEALED[1:])
DEFAULTS = {"document": "resident", "sex": "0", "born_on": None, "migrant": False,
            "dispatched": False}  # fmt: skip
STAY = ("joined_on", "card_number", "department", "position")
KEPT = {"retired", "unemployed"}  # no vote, no dues, not counted (domain 4.4)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows made ready, column by column; a place is a row's number within each column.

    `said` holds what the cells say, None where they say nothing; `person` and `stay` the columns of
    the tables as the database takes them, empty in a dry run.
    """

    rows: list[int]
    cells: list[bytes]  # of each row, packed: few of them are asked for again
    faults: dict[int, list[tuple[str, str, str]]]
    said: dict[str, list[Any]]
    states: list[str]
    keys: list[str]  # by what the person is known; "" for a row with a fault
    shorts: list[int]
    besides: list[list[str]]
    units: list[int]
    paths: list[str]
    person: dict[str, Sequence[Any]]
    stay: dict[str, Sequence[Any]]

    def faults_of(self, at: int) -> list[Fault]:
        return [Fault(*fault) for fault in self.faults[at]]

    def cells_of(self, at: int) -> list[Cell]:
        return list(Answers(BytesIO(self.cells[at])).load())


@dataclass
class Readying:
    """What makes rows ready, to be called with them; `old` as in `Keys`."""

    kind: str
    columns: dict[str, int]
    units: Units
    today: date
    old: bool
    dry: bool

    @cached_property
    def checks(self) -> Checks:
        kind: SheetKind = sheet_kinds()[self.kind]
        return Checks(kind, self.columns, self.units, self.today)

    @cached_property
    def keys(self) -> Keys:
        return Keys(old=self.old)

    def __call__(self, rows: Sequence[SheetRow]) -> dict[str, Any]:
        """The fields of a Batch: plain values, for they may come from another process."""
        checked = self.checks.check(rows)
        numbers = [number or "" for number in checked.values["number"]]
        known_by, kept = self.keys.of(numbers, checked.states)
        for at in checked.faults:
            known_by[at] = ""
        standings = [KEEPS if each in KEPT else ACTIVE for each in checked.values["employment"]]
        units = [unit if unit.__class__ is Unit else NOWHERE for unit in checked.units]
        return {
            "rows": [number for number, _cells in rows],
            "cells": [pickle.dumps(cells, 5) for _number, cells in rows],
            "faults": {at: list(map(plain, faults)) for at, faults in checked.faults.items()},
            "said": checked.values,
            "states": checked.states,
            "keys": known_by,
            "shorts": list(map(short, known_by)),
            "besides": self.keys.besides(numbers, checked.states),
            "units": [unit.pk for unit in units],
            "paths": [unit.path for unit in units],
            "person": {} if self.dry else person_columns(checked, kept, standings),
            "stay": {} if self.dry else stay_columns(checked, standings, self.today),
        }


ACTIVE, KEEPS = Standing.ACTIVE.value, Standing.KEPT.value
NOWHERE = Unit(0, "")


def plain(fault: Fault) -> tuple[str, str, str]:
    return fault.column, fault.reason, fault.sentence


def person_columns(
    checked: Checked, keys: list[str], standings: list[str]
) -> dict[str, Sequence[Any]]:
    """What the row itself says of a new person; its union comes when it is decided."""
    columns = {name: said(checked, name) for name in SAID}
    columns |= {
        "number_state": checked.states, "number_key": keys, "standing": standings,
        "phone_end": [phone[-4:] for phone in columns["phone"]],
    }  # fmt: skip
    return made(Person, list(columns), list(columns.values()))


def stay_columns(checked: Checked, standings: list[str], today: date) -> dict[str, Sequence[Any]]:
    """A membership that begins with the day of joining, or today when nobody knows it."""
    joined = checked.values["joined_on"]
    kept = [standing == KEEPS for standing in standings]
    columns = {name: said(checked, name) for name in STAY[1:]} | {
        "joined_on": joined,
        "way": constant(Membership.Way.LISTED.value, kept),
        "status": ["kept" if each else "active" for each in kept],
        "since": [day or today for day in joined],
        "kept_since": [today if each else None for each in kept],
        "reason": [
            employment if each else ""
            for each, employment in zip(kept, checked.values["employment"], strict=True)
        ],
        "dues": ["exempt" if each else "unknown" for each in kept],
    }
    return made(Membership, list(columns), list(columns.values()))


def constant(value: Any, others: Sequence[Any]) -> list[Any]:
    return list(repeat(value, len(others)))


def said(checked: Checked, name: str) -> list[Any]:
    """The column's values; what nobody said is empty."""
    empty = DEFAULTS.get(name, "")
    values = checked.values[name]
    return [empty if value is None else value for value in values] if None in values else values
