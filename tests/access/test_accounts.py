"""Accounts made, disabled and reset by an administrator."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from niudai.access.models import User
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions.accounts import (
    create_account,
    disable_account,
    enable_account,
    reset_password,
    reset_second_factor,
    sign_out_everywhere,
)
from tests.access.conftest import sign_in
from tests.factories import AppointmentFactory, BodyFactory, DisputeFactory

pytestmark = pytest.mark.django_db
ON_AN_ACCOUNT = [
    disable_account,
    enable_account,
    reset_password,
    reset_second_factor,
    sign_out_everywhere,
]


def make(city, by, **facts):
    facts = {"username": "xinren", "name": "新样本", "organisation": city.town, **facts}
    return create_account(**facts, by=by)


def test_a_new_account_opens_with_its_one_time_password_only_to_change_it(city, administrator):
    user, password = make(city, administrator)
    client = Client()
    assert sign_in(client, user, password).status_code == 302
    assert client.get("/office/").url == "/accounts/password/"


def test_the_one_time_password_is_nowhere_in_clear(city, administrator):
    user, password = make(city, administrator)
    entry = Entry.objects.get()
    assert (entry.action, entry.path) == ("access.account_created", city.town.path)
    assert password not in str(entry.content())
    assert password not in user.password


def test_a_user_name_is_one_name_in_every_spelling(city, administrator):
    make(city, administrator)
    for username in ("XinRen", " xinren ", "ｘｉｎｒｅｎ"):
        with pytest.raises(Refused):
            make(city, administrator, username=username)
    assert User.objects.filter(username__iexact="xinren").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"username": "a b"}, {"username": ""}, {"phone": "12345"}]
)
def test_an_account_with_wrong_facts_is_refused(city, administrator, wrong):
    before = User.objects.count()
    with pytest.raises(Refused):
        make(city, administrator, **wrong)
    assert User.objects.count() == before
    assert not Entry.objects.exists()


def test_an_administrator_of_a_town_makes_no_account_next_door(city, someone):
    by = someone(Role.ADMINISTRATOR, city.town).actor()
    with pytest.raises(Refused):
        make(city, by, organisation=city.neighbour)


@pytest.mark.parametrize("action", ON_AN_ACCOUNT)
@pytest.mark.parametrize("post", ["town", "auditor", "rights"])
def test_only_an_administrator_touches_accounts(people, action, post):
    with pytest.raises(Refused):
        action(people.village.user, by=getattr(people, post).actor())
    assert not Entry.objects.exists()


@pytest.mark.parametrize("action", ON_AN_ACCOUNT)
def test_nobody_acts_on_their_own_account(people, administrator, action):
    with pytest.raises(Refused):
        action(people.administrator.user, by=administrator)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("action", ON_AN_ACCOUNT)
def test_a_town_administrator_does_not_touch_someone_who_also_works_above(
    people, city, someone, action
):
    """Otherwise a new password would lend the administrator the federation's reach."""
    by = someone(Role.ADMINISTRATOR, city.town).actor()
    AppointmentFactory(user=people.rights.user, organisation=city.town)
    with pytest.raises(Refused):
        action(people.rights.user, by=by)
    assert not Entry.objects.exists()


def test_a_reset_ends_every_sign_in_the_old_password_and_a_lockout(people, administrator):
    user, browser = people.town.user, Client()
    sign_in(browser, user)
    browser.get("/office/")
    for _ in range(5):
        sign_in(Client(), user, "wrong-password")

    password = reset_password(user, by=administrator)
    assert browser.get("/office/").status_code == 302
    assert sign_in(Client(), user).status_code == 200
    assert sign_in(Client(), user, password).status_code == 302


def test_a_lost_second_factor_is_taken_away(people, administrator, city):
    Authenticator.objects.create(user=people.town.user, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=people.town.user, type="recovery_codes", data={})
    reset_second_factor(people.town.user, by=administrator)
    assert not Authenticator.objects.exists()
    assert Entry.objects.get().path == city.town.path
    with pytest.raises(Refused):
        reset_second_factor(people.town.user, by=administrator)


def test_a_disabled_account_is_out_at_once_and_back_when_enabled(people, administrator):
    browser = Client()
    sign_in(browser, people.town.user)
    disable_account(people.town.user, by=administrator)
    assert browser.get("/office/").status_code == 302
    enable_account(people.town.user, by=administrator)
    assert sign_in(Client(), people.town.user).status_code == 302


def test_an_account_with_open_work_is_not_disabled_even_when_the_appointment_is_over(
    people, city, administrator
):
    DisputeFactory(body=BodyFactory(organisation=city.town), holder=people.town)
    people.town.until = timezone.localdate() - timedelta(days=1)
    people.town.save()
    with pytest.raises(Refused):
        disable_account(people.town.user, by=administrator)
    people.town.user.refresh_from_db()
    assert people.town.user.is_active
