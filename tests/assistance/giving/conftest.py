"""A donor with a pledge that arrived, a family in need, and who works with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.assistance.giving import actions
from tests.assistance.desk.conftest import somebody
from tests.factories import HardshipFileFactory
from tests.funds.conftest import people
from tests.organisations.conftest import at_desk, city, neighbour, places, town, village

__all__ = ["at_desk", "city", "neighbour", "people", "places", "town", "village"]

TODAY = timezone.localdate()
WORDS = "周庄一位母亲和一名学生，医疗费用"


@pytest.fixture
def helper(city):
    return somebody(city, Role.ASSISTANCE_OFFICER, "帮示例")


@pytest.fixture
def leader(city):
    return somebody(city, Role.LEADER, "林导示")


@pytest.fixture
def donor(city, helper):
    return actions.add_donor(
        city, kind="organisation", name="江阴示例集团", contact="甄联系", phone="13800000007",
        email="gift@example.org", by=helper,
    )  # fmt: skip


def pledged(donor, by, amount_fen=300_000, **changes):
    facts = {"kind": "money", "due_on": TODAY + timedelta(days=30), **changes}
    return actions.pledge(donor, amount_fen=amount_fen, **facts, by=by)


@pytest.fixture
def pledge(donor, helper):
    return pledged(donor, helper)


@pytest.fixture
def file(village):
    return HardshipFileFactory(organisation=village)


def noted(organisation, by, **changes):
    facts = {"item": "medical", "amount_fen": 200_000, "words": WORDS, **changes}
    return actions.note_need(organisation, **facts, by=by)


@pytest.fixture
def need(city, file, helper):
    return noted(city, helper, file=file, about="孩子患白血病")


@pytest.fixture
def offered(need, helper):
    return actions.offer(
        actions.consent(need, who="甄困难", how="签署同意书", by=helper), by=helper
    )
