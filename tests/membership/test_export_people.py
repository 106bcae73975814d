"""The list of people as a table: what the filters show, covered, harmless, Chinese."""

import io

import pytest
import python_calamine
from django.utils import translation

from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.membership.exports import PEOPLE
from niudai.sheets.actions import ask_export
from tests.factories import UserFactory
from tests.membership.conftest import NUMBERS
from tests.sheets.conftest import worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk_at(db):
    """`clerk_at(organisation)`: an actor whose appointment a worker finds again."""

    def appointed(organisation, role=Role.VILLAGE_OFFICER):
        held = Appointment.objects.create(
            user=UserFactory(), organisation=organisation, role=role, since="2020-01-01"
        )
        return held.actor()

    return appointed


def table(by, asked="", **more):
    """The rows as dictionaries by heading."""
    with translation.override("zh-hans"):
        job = worked(ask_export(PEOPLE, asked=asked, by=by, **more))
    assert job.state == "done", job.message
    with job.file.open("rb") as content:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content.read()))
    head, *rows = book.get_sheet_by_index(0).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_numbers_leave_covered_and_codes_as_words(member, mill, clerk_at):
    (row,) = table(clerk_at(mill))
    assert row["姓名"] == "甄示例"
    assert row["身份证号"] == "3202**********4510"
    assert row["电话"] == "138****1234"
    assert row["所属工会"] == "示例纺织工会"
    assert row["会籍状态"] == "工会会员"
    assert str(row["本会会员起始"]) == "2024-03-01"
    assert not {"地址", "健康与残疾情况"} & set(row)


def test_in_clear_they_leave_for_a_reason_that_stands_in_the_log(member, mill, clerk_at):
    by = clerk_at(mill)
    with pytest.raises(Refused, match="Say in a few words"):
        ask_export(PEOPLE, asked="", by=by, uncovered=True)
    (row,) = table(by, uncovered=True, reason="核对名册")
    assert (row["身份证号"], row["电话"]) == (NUMBERS[0], "13800001234")
    entry = Entry.objects.get(action="sheets.ask_export")
    assert entry.personal["reason"] == "核对名册"


def test_health_leaves_with_those_alone_whom_it_concerns(member, mill, city, clerk_at):
    member.health = "听力残疾"
    member.save()
    (row,) = table(clerk_at(mill), uncovered=True, reason="核对名册")
    assert "听力残疾" not in row.values()
    (row,) = table(clerk_at(city, Role.ORGANISATION_OFFICER), uncovered=True, reason="困难帮扶")
    assert row["健康与残疾情况"] == "听力残疾"


def test_the_filters_of_the_list_decide_what_leaves(member, mill, mill_officer, clerk_at):
    other = PersonFacts(name="艾骑手", number=NUMBERS[1], trade="courier", migrant=True)
    actions.enter_person(other, organisation=mill, by=mill_officer)
    by = clerk_at(mill)
    assert [row["姓名"] for row in table(by, "trade=any")] == ["艾骑手"]
    assert [row["姓名"] for row in table(by, "q=zhen&after=xyz")] == ["甄示例"]
    assert [row["姓名"] for row in table(by)] == ["甄示例", "艾骑手"]


def test_nobody_of_another_place_leaves_whatever_is_asked(member, yard, mill, clerk_at):
    by = clerk_at(yard)
    for asked in ("", f"under={mill.pk}", f"q={NUMBERS[0]}", "q=1234", "q=甄", "standing=active"):
        assert table(by, asked) == []


def test_a_name_that_would_be_computed_is_text(mill, mill_officer, clerk_at):
    actions.enter_person(PersonFacts(name="=1+1"), organisation=mill, by=mill_officer)
    (row,) = table(clerk_at(mill))
    assert row["姓名"] == "'=1+1"
