"""Tables going out: written in the background, covered, harmless, and gone after three days."""

import csv
import io
from datetime import timedelta

import pytest
import python_calamine
from django.urls import reverse
from django.utils import timezone

from niudai.access.permissions import Permission, Role
from niudai.audit.models import Entry
from niudai.kernel.masking import masked_phone
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer
from niudai.sheets import actions, exporting
from niudai.sheets.export_kinds import Asked, ExportKind
from niudai.sheets.models import Export
from tests.sheets.conftest import worked

HEAD = ["名称", "电话", "人数"]


def rows(asked: Asked):
    for each in Employer.objects.visible_to(asked.by).order_by("pk").iterator(chunk_size=500):
        phone = each.phone if asked.uncovered else masked_phone(each.phone)
        yield [each.name, phone, each.workers]


FIRMS = ExportKind(
    name="firms", label="单位名册", permission=Permission.EMPLOYER_VIEW, has_numbers=True,
    head=lambda _asked: HEAD, rows=rows,
    count=lambda asked: Employer.objects.visible_to(asked.by).count(),
)  # fmt: skip


@pytest.fixture(autouse=True)
def one_kind(monkeypatch):
    for module in ("niudai.sheets.exporting", "niudai.sheets.views.exports"):
        monkeypatch.setattr(f"{module}.export_kinds", lambda: {"firms": FIRMS})


@pytest.fixture
def firm(town):
    return Employer.objects.create(
        name="=HYPERLINK(1)", organisation=town, division=town.division, ownership="private",
        size="small", workers=12, phone="13800001234",
    )  # fmt: skip


def asked(by, **more) -> Export:
    return actions.ask_export(FIRMS, asked="", by=by, **more)


def table(job: Export) -> list:
    with job.file.open("rb") as content:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content.read()))
    return book.get_sheet_by_index(0).to_python()


def test_a_table_holds_what_the_person_may_see_with_numbers_covered(clerk, firm, neighbour):
    Employer.objects.create(
        name="别处", organisation=neighbour, division=neighbour.division, ownership="private",
        size="small",
    )  # fmt: skip

    job = worked(asked(clerk))

    assert (job.state, job.done) == ("done", 1)
    assert table(job) == [HEAD, ["'=HYPERLINK(1)", "138****1234", 12.0]]


def test_a_text_file_is_read_as_chinese_and_runs_no_formula(clerk, firm):
    job = worked(asked(clerk, format="csv"))

    with job.file.open("rb") as content:
        text = content.read().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [HEAD, ["'=HYPERLINK(1)", "138****1234", "12"]]


def test_numbers_leave_in_clear_only_for_a_reason_that_stands_in_the_log(clerk, firm):
    with pytest.raises(Refused, match="Say in a few words"):
        asked(clerk, uncovered=True)
    assert not Export.objects.exists()

    job = worked(asked(clerk, uncovered=True, reason="核对通讯录"))

    assert table(job)[1][1] == "13800001234"
    entry = Entry.objects.get(action="sheets.ask_export")
    assert (entry.changes["uncovered"], entry.personal["reason"]) == (True, "核对通讯录")


def test_nobody_without_the_permission_gets_numbers_in_clear(officer_of, town, firm):
    leader = officer_of(town, Role.LEADER)

    with pytest.raises(Refused, match="permission"):
        asked(leader, uncovered=True, reason="想看看")


def test_only_who_asked_takes_the_table_along(clerk, officer_of, town, firm):
    job = worked(asked(clerk))

    with pytest.raises(Refused, match="Only whoever asked"):
        actions.take_export(job, by=officer_of(town))
    assert actions.take_export(job, by=clerk) == job
    assert Entry.objects.filter(action="sheets.take_export").count() == 1


def test_a_table_expires_and_its_file_is_deleted(clerk, firm):
    job = worked(asked(clerk))
    name, storage = job.file.name, job.file.storage
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(Refused, match="expired"):
        actions.take_export(job, by=clerk)
    assert actions.delete_expired() == 1

    assert not storage.exists(name)


def test_the_file_lies_sealed_on_the_disk(clerk, firm):
    job = worked(asked(clerk, format="csv"))

    with open(job.file.path, "rb") as raw:  # noqa: PTH123
        assert b"HYPERLINK" not in raw.read()


def test_a_table_that_was_asked_for_no_longer_is_not_written(clerk, firm, monkeypatch):
    monkeypatch.setattr(exporting, "EVERY", 1)
    monkeypatch.setattr(
        exporting.Pulse, "stopped", property(lambda _self: True, lambda *_: None), raising=False
    )

    assert worked(asked(clerk)).state == "cancelled"
    assert not Export.objects.get().file


def test_whoever_lost_the_place_gets_no_table(clerk, firm):
    job = asked(clerk)
    job.appointment.until = "2020-12-31"
    job.appointment.save()

    job = worked(job)

    assert (job.state, job.file.name) == ("failed", "")


def test_a_table_is_asked_for_and_taken_on_the_pages(at_desk, town, firm):
    desk = at_desk(town, Role.TOWN_OFFICER)
    desk.post(reverse("export_new", args=["firms"]) + "?size=small", {"format": "xlsx"})
    job = Export.objects.get()
    assert job.asked == "size=small"
    worked(job)

    page = desk.get(reverse("exports")).content.decode()
    answer = desk.post(reverse("export_file", args=[job.pk]))

    assert "单位名册" in page
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert (
        at_desk(town, Role.TOWN_OFFICER).post(reverse("export_file", args=[job.pk])).status_code
        == 404
    )
