"""Sheets made on the spot, and the county they come into."""

import io

import pytest
import xlsxwriter
from django.core.files.base import ContentFile

from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.organisations.models import Organisation
from niudai.sheets import actions
from niudai.sheets.kinds import sheet_kinds
from niudai.sheets.models import Import
from niudai.sheets.performing import perform
from niudai.sheets.rowwise import RowEngine
from niudai.sheets.working import claim
from tests.factories import UserFactory
from tests.organisations.conftest import (
    at_desk,
    city,
    employer,
    neighbour,
    places,
    town,
    union,
    village,
)

__all__ = ["at_desk", "city", "employer", "neighbour", "places", "town", "union", "village"]

HEAD = ["单位名称", "统一社会信用代码", "所在地", "所有制", "规模", "职工人数", "联系电话"]
GOOD = ["江阴示例机械有限公司", "", "倪家巷村村委会", "民营", "中型", 120, "13800001234"]
WORKER = "here:1:1"


def book(rows, *, title=(), sheets=None, **more) -> bytes:
    """A workbook with these rows beneath each other; `sheets` adds more, name → rows."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True, **more})
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for name, each in {"名单": [*title, *rows], **(sheets or {})}.items():
        sheet = made.add_worksheet(name.removeprefix("-"))
        if name.startswith("-"):
            sheet.hide()
        for at, cells in enumerate(each):
            for column, cell in enumerate(cells):
                if hasattr(cell, "year"):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)
    made.close()
    return content.getvalue()


@pytest.fixture
def officer_of(db):
    """`officer_of(organisation)`: an actor with an appointment that a worker finds again."""

    def appointed(organisation: Organisation, role=Role.TOWN_OFFICER):
        held = Appointment.objects.create(
            user=UserFactory(), organisation=organisation, role=role, since="2020-01-01"
        )
        return held.actor()

    return appointed


@pytest.fixture
def clerk(officer_of, town):
    return officer_of(town)


@pytest.fixture
def batches_of_20(monkeypatch):
    """A sheet of fifty rows has three batches, as one of five hundred has otherwise."""
    monkeypatch.setattr(RowEngine, "batch_rows", 20)


@pytest.fixture
def brought(clerk, town):
    """`brought(rows)`: a file of employers that was looked at, columns to be confirmed."""

    def bring(
        rows=None, *, kind="employers", by=clerk, at=town, name="名单.xlsx", content=None, **more
    ):
        content = (
            book(rows if rows is not None else [HEAD, GOOD], **more) if content is None else content
        )
        job = actions.bring(
            ContentFile(content, name), kind=sheet_kinds()[kind], organisation=at, by=by
        )
        return worked(job)

    return bring


@pytest.fixture
def dry(brought, clerk):
    """`dry(rows)`: the same after its dry run."""

    def run(rows=None, *, by=clerk, **more):
        job = brought(rows, by=by, **more)
        assert job.state == "ready", job.message
        return worked(actions.confirm_columns(job, columns=job.columns, by=by))

    return run


@pytest.fixture
def taken(dry, clerk):
    """`taken(rows)`: the same after its real run."""

    def run(rows=None, *, by=clerk, **more):
        return worked(actions.start(dry(rows, by=by, **more), by=by))

    return run


def worked(job: Import) -> Import:
    """Do what a worker would do, here and now."""
    job = type(job).objects.get(pk=job.pk)
    assert claim(job, WORKER)
    perform(job)
    return type(job).objects.get(pk=job.pk)
