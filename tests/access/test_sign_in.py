"""Signing in: who is let in, who is not, and what everyone is told."""

import time

import pytest
from django.test import Client

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from tests.access.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


def acts():
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_an_officer_signs_in_and_the_log_says_so_with_the_place(client, people, city):
    response = sign_in(client, people.town.user)
    assert response.status_code == 302
    assert response.url == "/office/"
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.path) == ("access.signed_in", "镇样本", city.town.path)
    assert entry.changes == {"address": "127.0.0.1"}


def test_a_wrong_password_opens_nothing_and_says_one_thing_only(client, people):
    known = sign_in(client, people.town.user, "wrong-password-1")
    unknown = client.post("/accounts/login/", {"login": "nobody-here", "password": "wrong-1"})
    assert known.status_code == unknown.status_code == 200
    assert "用户名" in known.content.decode() or "user name" in known.content.decode()
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "_auth_user_id" not in client.session
    assert acts() == []


def test_an_unknown_name_takes_as_long_as_a_known_one(people, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = people.town.user
    user.set_password(PASSWORD)
    user.save()

    def fastest(name, at):
        spans = []
        for turn in range(3):
            client = Client(REMOTE_ADDR=f"10.0.{at}.{turn}")
            began = time.perf_counter()
            client.post("/accounts/login/", {"login": name, "password": "wrong-password"})
            spans.append(time.perf_counter() - began)
        return min(spans)

    known, unknown = fastest(user.username, 1), fastest("nobody-here", 2)
    assert 0.5 < unknown / known < 2


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404
    assert client.get("/accounts/email/").status_code == 404


def test_a_disabled_account_stays_outside_even_with_its_password(client, people):
    user = people.town.user
    user.is_active = False
    user.save()
    response = sign_in(client, user)
    assert response.url == "/accounts/disabled/"
    assert client.get("/accounts/disabled/").status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.get("/office/").status_code == 302


def test_signing_out_is_in_the_log_and_ends_the_session(client, people):
    sign_in(client, people.town.user)
    assert client.post("/accounts/logout/").url == "/accounts/login/"
    assert acts() == ["access.signed_in", "access.signed_out"]
    assert client.get("/office/").url == "/accounts/login/?next=/office/"


def test_after_signing_in_one_comes_to_the_page_one_asked_for_but_never_to_another_house(
    client, people
):
    there = client.post(
        "/accounts/login/",
        {"login": people.town.user.username, "password": PASSWORD, "next": "/office/search/"},
    )
    assert there.url == "/office/search/"
    client.post("/accounts/logout/")
    elsewhere = client.post(
        "/accounts/login/",
        {"login": people.town.user.username, "password": PASSWORD, "next": "https://example.org/"},
    )
    assert elsewhere.url == "/office/"


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_front_page(role, someone, city, as_):
    assert as_(someone(role, city.federation)).get("/office/").status_code == 200


def test_the_sign_in_page_has_both_languages(client, db):
    assert 'lang="zh-hans"' in client.get("/accounts/login/").content.decode()
    client.post("/accounts/language/", {"language": "en", "next": "/accounts/login/"})
    assert "<h1>Sign in</h1>" in client.get("/accounts/login/").content.decode()
