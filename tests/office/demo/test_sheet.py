"""The invented people as a sheet: the members' headings, and faults in known number."""

import csv
import json
from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from niudai.membership.sheets import MEMBERS
from niudai.office.demo.scale import FULL, TOWN
from niudai.office.demo.sheet import COLUMNS, FAULTS, SheetRoster, headings, write_sheet
from niudai.sheets.kinds import Wrong

TODAY = date(2026, 11, 23)
ROWS = 3000
CHECKS = {column.name: column.check for column in MEMBERS.columns}
# What only the import as a whole can see.
BEYOND_A_CELL = {"sex:differs", "unit:unknown_unit", "number:wrong_number"}


@pytest.fixture(scope="module")
def roster():
    return SheetRoster(TOWN, ROWS, 7, TODAY)


@pytest.fixture(scope="module")
def rows(roster):
    return list(roster)


def faults_of(row):
    for name, cell in zip(COLUMNS, row, strict=True):
        if cell == "":
            if name in {"name", "number"}:
                yield f"{name}:missing"
            continue
        try:
            CHECKS[name](cell)
        except Wrong as wrong:
            yield f"{name}:{wrong.reason}"


def test_two_rows_in_a_hundred_are_faulty_and_three_bring_somebody_again(roster, rows):
    assert len(rows) == ROWS
    assert sum(roster.counts[fault] for fault in FAULTS) == ROWS * 2 // 100
    again = sum(roster.counts[kind] for kind in ("repeated", "same_number", "old_number"))
    assert again == ROWS * 3 // 100
    assert sum(roster.expected().values()) == ROWS


def test_the_checks_of_the_columns_refuse_the_planted_cells_and_no_other(roster, rows):
    found = Counter(
        fault for row in rows for fault in faults_of(row) if "wrong_number" not in fault
    )
    planted = {
        fault: roster.counts[fault]
        for fault in FAULTS
        if fault not in BEYOND_A_CELL and fault != "number:wrong_number"
    }
    assert found == planted


def test_a_repeated_row_is_the_same_row_and_a_second_unit_is_another(roster, rows):
    for pair in roster.roster.pairs:
        first, second = rows[pair.first], rows[pair.second]
        if pair.kind == "repeated":
            assert first == second
        else:
            assert first[COLUMNS.index("unit")] != second[COLUMNS.index("unit")]
            assert first[0] == second[0]
        if pair.kind == "old_number":
            number = first[COLUMNS.index("number")]
            assert second[COLUMNS.index("number")] == number[:6] + number[8:17]


def test_the_same_seed_writes_the_same_rows(rows):
    assert list(SheetRoster(TOWN, ROWS, 7, TODAY)) == rows
    assert list(SheetRoster(TOWN, ROWS, 8, TODAY)) != rows


def test_the_full_city_spreads_over_every_town_and_all_its_unions():
    roster = SheetRoster(FULL, 70_000, 7, TODAY)
    assert len(roster.units) == FULL.unions
    assert len({seat.town for seat in roster.roster.seats}) == 17
    assert roster.roster.total == 70_000


def test_a_workbook_holds_what_was_planted_with_numbers_as_text(tmp_path, roster, rows):
    path = tmp_path / "roster.xlsx"
    assert list(write_sheet(path, roster))[-1] == ROWS
    cells = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert cells[0] == headings()
    assert cells[1:] == rows
    numbers = [row[COLUMNS.index("number")] for row in cells[1:]]
    assert (
        sum(isinstance(number, float) for number in numbers) == roster.counts["number:digits_lost"]
    )


def test_a_text_file_opens_in_office_programs_and_holds_the_same(tmp_path):
    path = tmp_path / "roster.csv"
    said = []
    call_command("seed_city", "--sheet", str(path), "--rows", "500", "--json", stdout=Lines(said))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == headings()
    counts = json.loads("".join(said))
    assert len(rows) - 1 == counts["rows"] == 500
    assert "number:digits_lost" not in counts["planted"]
    assert sum(counts["expected"].values()) == 500


@pytest.mark.parametrize("words", [("roster.pdf",), ("roster.xlsx", "--scale", "demo")])
def test_another_kind_of_file_is_not_written(tmp_path, words):
    name, *rest = words
    with pytest.raises(CommandError, match=r"xlsx or \.csv"):
        call_command("seed_city", "--sheet", str(tmp_path / name), *rest)
    assert not list(tmp_path.iterdir())


class Lines:
    def __init__(self, kept):
        self.write = kept.append
