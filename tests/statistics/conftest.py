"""The two enterprises of the membership tests, with employers and people counted."""

from datetime import date

import pytest

from niudai.access.actor import CLOCK
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.organisations.models import Employer
from tests.membership.conftest import (
    NUMBERS,
    at_desk,
    city,
    city_officer,
    mill,
    mill_officer,
    neighbour,
    places,
    town,
    town_officer,
    village,
    yard,
)

__all__ = [
    "at_desk", "city", "city_officer", "mill", "mill_officer", "neighbour", "places", "town",
    "town_officer", "village", "yard",
]  # fmt: skip


def employer(name, organisation, **facts):
    facts = {"ownership": "private", "size": "medium", "workers": 40, "industry": "17"} | facts
    return Employer.objects.create(
        name=name, organisation=organisation, division=organisation.division, **facts
    )


@pytest.fixture
def employers(mill, village, neighbour):
    """A mill with a union, a workshop too small to be obliged, a forge without a union."""
    return {
        "mill": employer("江阴示例纺织有限公司", mill, union=mill, workers=200),
        "workshop": employer("江阴样本作坊", village, workers=12, industry="33", size="micro"),
        "forge": employer("江阴假设锻造有限公司", neighbour, workers=90, industry="33"),
    }


@pytest.fixture
def members(mill):
    people = [
        actions.enter_person(
            PersonFacts(name="甄示例", number=number, phone="13800001234", nation="01"),
            organisation=mill, by=CLOCK,
        )
        for number in NUMBERS[:2]
    ]  # fmt: skip
    for person in people:
        actions.join(person, organisation=mill, on=date(2024, 3, 1), by=CLOCK)
    return people
