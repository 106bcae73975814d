"""One person, several posts: acting from one of them at a time, and never from another's."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from niudai.access.middleware import APPOINTMENT
from niudai.access.permissions import Role
from tests.factories import AppointmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(city, people):
    """The town officer also sits in the village."""
    return AppointmentFactory(
        user=people.town.user, role=Role.VILLAGE_OFFICER, organisation=city.village
    )


def acting_for(browser):
    return browser.get("/office/").context["request"].actor


def test_without_a_choice_one_acts_from_the_first_appointment(people, second, as_):
    assert acting_for(as_(people.town)).appointment_id == people.town.pk


def test_one_switches_to_another_of_ones_own_appointments(people, second, as_):
    browser = as_(people.town)
    assert browser.post("/accounts/place/", {"appointment": second.pk}).url == "/office/"
    actor = acting_for(browser)
    assert (actor.appointment_id, actor.role) == (second.pk, Role.VILLAGE_OFFICER)


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "１２"])
def test_nonsense_is_not_found(people, as_, asked):
    assert as_(people.town).post("/accounts/place/", {"appointment": asked}).status_code == 404


def test_someone_elses_appointment_is_not_found_and_changes_nothing(people, second, as_):
    browser = as_(people.town)
    answer = browser.post("/accounts/place/", {"appointment": people.neighbour.pk})
    assert answer.status_code == 404
    assert acting_for(browser).appointment_id == people.town.pk


def test_an_appointment_that_has_ended_is_not_found(people, second, as_):
    second.until = timezone.localdate() - timedelta(days=1)
    second.save()
    assert as_(people.town).post("/accounts/place/", {"appointment": second.pk}).status_code == 404


def test_a_choice_put_into_the_session_by_force_gives_no_more_than_ones_own(people, as_):
    browser = as_(people.town)
    session = browser.session
    session[APPOINTMENT] = people.rights.pk
    session.save()
    assert acting_for(browser).appointment_id == people.town.pk


def test_an_appointment_that_ends_overnight_ends_the_chosen_place(people, second, as_):
    browser = as_(people.town)
    browser.post("/accounts/place/", {"appointment": second.pk})
    second.until = timezone.localdate() - timedelta(days=1)
    second.save()
    assert acting_for(browser).appointment_id == people.town.pk


def test_switching_by_a_link_is_not_possible(people, second, as_):
    browser = as_(people.town)
    assert browser.get("/accounts/place/", {"appointment": second.pk}).status_code == 405


def menu(browser):
    page = browser.get("/office/")
    addresses = re.findall(r'class="nav-link" href="([^"]+)"', page.content.decode())
    return {resolve(address).url_name for address in addresses}


def test_the_menu_follows_the_post_at_once(people, second, as_):
    """It is made once for each set of permissions; whose it is, is asked at every page."""
    browser, auditor = as_(people.town), as_(people.town)
    assert {"people", "disputes"} <= menu(browser)
    assert "log" not in menu(browser)

    held = people.town
    held.role = Role.AUDITOR
    held.save()
    assert "log" in menu(browser)
    assert "letter_templates" not in menu(auditor)

    held.until = timezone.localdate() - timedelta(days=1)
    held.save()
    assert "log" not in menu(browser)  # the second post is the only one left
    assert acting_for(browser).appointment_id == second.pk


def test_the_open_page_is_marked_in_the_menu(people, as_):
    page = as_(people.town).get("/office/people/")
    here = re.findall(r'href="([^"]+)" aria-current="page"', page.content.decode())
    assert here == ["/office/people/"]


def test_a_page_asks_once_who_acts(people, second, as_):
    browser = as_(people.town)
    browser.get("/office/search/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/office/search/")
    tables = [question["sql"].partition('FROM "')[2].partition('"')[0] for question in asked]
    assert tables == ["django_session", "access_user", "access_appointment", "notices_notice"]
