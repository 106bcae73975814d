"""What a password may not be, and how a one-time password becomes one's own."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from niudai.access.models import User
from niudai.access.passwords import ALPHABET, one_time_password
from niudai.audit.models import Entry
from tests.access.conftest import PASSWORD, sign_in

PERSON = User(username="zhoulihong", name="周力红", phone="13812345678")


@pytest.mark.parametrize(
    "password",
    [
        "short-one-1",
        "password1234",
        "209384029384",
        "zhoulihong-2026",
        "我是周力红啊啊啊啊啊啊啊",
        "ZhouLiHong#2026!",
        "a13812345678b",
    ],
)
def test_a_weak_password_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, PERSON)


@pytest.mark.parametrize(
    "password", [PASSWORD, "三更灯火五更鸡正是男儿读书时", "quiet river 58 stones"]
)
def test_a_long_password_of_ones_own_is_good(password):
    validate_password(password, PERSON)


def test_a_one_time_password_can_be_read_aloud_and_passes_the_rules():
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert set(password) <= {*ALPHABET, "-"}
        validate_password(password, PERSON)


@pytest.fixture
def newcomer(people):
    user = people.town.user
    user.must_change_password = True
    user.save()
    return user


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["/office/", "/office/search/", "/accounts/sign-ins/", "/accounts/second-factor/"]
)
def test_with_a_one_time_password_there_is_one_page_only(client, newcomer, page):
    sign_in(client, newcomer)
    assert client.get(page).url == "/accounts/password/"
    assert client.post("/accounts/place/", {"appointment": 1}).url == "/accounts/password/"


@pytest.mark.django_db
def test_with_a_one_time_password_one_may_still_leave(client, newcomer):
    sign_in(client, newcomer)
    assert client.post("/accounts/logout/").url == "/accounts/login/"


def change(client, old, new):
    return client.post(
        "/accounts/password/", {"oldpassword": old, "password1": new, "password2": new}
    )


@pytest.mark.django_db
def test_a_password_of_ones_own_opens_the_office_and_is_in_the_log_without_itself(client, newcomer):
    sign_in(client, newcomer)
    assert change(client, PASSWORD, "quiet river 58 stones").url == "/office/"
    assert client.get("/office/").status_code == 200
    entry = Entry.objects.get(action="access.password_changed")
    assert "river" not in str(entry.content())
    newcomer.refresh_from_db()
    assert not newcomer.must_change_password


@pytest.mark.django_db
def test_the_one_time_password_cannot_be_kept(client, newcomer):
    sign_in(client, newcomer)
    assert change(client, PASSWORD, PASSWORD).status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.must_change_password


@pytest.mark.django_db
def test_a_weak_password_is_refused_on_the_page_and_nothing_changes(client, people):
    sign_in(client, people.town.user)
    page = change(client, PASSWORD, "password1234")
    assert page.status_code == 200
    assert page.context["form"].errors["password1"]
    assert sign_in(Client(), people.town.user).status_code == 302


@pytest.mark.django_db
def test_a_changed_password_ends_the_sign_ins_elsewhere(people):
    here, there = Client(), Client()
    sign_in(here, people.town.user)
    sign_in(there, people.town.user)
    change(here, PASSWORD, "quiet river 58 stones")
    assert here.get("/office/").status_code == 200
    assert there.get("/office/").status_code == 302
