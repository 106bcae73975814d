"""Dated code tables: causes, outcomes, sources, kinds of papers, definitions of figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from niudai.rulebook.instruments import DATA, WrongData, rows_of, speaks_chinese


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a table, in force from a day until a day.

    `parent` groups entries, `stage` says at which stage an outcome is possible, `maps` names the
    codes of the other classifications it may become.
    """

    id: str
    name_zh: str
    name_en: str
    valid_from: date
    confidence: str
    valid_to: date = date.max
    parent: str = ""
    stage: str = ""
    denominator: str = ""
    meaning_zh: str = ""
    meaning_en: str = ""
    maps: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.name_zh if speaks_chinese() else self.name_en

    @property
    def meaning(self) -> str:
        return self.meaning_zh if speaks_chinese() else self.meaning_en

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_to


def codes(table: str, *, on: date, stage: str = "") -> tuple[Code, ...]:
    """The entries in force that day, in the order of the file; empty if none is known."""
    return tuple(
        code
        for code in read_codes(table)
        if code.in_force(on) and (not stage or code.stage == stage)
    )


def code(table: str, code_id: str) -> Code:
    """One entry, in force or not: an old case keeps its cause."""
    for entry in read_codes(table):
        if entry.id == code_id:
            return entry
    raise WrongData(f"table {table} has no code “{code_id}”")


def name_of(table: str, code_id: str) -> str:
    """The entry's name, or the code itself where the table knows it no more."""
    return next((entry.name for entry in read_codes(table) if entry.id == code_id), code_id)


def parent_of(table: str, code_id: str) -> str:
    """The group the entry stands in, or nothing where the table knows it no more."""
    return next((entry.parent for entry in read_codes(table) if entry.id == code_id), "")


def mapped(entry: Code, table: str, *, on: date) -> tuple[Code, ...]:
    """The codes of another classification this one may become; a person chooses among several."""
    return tuple(other for other in codes(table, on=on) if other.id in entry.maps)


@cache
def read_codes(table: str) -> tuple[Code, ...]:
    path = DATA / "codes" / f"{table}.toml"
    if not path.is_file():
        raise WrongData(f"there is no code table “{table}”")
    made = tuple(code_from(path.name, row) for row in rows_of(path, "code"))
    refuse_twice(path.name, made)
    return made


def code_from(file: str, row: dict[str, Any]) -> Code:
    try:
        return Code(**row | {"maps": tuple(row.get("maps", ()))})
    except TypeError as error:
        raise WrongData(f"{file}, {row.get('id', 'a row without id')}: {error}") from error


def refuse_twice(file: str, made: Iterable[Code]) -> None:
    seen: set[tuple[str, date]] = set()
    for entry in made:
        if (entry.id, entry.valid_from) in seen:
            raise WrongData(f"{file}, {entry.id}: stands there twice from {entry.valid_from}")
        seen.add((entry.id, entry.valid_from))
