"""A sheet of employers from the file to the register, and what comes back."""

import io

import pytest
import python_calamine
from django.db import connection

from niudai.audit.models import Entry
from niudai.organisations.models import Employer
from niudai.sheets.models import Batch, Line
from niudai.sheets.refused import write_refused
from tests.sheets.conftest import GOOD, HEAD

WRONG = ["江阴示例纺织有限公司", "91320281MA1TEST01T", "没有的村", "民营", "巨型", "很多", "12"]


def test_every_row_that_is_right_becomes_an_employer(taken, town):
    job = taken()

    firm = Employer.objects.get()
    assert (job.state, job.counts, job.done) == ("done", {"new": {"": 1}}, 1)
    assert (firm.name, firm.organisation, firm.workers) == (GOOD[0], town, 120)
    assert firm.phone == "13800001234"
    entry = Entry.objects.get(action="sheets.import")
    assert (entry.changes["new"], entry.changes["refused"]) == (1, 0)


def test_the_dry_run_counts_the_same_and_leaves_nothing(dry):
    job = dry([HEAD, GOOD, WRONG])

    assert job.counts == {"new": {"": 1}, "refused": {"size:unknown_code": 1}}
    assert not Employer.objects.exists()
    assert not Entry.objects.filter(action="organisations.add_employer").exists()


def test_every_faulty_cell_is_named_by_its_address(dry):
    dry([HEAD, GOOD, WRONG])

    faults = Line.objects.get().faults
    assert [fault[0] for fault in faults] == ["E3", "F3", "G3"]
    assert faults[1][3] == "Not a whole number from 0 to 10000000."


def test_what_an_action_refuses_names_the_row(dry):
    dry([HEAD, [*GOOD[:2], "没有的村", *GOOD[3:]]])

    (fault,) = Line.objects.get().faults
    assert fault[0] == "2"
    assert "没有的村" in fault[3]


def test_the_same_file_twice_changes_nothing(taken):
    taken()
    log = Entry.objects.filter(action__startswith="organisations.").count()

    again = taken()

    assert again.counts == {"same": {"": 1}}
    assert Employer.objects.count() == 1
    assert Entry.objects.filter(action__startswith="organisations.").count() == log


def test_a_changed_row_changes_the_record_and_remembers_what_was(taken):
    taken()
    job = taken([HEAD, [*GOOD[:5], 140, GOOD[6]]])

    assert job.counts == {"changed": {"": 1}}
    assert Employer.objects.get().workers == 140
    assert '"workers": 120' in Line.objects.get(of=job).before


def test_a_row_repeated_in_the_file_is_refused_with_the_first_ones_number(taken):
    job = taken([HEAD, GOOD, ["", *GOOD[1:]], GOOD])

    assert job.counts["refused"] == {"name:missing": 1, "repeated": 1}
    assert Line.objects.get(reason="repeated").faults[0][3] == "The same stands in row 2."


def test_empty_rows_are_passed_over(taken):
    job = taken([HEAD, GOOD, [None] * 7, [*GOOD[:1], "", "", "国有", "大", None, None]])

    assert sum(map(sum, (reasons.values() for reasons in job.counts.values()))) == 2


def test_refused_rows_come_back_as_the_same_sheet_with_the_reason_in_front(dry, tmp_path):
    job = dry([HEAD, GOOD, WRONG])

    assert write_refused(job, tmp_path / "back.xlsx") == 1

    content = io.BytesIO((tmp_path / "back.xlsx").read_bytes())
    head, row = (
        python_calamine.CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    )
    assert head == ["Why refused", "Row in the file", *HEAD]
    assert row[1:] == [3, *WRONG]
    assert row[0].startswith("E3 Size Not in the list. Possible: Large、Medium、Small、Micro.")


def test_a_refused_row_is_sealed_in_the_database(dry):
    dry([HEAD, WRONG])

    with connection.cursor() as cursor:
        cursor.execute("SELECT cells FROM sheets_line")
        assert "江阴" not in cursor.fetchone()[0]


def test_a_wrong_credit_code_needs_the_proof_in_the_same_row(taken):
    head = [*HEAD, "代码佐证"]
    job = taken([
        head,
        ["甲示例有限公司", "91320281MA1TEST01X", *GOOD[2:], ""],
        ["乙示例有限公司", "91320281MA1TEST02X", *GOOD[2:], "营业执照复印件"],
    ])  # fmt: skip

    assert job.counts == {"refused": {"refused": 1}, "new": {"": 1}}
    assert Employer.objects.get().credit_code_proof == "营业执照复印件"


@pytest.mark.usefixtures("batches_of_20")
@pytest.mark.parametrize("rows", [45, 41])
def test_a_long_sheet_is_kept_batch_by_batch(taken, rows):
    job = taken([HEAD, *([f"示例{n}有限公司", *GOOD[1:]] for n in range(rows))])

    assert job.count("new") == rows
    spans = list(Batch.objects.order_by("pk").values_list("first_row", "last_row"))
    assert spans == [(2, 21), (22, 41), (42, rows + 1)]
