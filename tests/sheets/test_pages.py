"""The pages of sheets, from choosing a file to taking the refused rows along."""

import io
import re

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.organisations.models import Employer
from niudai.sheets.models import Import
from tests.sheets.conftest import GOOD, HEAD, book, worked

WRONG = ["江阴另一示例有限公司", "", "", "民营", "巨型", "", ""]


@pytest.fixture
def desk(at_desk, town):
    return at_desk(town, Role.TOWN_OFFICER)


def upload(browser: Client, content: bytes, **more) -> Import:
    file = SimpleUploadedFile("名单.xlsx", content)
    answer = browser.post(
        reverse("import_new"),
        {"kind": "employers", "organisation": "周庄镇总工会", "file": file, **more},
    )
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk")


def fields(page: str) -> dict[str, str]:
    return {
        name: found[1] if (found := re.search(r'value="([^"]*)" selected', options)) else ""
        for name, options in re.findall(r'<select name="(c\d+)"(.*?)</select>', page, re.S)
    }


def test_a_file_goes_from_the_desk_into_the_register(desk, town):
    job = upload(desk, book([HEAD, GOOD, WRONG]))
    assert "The file is looked at" in desk.get(job.get_absolute_url()).content.decode()

    worked(job)
    page = desk.get(job.get_absolute_url()).content.decode()
    assert fields(page)["c0"] == "name"
    assert "江阴示例机械有限公司" in page
    assert "138****1234" in page
    assert "13800001234" not in page

    desk.post(reverse("import_columns", args=[job.pk]), fields(page))
    worked(job)
    page = desk.get(job.get_absolute_url()).content.decode()
    assert "What would happen" in page
    assert "E3" in page
    assert not Employer.objects.exists()

    desk.post(reverse("import_start", args=[job.pk]))
    worked(job)
    assert "What happened" in desk.get(job.get_absolute_url()).content.decode()
    assert Employer.objects.get().organisation == town


def test_what_one_calls_a_heading_is_kept_for_the_next_file(desk):
    rows = [["厂名", "所有制", "规模"], ["示例厂", "民营", "小"]]
    job = worked(upload(desk, book(rows)))
    page = desk.get(job.get_absolute_url()).content.decode()
    assert fields(page)["c0"] == ""
    refused = desk.post(reverse("import_columns", args=[job.pk]), fields(page)).content.decode()
    assert "These columns are needed: Full name." in refused

    desk.post(reverse("import_columns", args=[job.pk]), {**fields(page), "c0": "name"})
    again = worked(upload(desk, book(rows)))

    assert fields(desk.get(again.get_absolute_url()).content.decode())["c0"] == "name"


def test_the_refused_rows_are_taken_along_and_the_log_says_by_whom(desk):
    job = worked(upload(desk, book([HEAD, WRONG])))
    page = desk.get(job.get_absolute_url()).content.decode()
    desk.post(reverse("import_columns", args=[job.pk]), fields(page))
    worked(job)

    answer = desk.post(reverse("import_refused", args=[job.pk]))

    content = io.BytesIO(b"".join(answer.streaming_content))
    rows = python_calamine.CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    assert rows[1][2] == WRONG[0]
    assert Entry.objects.filter(action="sheets.take_refused").count() == 1


def test_a_closed_browser_finds_the_progress_again(desk):
    job = upload(desk, book([HEAD, GOOD]))
    Import.objects.filter(pk=job.pk).update(
        state="running", worker="a:1:", total=700_000, done=350_000
    )

    page = desk.get(job.get_absolute_url(), headers={"hx-request": "true"}).content.decode()

    assert "350,000 of 700,000 rows" in page
    assert 'value="50"' in page


def test_the_page_asks_no_more_when_it_is_over(desk):
    job = worked(upload(desk, book([HEAD, GOOD])))

    answer = desk.get(job.get_absolute_url(), headers={"hx-request": "true"})

    assert answer.headers["HX-Refresh"] == "true"


def test_a_neighbouring_town_sees_no_import_of_this_one(desk, at_desk, neighbour):
    job = upload(desk, book([HEAD, GOOD]))
    stranger = at_desk(neighbour, Role.TOWN_OFFICER)

    assert stranger.get(job.get_absolute_url()).status_code == 404
    assert stranger.post(reverse("import_start", args=[job.pk])).status_code == 404
    assert "名单" not in stranger.get(reverse("imports")).content.decode()


def test_nobody_brings_a_sheet_into_another_town(at_desk, town, neighbour):
    stranger = at_desk(neighbour, Role.TOWN_OFFICER)
    file = SimpleUploadedFile("名单.xlsx", book([HEAD, GOOD]))

    page = stranger.post(
        reverse("import_new"), {"kind": "employers", "organisation": town.name, "file": file}
    )

    assert "No union is called so here" in page.content.decode()
    assert not Import.objects.exists()


def test_a_template_names_every_column_and_explains_it(desk):
    answer = desk.get(reverse("sheet_template", args=["employers"]))

    content = io.BytesIO(b"".join(answer.streaming_content))
    made = python_calamine.CalamineWorkbook.from_filelike(content)
    assert made.get_sheet_by_index(0).to_python()[0][:2] == ["单位名称", "统一社会信用代码"]
    assert ["单位名称", "yes"] in [row[:2] for row in made.get_sheet_by_index(1).to_python()]


def test_a_filled_template_is_read_without_a_question(desk):
    job = worked(upload(desk, book([HEAD, GOOD])))

    assert set(job.columns) >= {"name", "ownership", "size", "workers", "phone"}
