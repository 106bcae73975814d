"""`niudai roster import`: the same from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer
from niudai.sheets import refused
from niudai.sheets.models import Import
from niudai.sheets.naming import unit_called
from tests.sheets.conftest import GOOD, HEAD, book

WRONG = ["", *GOOD[1:]]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(book([HEAD, GOOD, WRONG]))
    return path


def roster(file, *words, kind="employers") -> None:
    call_command(
        "roster", "import", str(file), "--organisation", "320281108000", "--kind", kind, *words
    )


def test_a_file_is_imported_and_counted_by_outcome_and_reason(town, file, capsys):
    roster(file, "--json")

    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"new": 1, "changed": 0, "same": 0, "pair": 0, "refused": 1}
    assert said["reasons"] == {"new": {"": 1}, "refused": {"name:missing": 1}}
    assert (said["state"], said["dry_run"], said["rows"]) == ("done", False, 2)
    assert Employer.objects.get().organisation == town
    assert "command line" in Entry.objects.get(action="sheets.import").actor


def test_the_dry_run_changes_nothing_and_the_refused_rows_are_written(town, file, tmp_path, capsys):
    out = tmp_path / "back.xlsx"
    roster(file, "--dry-run", "--refused", str(out))

    text = capsys.readouterr().out
    assert "dry run" in text
    assert "Full name: missing" in text
    assert out.read_bytes()[:2] == b"PK"
    assert not Employer.objects.exists()


def test_refused_rows_are_written_while_a_long_roster_goes_in(
    transactional_db, town, file, tmp_path, monkeypatch
):
    monkeypatch.setattr(refused, "write_refused", None)  # only for what was not followed
    out = tmp_path / "back.xlsx"
    roster(file, "--refused", str(out))

    with CalamineWorkbook.from_path(out) as workbook:
        head, row = workbook.get_sheet_by_index(0).to_python()
    assert head[2:] == HEAD
    assert (row[1], row[3:5]) == (3, GOOD[1:3])
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_where_nothing_is_refused_no_file_is_written(town, tmp_path):
    path, out = tmp_path / "名单.xlsx", tmp_path / "back.xlsx"
    path.write_bytes(book([HEAD, GOOD]))
    roster(path, "--refused", str(out))
    assert not out.exists()


def test_refused_rows_need_a_folder_before_anything_is_brought_in(town, file, tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        roster(file, "--refused", str(tmp_path / "nowhere" / "back.xlsx"))
    assert not Import.objects.exists()


def test_a_file_without_the_needed_columns_ends_with_a_sentence_and_not_zero(town, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("单位名称,职工人数\n甲,1\n", encoding="gb18030")

    with pytest.raises(Refused, match="These columns are needed: Ownership、Size"):
        roster(path)
    assert not Employer.objects.exists()


def test_a_file_that_is_no_sheet_ends_not_zero(town, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"PK\x03\x04...")

    with pytest.raises(CommandError, match="damaged"):
        roster(path)
    assert Import.objects.get().state == "failed"


def test_an_unknown_kind_is_said_before_the_file_is_kept(town, file):
    with pytest.raises(CommandError, match="There is no kind"):
        roster(file, kind="cats")
    assert not Import.objects.exists()


def test_a_union_is_called_by_its_place_its_path_or_its_employers_code(
    town, union, employer, village
):
    assert unit_called("320281108000") == town
    assert unit_called("320281108200") == village
    assert unit_called(union.path) == union
    assert unit_called(employer.credit_code) == village
    with pytest.raises(Refused, match="There is no union"):
        unit_called("330000")
