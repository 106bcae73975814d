"""A household whose next step is the visit, and the officer who goes there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from tests.assistance.hardship.conftest import (
    agreed,
    at_desk,
    begun,
    city,
    employer,
    filled,
    neighbour,
    people,
    places,
    town,
    union,
    village,
)
from tests.factories import AppointmentFactory, UserFactory

__all__ = [
    "at_desk", "city", "employer", "neighbour", "people", "places", "town", "union", "village",
]  # fmt: skip


def waiting(village, people, **changes):
    """Taken up at the unit: two people visit next."""
    file = begun(village, people, **changes)
    filled(file, people.unit)
    agreed(file, people.unit)
    file.refresh_from_db()
    file = actions.submit(file, by=people.unit)
    return actions.accept(file, opinion="材料齐全", by=people.unit)


@pytest.fixture
def file(village, people):
    return waiting(village, people)


@pytest.fixture
def appointment(village):
    user = UserFactory(username="visitor", name="访示例")
    return AppointmentFactory(user=user, organisation=village, role=Role.VILLAGE_OFFICER)


@pytest.fixture
def visitor(appointment):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(appointment.user)
    return browser


def survey(**changes):
    """The form as it is posted, signed on paper."""
    today = timezone.localdate()
    return {
        "client_id": str(uuid4()), "visited_on": (today - timedelta(days=0)).isoformat(),
        "first_surveyor": "访示例", "second_surveyor": "陪示例", "spoken_with": "甄困难本人",
        "present": "as_declared", "housing": "rent", "floor_area": "50", "state": "simple",
        "appliances": ["fridge", "washing"], "illness": "seen", "school": "seen", "work": "told",
        "income": "seen", "neighbours": "邻居说属实", "result": "fits", "conclusion": "情况属实",
        "on_paper": "on", **changes,
    }  # fmt: skip
