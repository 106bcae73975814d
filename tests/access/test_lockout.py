"""Five wrong passwords, fifteen minutes."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.access.conftest import sign_in

pytestmark = pytest.mark.django_db


def fail(client, name, times=5):
    for _ in range(times):
        answer = client.post("/accounts/login/", {"login": name, "password": "wrong-password"})
    return answer


def test_the_fifth_wrong_password_closes_the_door_and_the_page_says_until_when(client, people):
    assert fail(client, people.town.user.username, 4).status_code == 200
    locked = fail(client, people.town.user.username, 1)
    assert locked.status_code == 429
    until = timezone.localtime(locked.context["until"])
    assert timedelta(minutes=14) < until - timezone.localtime() <= timedelta(minutes=15)
    assert until.strftime("%H:%M") in locked.content.decode()


def test_while_it_is_closed_the_right_password_does_not_open_it(client, people):
    fail(client, people.town.user.username)
    assert sign_in(client, people.town.user).status_code == 429
    assert "_auth_user_id" not in client.session


def test_after_fifteen_minutes_it_opens_even_if_someone_kept_trying(client, people):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail(client, people.town.user.username)
        clock.shift(timedelta(minutes=10))
        assert fail(client, people.town.user.username, 3).status_code == 429
        clock.shift(timedelta(minutes=5, seconds=1))
        assert sign_in(client, people.town.user).status_code == 302


def test_a_name_that_does_not_exist_is_closed_in_the_same_words(client, people):
    with time_machine.travel(timezone.now(), tick=False):
        known = fail(client, people.town.user.username)
        unknown = fail(Client(), "nobody-here")
    assert known.status_code == unknown.status_code == 429
    assert spoken(known) == spoken(unknown)


def spoken(response):
    text = response.content.decode()
    return text[text.index("<h1>") : text.index("</main>")]


def test_another_spelling_of_the_name_is_no_second_chance(client, people):
    name = people.town.user.username
    for spelling in (
        name,
        name.upper(),
        f" {name}",
        name.title(),
        "".join(chr(ord(c) + 0xFEE0) for c in name),
    ):
        answer = fail(client, spelling, 1)
    assert answer.status_code == 429


def test_another_browser_on_the_same_machine_is_no_second_chance(people):
    for turn in range(5):
        answer = fail(
            Client(headers={"user-agent": f"browser {turn}"}), people.town.user.username, 1
        )
    assert answer.status_code == 429


def test_a_stranger_elsewhere_does_not_lock_the_officer_out(people):
    fail(Client(REMOTE_ADDR="203.0.113.9"), people.town.user.username)
    assert sign_in(Client(), people.town.user).status_code == 302


def test_a_header_does_not_make_a_stranger_someone_else(people):
    for turn in range(5):
        client = Client(headers={"x-forwarded-for": f"198.51.100.{turn}"})
        answer = fail(client, people.town.user.username, 1)
    assert answer.status_code == 429


def test_a_success_wipes_the_slate(client, people):
    fail(client, people.town.user.username, 4)
    assert sign_in(client, people.town.user).status_code == 302
    client.post("/accounts/logout/")
    assert fail(client, people.town.user.username, 4).status_code == 200
