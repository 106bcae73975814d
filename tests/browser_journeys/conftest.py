"""The demo city behind the live program for a whole module, and people who sign in to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, TransactionTestCase
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import page_of
from tests.browser_journeys.city import BACKEND, City, populate


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: Any, scratch_folders: None, emptied_log: None
) -> Iterator[City]:
    """Built once: the pages of a module look at the same city and change nothing in it."""
    with django_db_blocker.unblock():
        try:
            yield populate()
        finally:
            TransactionTestCase()._fixture_teardown()


@pytest.fixture(scope="module")
def address(city: City) -> Iterator[str]:
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """What any browser of this module complained of since it was last emptied."""
    return []


@pytest.fixture(scope="module")
def seat(
    browser: Browser, address: str, city: City, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """`seat(who, language)`: one browser page for each person and language, kept for the module."""
    pages: dict[tuple[str, str], Page] = {}
    with ExitStack() as stack:

        def page(who: str, language: str) -> Page:
            if (who, language) not in pages:
                opened = stack.enter_context(
                    page_of(browser, address, 1280, 900, language=language, heard_by=complaints)
                )
                for name, morsel in city.clients[who].cookies.items():
                    cookie = {"name": name, "value": morsel.value, "url": address}
                    opened.context.add_cookies([cookie])
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
