"""A session ends: after a working day, an idle hour, from elsewhere, or by an administrator."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from niudai.audit.models import Entry
from niudai.organisations.actions.accounts import sign_out_everywhere
from tests.access.conftest import sign_in

pytestmark = pytest.mark.django_db


def test_an_hour_without_a_question_ends_it_and_the_page_says_why(client, people):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, people.town.user)
        client.get("/office/")
        clock.shift(timedelta(minutes=59))
        assert client.get("/office/").status_code == 200
        clock.shift(timedelta(minutes=60))
        assert (
            client.get("/office/search/?q=a").url
            == "/accounts/login/?next=%2Foffice%2Fsearch%2F%3Fq%3Da"
        )
        assert "note" in client.get("/accounts/login/").content.decode()
        assert client.get("/office/").status_code == 302
    assert Entry.objects.filter(action="access.signed_out").count() == 1


def test_a_working_day_ends_it_however_busy_it_was(client, people):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, people.town.user)
        client.get("/office/")
        for _ in range(15):
            clock.shift(timedelta(minutes=31))
            assert client.get("/office/").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get("/office/").url.startswith("/accounts/login/")


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, people):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, people.town.user)
        client.get("/office/")
        clock.shift(timedelta(hours=2))
        answer = client.get("/office/", headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == "/accounts/login/"


def test_ones_own_sign_ins_are_listed_with_address_and_browser(people):
    desk = Client(headers={"user-agent": "Desk/1.0"})
    phone = Client(headers={"user-agent": "Phone/1.0"}, REMOTE_ADDR="10.9.8.7")
    for browser in (desk, phone):
        sign_in(browser, people.town.user)
        browser.get("/office/")
    page = desk.get("/accounts/sign-ins/").content.decode()
    assert "Desk/1.0" in page
    assert "Phone/1.0" in page
    assert "10.9.8.7" in page


def test_signing_out_everywhere_else_leaves_this_one_open(people):
    here, there = Client(), Client()
    for browser in (here, there):
        sign_in(browser, people.town.user)
        browser.get("/office/")
    here.post("/accounts/sign-ins/")
    assert here.get("/office/").status_code == 200
    assert there.get("/office/").status_code == 302
    assert Entry.objects.filter(action="access.signed_out_elsewhere").count() == 1


def test_nobody_sees_the_sign_ins_of_others(people):
    mine, other = Client(), Client(headers={"user-agent": "Stranger/9"})
    sign_in(mine, people.town.user)
    sign_in(other, people.neighbour.user)
    assert "Stranger/9" not in mine.get("/accounts/sign-ins/").content.decode()


def test_an_administrator_ends_every_sign_in_of_an_account(people, administrator):
    browsers = [Client(), Client()]
    for browser in browsers:
        sign_in(browser, people.town.user)
        browser.get("/office/")
    assert sign_out_everywhere(people.town.user, by=administrator) == 2
    assert [browser.get("/office/").status_code for browser in browsers] == [302, 302]
    assert not UserSession.objects.filter(user=people.town.user).exists()


def test_a_session_is_tracked_from_its_first_page_and_stamped_once_a_minute(client, people):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, people.town.user)
        client.get("/office/")
        seen = UserSession.objects.get().last_seen_at
        clock.shift(timedelta(seconds=30))
        client.get("/office/")
        assert UserSession.objects.get().last_seen_at == seen
        clock.shift(timedelta(seconds=30))
        client.get("/office/")
        assert UserSession.objects.get().last_seen_at == seen + timedelta(seconds=60)
