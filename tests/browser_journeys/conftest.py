"""The demo city behind the live program, and people who sign in to it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page

from niudai.access.permissions import Role
from niudai.organisations.models import Division, Employer
from tests.browser import AXE, page_of
from tests.browser_journeys.city import BACKEND, City
from tests.browser_journeys.people import at
from tests.browser_journeys.planting import populate
from tests.factories import (
    AppointmentFactory,
    BodyFactory,
    DivisionFactory,
    MediatorFactory,
    OrganisationFactory,
    UserFactory,
)

LOOKED_AT = "zh-CN"  # the language in which every page is looked at closely


@dataclass(slots=True)
class Planted:
    """A city and the database it lies in, once the first test has asked for it."""

    copy: sqlite3.Connection
    city: City | None = None


@pytest.fixture(scope="session")
def planted() -> Iterator[Planted]:
    """The city as it was planted first, with a copy of its database."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield Planted(copy)


@pytest.fixture
def city(transactional_db: None, planted: Planted) -> City:
    """The demo city with somebody in every seat: planted once, then copied into place."""
    if planted.city is None:
        planted.city = populate()
        connection.connection.backup(planted.copy)
    else:
        connection.ensure_connection()
        planted.copy.backup(connection.connection)
        ContentType.objects.clear_cache()
    return planted.city


@pytest.fixture
def complaints() -> list[str]:
    """What any browser complained of since it was last emptied."""
    return []


@pytest.fixture
def seat(
    browser: Browser, live_server: Any, city: City, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """`seat(who, language, width, height)`: one browser page for each person and language."""
    pages: dict[tuple[str, str], Page] = {}
    address = live_server.url
    with ExitStack() as stack:

        def page(who: str, language: str, width: int, height: int) -> Page:
            if (who, language) not in pages:
                opened = stack.enter_context(
                    page_of(browser, address, width, height, language=language, heard_by=complaints)
                )
                for name, morsel in city.clients[who].cookies.items():
                    cookie = {"name": name, "value": morsel.value, "url": address}
                    opened.context.add_cookies([cookie])
                if language == LOOKED_AT:
                    opened.context.add_init_script(path=AXE)  # sooner than anew on each page
                pages[who, language] = opened
            return pages[who, language]

        yield page


def session_of(user: Any) -> str:
    """A session of somebody who has signed in."""
    client = Client()
    client.force_login(user, BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """`sign_in(desk, appointment)`: whoever sat at this desk before has left."""

    def seated(page: Page, appointment: Any) -> None:
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        name, value = settings.SESSION_COOKIE_NAME, session_of(appointment.user)
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return seated


@pytest.fixture
def clock():
    with time_machine.travel(at("2026-09-14 09:31"), tick=True) as travelling:
        yield travelling


@pytest.fixture
def network(clock, live_server):
    """The city, a town and a village: a union, a body and an officer each."""
    county = DivisionFactory(code="320281000000", name="江阴市", level=Division.Level.COUNTY)
    place = DivisionFactory(code="320281102000", name="周庄镇", parent=county)
    hamlet = DivisionFactory(
        code="320281102201", name="示例村委会", level=Division.Level.VILLAGE, parent=place
    )
    city = OrganisationFactory(
        kind="federation",
        name="江阴市总工会",
        short_name="江阴市总工会",
        division=county,
        mark="澄",
    )
    town = OrganisationFactory(
        parent=city, name="周庄镇总工会", short_name="周庄镇总工会", division=place, mark="澄周"
    )
    village = OrganisationFactory(
        parent=town, kind="village", name="示例村联合工会", short_name="示例村", division=hamlet,
        mark="澄例",
    )  # fmt: skip
    BodyFactory(organisation=village, kind="village", name="示例村调解室")
    BodyFactory(organisation=town, kind="town", name="周庄镇示例调解中心")
    centre = BodyFactory(
        organisation=city,
        kind="city",
        name="江阴市示例联合调处中心",
        address="澄江街道示例路 12 号",
    )
    MediatorFactory(body=centre, name="贾样本", skills=["pay"])
    MediatorFactory(body=centre, name="易假名", skills=["contract"])
    Employer.objects.create(
        name="江阴示例纺织有限公司", organisation=village, division=hamlet, ownership="private",
        size="small", phone="13900000002",
    )  # fmt: skip
    seats = (
        ("village", "村示范", Role.VILLAGE_OFFICER, village),
        ("town", "艾测试", Role.TOWN_OFFICER, town),
        ("city", "艾市办", Role.RIGHTS_OFFICER, city),
    )
    return {
        username: AppointmentFactory(
            user=UserFactory(username=username, name=name), role=role, organisation=union
        )
        for username, name, role, union in seats
    }
