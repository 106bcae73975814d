"""A county, its desks, and the people behind them."""

import pytest

from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from niudai.assistance.desk import actions
from niudai.organisations.models import ServiceSite
from tests.organisations.conftest import at_desk, city, neighbour, places, town, village

__all__ = ["at_desk", "city", "neighbour", "places", "town", "village"]


def somebody(organisation, role=Role.TOWN_OFFICER, name="艾测试"):
    """The actor of somebody appointed there."""
    user = User.objects.create(username=f"d{User.objects.count()}", name=name)
    return Appointment.objects.create(
        user=user, organisation=organisation, role=role, since="2020-01-01"
    ).actor()


def site_at(organisation, name="示例职工服务站", kind="station"):
    return ServiceSite.objects.create(
        organisation=organisation, name=name, kind=kind, address="示例路1号", hours="9-17"
    )


@pytest.fixture
def clerk(town):
    return somebody(town)


@pytest.fixture
def colleague(town):
    return somebody(town, name="贾样本")


@pytest.fixture
def station(town):
    return site_at(town)


@pytest.fixture
def centre(city):
    return site_at(city, "江阴市职工服务中心", "centre")


def received(site, by, **changes):
    facts = {
        "matter": "hardship", "name": "甄来访", "phone": "13800000001",
        "words": "孩子生病，家里困难", **changes,
    }  # fmt: skip
    return actions.receive(site, **facts, by=by)
