"""Two enterprises in two towns, and people who work there. Everyone is invented."""

from datetime import date

import pytest

from niudai.access.permissions import Role
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from tests.organisations.conftest import (
    K,
    actor_at,
    at_desk,
    city,
    city_officer,
    neighbour,
    places,
    town,
    town_officer,
    unit,
    village,
)

__all__ = [
    "at_desk", "city", "city_officer", "neighbour", "places", "town", "town_officer", "village",
]  # fmt: skip

NUMBERS = ["320281199003074510", "320281198511200021", "320281201206150034"]


@pytest.fixture
def mill(village):
    return unit("0001.0001.0001.0001.", K.ENTERPRISE, "示例纺织工会", "320281108200", village)


@pytest.fixture
def yard(neighbour):
    return unit("0001.0002.0001.", K.ENTERPRISE, "样本造船工会", "320281107200", neighbour)


@pytest.fixture
def mill_officer(mill):
    return actor_at(mill.path, Role.VILLAGE_OFFICER, "贾样本")


@pytest.fixture
def yard_officer(yard):
    return actor_at(yard.path, Role.VILLAGE_OFFICER, "易假名")


@pytest.fixture
def person(mill, mill_officer):
    facts = PersonFacts(name="甄示例", number=NUMBERS[0], phone="13800001234")
    return actions.enter_person(facts, organisation=mill, by=mill_officer)


@pytest.fixture
def member(person, mill, mill_officer):
    actions.join(person, organisation=mill, on=date(2024, 3, 1), by=mill_officer)
    person.refresh_from_db()
    return person
