"""How long a password lasts that an administrator gave out."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions.accounts import one_time_until, reset_password
from tests.access.conftest import PASSWORD, sign_in
from tests.browser_journeys.people import at

pytestmark = pytest.mark.django_db
MONDAY = at("2026-09-14 16:00")


@pytest.fixture
def given(people, administrator):
    """Somebody and the one-time password given out on Monday, 14 September."""
    with time_machine.travel(MONDAY):
        password = reset_password(people.town.user, by=administrator)
    people.town.user.refresh_from_db()
    return people.town.user, password


def test_a_one_time_password_opens_the_door_until_the_end_of_its_last_day(given):
    user, password = given
    with time_machine.travel(at("2026-09-21 23:58")):
        assert sign_in(Client(), user, password).status_code == 302


def test_a_day_later_the_page_says_until_when_it_was_valid_and_nobody_is_signed_in(given):
    user, password = given
    client = Client(headers={"accept-language": "en"})
    with time_machine.travel(at("2026-09-22 00:01")):
        page = sign_in(client, user, password)
        assert page.status_code == 200
        assert "was valid until 2026-09-21" in page.content.decode()
        assert client.get("/office/").status_code == 302
    assert not Entry.objects.filter(action="access.signed_in").exists()
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_does_not_tell_that_a_one_time_password_expired(given):
    with time_machine.travel(at("2026-09-22 00:01")):
        page = sign_in(Client(headers={"accept-language": "en"}), given[0], "something-else-9")
    assert "was valid until" not in page.content.decode()


def test_how_many_days_is_a_setting(given, settings):
    settings.ONE_TIME_PASSWORD_DAYS = 1
    assert one_time_until(given[0]) == MONDAY.date() + timedelta(days=1)


def test_a_password_of_ones_own_does_not_expire(people):
    assert one_time_until(people.town.user) is None
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert sign_in(Client(), people.town.user, PASSWORD).status_code == 302


def test_a_new_one_time_password_begins_a_new_week(given, administrator):
    user, _old = given
    with time_machine.travel(at("2026-09-25 09:00")):
        password = reset_password(user, by=administrator)
        user.refresh_from_db()
        assert one_time_until(user).isoformat() == "2026-10-02"
        assert sign_in(Client(), user, password).status_code == 302


def test_the_slip_and_the_account_say_the_last_day(as_, people):
    browser = as_(people.administrator)
    with time_machine.travel(MONDAY):
        browser.force_login(
            people.administrator.user, "allauth.account.auth_backends.AuthenticationBackend"
        )
        address = f"/office/accounts/{people.town.user.pk}/"
        slip = browser.post(f"{address}password/")
        assert "2026-09-21" in slip.content.decode()
        assert "until 2026-09-21" in browser.get(address, headers={"accept-language": "en"}).text


def test_the_page_of_a_disabled_account_offers_to_enable_it(as_, people):
    people.town.user.is_active = False
    people.town.user.save()
    page = as_(people.administrator).get(f"/office/accounts/{people.town.user.pk}/")
    assert f"/office/accounts/{people.town.user.pk}/enable/" in page.content.decode()


def test_the_machine_itself_gives_a_new_password_when_no_administrator_is_left(people):
    said = StringIO()
    call_command("one_time_password", people.administrator.user.username, stdout=said)
    password = said.getvalue().splitlines()[1].strip()
    assert sign_in(Client(), people.administrator.user, password).status_code == 302
    entry = Entry.objects.get(action="access.password_reset")
    assert entry.actor == "clock" and password not in str(entry.content())


def test_for_a_name_nobody_has_the_machine_gives_no_password(people):
    with pytest.raises(Refused, match="nobody-here"):
        call_command("one_time_password", "nobody-here")
    assert not Entry.objects.filter(action="access.password_reset").exists()
