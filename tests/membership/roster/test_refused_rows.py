"""Rows that are not taken: each cell named, nothing left behind."""

import pytest

from niudai.membership.models import Person
from niudai.organisations.models import Employer, Organisation
from tests.factories import OrganisationFactory
from tests.membership.roster.conftest import FIRST, SECOND, row, taken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": ""}, "name:missing"),
        ({"name": "3号"}, "name:not_a_name"),
        ({"number": None}, "number:missing"),
        ({"number": "320281199003074511"}, "number:wrong_number"),
        ({"number": "320281197802290018"}, "number:wrong_number"),
        ({"number": 3.2028119900307e17}, "number:digits_lost"),
        ({"number": "320281201903074516"}, "number:impossible"),
        ({"born_on": "1990-03-08"}, "born_on:differs"),
        ({"born_on": "1990-02-30"}, "born_on:not_a_date"),
        ({"sex": "女"}, "sex:differs"),
        ({"phone": "1380000000"}, "phone:wrong_phone"),
        ({"nation": "火星族"}, "nation:unknown_code"),
        ({"joined_on": "2098-01-01"}, "joined_on:future"),
        ({"joined_on": "1980-01-01"}, "joined_on:impossible"),
        ({"card": "12"}, "card:wrong_card"),
        ({"migrant": "也许"}, "migrant:not_yes_or_no"),
        ({"unit": "江阴查无此厂有限公司"}, "unit:unknown_unit"),
        ({"credit_code": "91320281MA0TXT125F"}, "credit_code:unknown_unit"),
        ({"document": "护照", "number": "E1"}, "number:wrong_number"),
        ({"number": "320281901399451"}, "number:wrong_number"),
    ],
)
def test_a_wrong_cell_refuses_the_row_and_leaves_nothing(union, changes, reason):
    done = taken(union, row(**changes), row("单样本", SECOND))
    assert done.reasons == {("refused", reason): 1, ("new", ""): 1}
    assert Person.objects.get().name == "单样本"
    [line] = done.lines
    assert line.row == 2 and line.cells and line.faults[0].sentence
    assert FIRST not in line.faults[0].sentence


def test_every_wrong_cell_of_a_row_is_named(union):
    done = taken(union, row(name="", phone="1", sex="女", education="不详"))
    assert [fault.column for fault in done.lines[0].faults] == [
        "name", "education", "phone", "sex",
    ]  # fmt: skip
    assert done.counts == {"refused": 1}


def test_a_unit_is_found_by_its_code_its_union_and_its_employer(town, union, other_union):
    Employer.objects.create(
        name="江阴示例纺织有限公司", credit_code="91320281MA0TXT1202", organisation=union,
        union=union, division=union.division, ownership="private", size="small",
    )  # fmt: skip
    rows = [
        row("甄甲", FIRST, unit="江阴示例纺织有限公司"),
        row("甄乙", SECOND, credit_code="91320281MA0TXT1202", unit="随便什么名字"),
        row("甄丙", "11010519491231002X", unit=" 样本机械工会 "),
        row("甄丁", "440524188001010014", unit=""),
    ]
    assert taken(town, *rows).counts == {"new": 3, "refused": 1}
    assert set(Person.objects.values_list("name", "organisation")) == {
        ("甄甲", union.pk), ("甄乙", union.pk), ("甄丙", other_union.pk),
    }  # fmt: skip


def test_a_unit_outside_is_as_unknown_as_none(union, other_union):
    done = taken(union, row(unit=other_union.name))
    assert done.reasons == {("refused", "unit:unknown_unit"): 1}
    assert not Person.objects.exists()


def test_two_units_of_one_name_are_told_apart_by_the_code_only(town, union):
    OrganisationFactory(parent=town, kind="enterprise", name=union.name, short_name="又一个")
    done = taken(town, row(unit=union.name))
    assert done.reasons == {("refused", "unit:several_units"): 1}


def test_a_dissolved_unit_takes_nobody(town, union):
    Organisation.objects.filter(pk=union.pk).update(
        status=Organisation.Status.DISSOLVED, dissolved_on="2026-01-01"
    )
    done = taken(town, row(unit=union.name))
    assert done.reasons == {("refused", "unit:dissolved_unit"): 1}
    assert not Person.objects.exists()
