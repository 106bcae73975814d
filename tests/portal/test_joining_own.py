"""A member asks about the own membership: only the phone on file learns anything."""

import re

import pytest
from django.test import Client

from niudai.membership.models import Membership, Person
from niudai.notices.models import Notice
from tests.portal.conftest import IDENTITY, PHONE
from tests.portal.reading import says, text

pytestmark = pytest.mark.django_db
ME = {"name": "甄示例", "number": IDENTITY, "phone": PHONE}


@pytest.fixture
def member(village, today):
    person = Person.objects.create(**ME, organisation=village, path=village.path, standing="active")
    Membership.objects.create(
        person=person, organisation=village, path=village.path, way="joined", since="2024-03-01"
    )
    return person


def ask(client, **wrong):
    return client.post("/membership/ask/", {**ME, **wrong}, follow=True)


def code_sent():
    return re.search(r"\d{6}", Notice.objects.latest("pk").body)[0]


def test_the_code_from_the_phone_on_file_shows_the_membership(client, member, village):
    ask(client)
    page = client.post("/membership/code/", {"code": code_sent()}, follow=True)

    assert says(page, "You are a member of the union")
    assert village.name in text(page)
    assert IDENTITY not in text(page) and PHONE not in text(page) and "甄示例" not in text(page)


def test_the_text_message_does_not_say_what_it_is_about(client, member, village):
    ask(client)
    sent = Notice.objects.get()

    assert sent.phone == PHONE
    assert "会员" not in sent.body and village.name not in sent.body


@pytest.mark.parametrize(
    "wrong", [{"name": "艾冒充"}, {"number": "320281198511200021"}, {"phone": "13900000009"}]
)
def test_a_stranger_reads_the_same_page_and_nobody_gets_a_code(client, member, wrong):
    right = ask(Client())
    Notice.objects.all().delete()
    page = ask(client, **wrong)

    def bare(response):
        return re.sub(r"\b\w{64}\b", "", text(response))

    assert bare(page) == bare(right)
    assert not Notice.objects.exists()


def test_no_code_is_right_for_a_stranger(client, member):
    ask(client, name="艾冒充")
    for code in ("000000", "0", "123456"):
        page = client.post("/membership/code/", {"code": code}, follow=True)
        assert says(page, "This code does not fit, or its time is over.")
    assert client.get("/membership/").headers["Location"] == "/membership/ask/"


def test_after_a_few_wrong_codes_the_right_one_opens_nothing(client, member):
    ask(client)
    right = code_sent()
    for number in range(5):
        client.post("/membership/code/", {"code": f"{(int(right) + number + 1) % 10**6:06d}"})
    page = client.post("/membership/code/", {"code": right}, follow=True)

    assert says(page, "This code does not fit, or its time is over.")


def test_a_code_is_good_for_ten_minutes(client, member, today):
    ask(client)
    today.shift(11 * 60)
    page = client.post("/membership/code/", {"code": code_sent()}, follow=True)

    assert says(page, "This code does not fit, or its time is over.")


def test_a_code_is_good_once(client, member):
    ask(client)
    client.post("/membership/code/", {"code": code_sent()})
    client.post("/membership/leave/")

    assert client.get("/membership/").headers["Location"] == "/membership/ask/"
    assert client.post("/membership/code/", {"code": code_sent()}).headers["Location"] == (
        "/membership/ask/"
    )


def test_one_number_is_asked_about_seldom(client, member):
    for number in range(4):
        page = ask(client, phone=f"1390000000{number}")

    assert page.status_code == 429
