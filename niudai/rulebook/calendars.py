"""The official calendar: the notices that come with the program and those an officer loaded."""

import csv
import tomllib
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from django.db import OperationalError, ProgrammingError, connection, transaction

from niudai.kernel.calendar import DayKind, WorkCalendar
from niudai.rulebook.instruments import DATA
from niudai.rulebook.models import CalendarDay, CalendarYear

NEW_YEAR = frozenset({"new_year", "元旦", "New Year's Day"})


@dataclass(frozen=True, slots=True)
class Day:
    """One row of a notice: a day off or a make-up working day, and for which year's notice."""

    date: date
    kind: DayKind
    festival: str
    year: int


def notice_year(day: date, festival: str) -> int:
    """The last days of December may belong to the notice of the coming year."""
    return day.year + (day.month == 12 and festival in NEW_YEAR)


def work_calendar() -> WorkCalendar:
    """The calendar as loaded now, in this process or any other."""
    return built(loaded_years())


def loaded_years() -> tuple[tuple[int, str], ...]:
    """Year and digest of every notice in the table; nothing where there is no table yet."""
    if not database_exists():
        return ()
    # A failed query would spoil the caller's transaction: a savepoint keeps it whole.
    guard = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with guard:
            return tuple(CalendarYear.objects.order_by("year").values_list("year", "digest"))
    except ProgrammingError:
        return ()
    except OperationalError as error:
        if connection.vendor == "sqlite" and "no such table" in str(error):
            return ()
        raise


def database_exists() -> bool:
    """False for an SQLite file that is not there: asking would create it empty."""
    if connection.vendor != "sqlite":
        return True
    name = str(connection.settings_dict["NAME"])
    return ":memory:" in name or "mode=memory" in name or Path(name).exists()


@lru_cache(maxsize=4)
def built(loaded: tuple[tuple[int, str], ...]) -> WorkCalendar:
    years = {year for year, _digest in loaded}
    rows = [day for day in shipped_days() if day.year not in years]
    notices = {year: number for year, number in shipped_notices().items() if year not in years}
    if years:
        notices |= dict(CalendarYear.objects.exclude(notice="").values_list("year", "notice"))
        rows += [
            Day(row.date, DayKind(row.kind), row.festival, row.year_id)
            for row in CalendarDay.objects.order_by("date")
        ]
    return calendar_of(rows, notices)


def calendar_of(rows: Iterable[Day], notices: dict[int, str]) -> WorkCalendar:
    rows = list(rows)
    off = [row for row in rows if row.kind is not DayKind.MAKE_UP]
    return WorkCalendar(
        holidays={row.date: row.festival for row in off},
        make_up={row.date: row.festival for row in rows if row.kind is DayKind.MAKE_UP},
        statutory=frozenset(row.date for row in off if row.kind is DayKind.STATUTORY),
        years=frozenset(row.year for row in rows),
        notices=notices,
    )


@cache
def shipped_days() -> tuple[Day, ...]:
    with (DATA / "calendar" / "days.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Day(
                day := date.fromisoformat(row["date"]),
                DayKind(row["kind"]),
                row["festival"],
                notice_year(day, row["festival"]),
            )
            for row in csv.DictReader(file)
        )


@cache
def shipped_notices() -> dict[int, str]:
    text = (DATA / "calendar" / "notices.toml").read_text(encoding="utf-8")
    return {int(year): number for year, number in tomllib.loads(text).items()}
