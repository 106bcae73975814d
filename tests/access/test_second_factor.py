"""A code beside the password: asked for where the post requires it, sealed in the database."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from niudai.audit.models import Entry
from niudai.office.accounts import SecondFactorAdapter
from tests.access.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings):
    settings.TOTP_ROLES = ["administrator", "auditor"]


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client):
    """As a person does it: confirm the password, read the key, type the code."""
    client.post("/accounts/again/?next=/accounts/second-factor/set-up/", {"password": PASSWORD})
    secret = client.get("/accounts/second-factor/set-up/").context["form"].secret
    done = client.post("/accounts/second-factor/set-up/", {"code": code(secret)})
    return secret, done


@pytest.mark.parametrize(
    "page", ["/office/", "/office/log/", "/accounts/sign-ins/", "/accounts/password/"]
)
def test_an_auditor_sets_it_up_before_anything_else(client, people, page):
    sign_in(client, people.auditor.user)
    assert client.get(page).url == "/accounts/second-factor/set-up/"


def test_a_town_officer_needs_none(client, people):
    sign_in(client, people.town.user)
    assert client.get("/office/").status_code == 200


def test_setting_it_up_opens_the_office_shows_recovery_codes_and_is_in_the_log(client, people):
    sign_in(client, people.auditor.user)
    _secret, done = set_up(client)
    assert done.url == "/accounts/second-factor/codes/"
    page = client.get(done.url)
    assert len(page.context["unused_codes"]) == 10
    assert client.get("/office/").status_code == 200
    assert client.get("/accounts/second-factor/").status_code == 200
    assert Entry.objects.filter(action="access.second_factor_set_up").count() == 1


def test_a_wrong_code_sets_nothing_up(client, people):
    sign_in(client, people.auditor.user)
    client.post("/accounts/again/?next=/accounts/second-factor/set-up/", {"password": PASSWORD})
    client.get("/accounts/second-factor/set-up/")
    assert client.post("/accounts/second-factor/set-up/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
    assert not Entry.objects.filter(action="access.second_factor_set_up").exists()


def test_the_key_is_not_readable_in_the_database(client, people):
    sign_in(client, people.auditor.user)
    secret, _done = set_up(client)
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert SecondFactorAdapter().decrypt(stored) == secret


def test_the_next_sign_in_asks_for_the_code(client, people):
    sign_in(client, people.auditor.user)
    secret, _done = set_up(client)
    client.post("/accounts/logout/")

    assert sign_in(client, people.auditor.user).url == "/accounts/code/"
    assert client.get("/office/").status_code == 302
    assert client.post("/accounts/code/", {"code": "000000"}).status_code == 200
    assert client.get("/office/").status_code == 302
    assert client.post("/accounts/code/", {"code": code(secret, 1)}).url == "/office/"
    assert client.get("/office/").status_code == 200


def test_a_recovery_code_opens_once(client, people):
    sign_in(client, people.auditor.user)
    set_up(client)
    recovery = client.get("/accounts/second-factor/codes/").context["unused_codes"][0]
    for expected in (302, 200):
        other = Client()
        sign_in(other, people.auditor.user)
        assert other.post("/accounts/code/", {"code": recovery}).status_code == expected


def test_codes_cannot_be_guessed_for_ever(client, people):
    sign_in(client, people.auditor.user)
    secret, _done = set_up(client)
    other = Client()
    sign_in(other, people.auditor.user)
    for _ in range(6):
        other.post("/accounts/code/", {"code": "000000"})
    assert other.post("/accounts/code/", {"code": code(secret, 1)}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_where_the_post_requires_it_it_cannot_be_given_up(client, people):
    sign_in(client, people.auditor.user)
    set_up(client)
    client.post("/accounts/second-factor/give-up/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_whoever_took_it_freely_may_give_it_up_and_the_log_knows(client, people):
    sign_in(client, people.town.user)
    set_up(client)
    assert client.post("/accounts/second-factor/give-up/").url == "/accounts/second-factor/"
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(action="access.second_factor_given_up").count() == 1


def test_new_recovery_codes_make_the_old_ones_void(client, people):
    sign_in(client, people.town.user)
    set_up(client)
    old = client.get("/accounts/second-factor/codes/").context["unused_codes"]
    client.post("/accounts/second-factor/codes/new/")
    new = client.get("/accounts/second-factor/codes/").context["unused_codes"]
    assert not set(old) & set(new)
    assert Entry.objects.filter(action="access.recovery_codes_made").count() == 1
