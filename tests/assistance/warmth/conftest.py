"""A winter campaign of the city with goods, a share of a town, and who works at it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.assistance.warmth import actions
from tests.assistance.desk.conftest import somebody
from tests.factories import HardshipFileFactory
from tests.funds.conftest import People, opened, people
from tests.organisations.conftest import at_desk, city, employer, neighbour, places, town, village

__all__ = ["at_desk", "city", "employer", "neighbour", "people", "places", "town", "village"]

TODAY = timezone.localdate()


@pytest.fixture
def helper(city):
    return somebody(city, Role.ASSISTANCE_OFFICER, "帮示例")


@pytest.fixture
def leader(city):
    return somebody(city, Role.LEADER, "林导示")


@pytest.fixture
def clerk(town):
    return somebody(town)


@pytest.fixture
def campaign(city, helper):
    return actions.plan(
        city, kind="warmth", name="元旦春节送温暖", since=TODAY - timedelta(days=5),
        until=TODAY + timedelta(days=40), by=helper,
    )  # fmt: skip


@pytest.fixture
def quilts(campaign, helper):
    return actions.receive_goods(
        campaign, name="棉被", unit="床", count=10, price_fen=12_000, document="送货单1",
        giver="示例公益基金会", by=helper,
    )  # fmt: skip


@pytest.fixture
def running(campaign, quilts, helper):
    return actions.start(campaign, by=helper)


@pytest.fixture
def file(village):
    return HardshipFileFactory(organisation=village)


@pytest.fixture
def target(running, quilts, file, clerk):
    actions.pick_households(running, [file], money_fen=100_000, goods=quilts, count=2, by=clerk)
    return running.targets.get()


@pytest.fixture
def source(city):
    return opened(city, People())
