"""Code and phone, and what a wrong one learns: nothing."""

import re
import time
from datetime import timedelta

import pytest
from django.test import Client

from niudai.disputes.models import Dispute
from niudai.notices.models import Notice
from niudai.portal.views.follow import LEAST_SECONDS
from tests.portal.conftest import PHONE
from tests.portal.reading import says, text


@pytest.fixture
def case(worker):
    worker.send()
    return Dispute.objects.get()


def plain(response):
    """The page without what changes from one request to the next."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", text(response))
    return re.sub(r'value="[^"]*"', "", page)


def test_code_and_phone_open_the_case_in_any_spelling(case):
    phone = Client()

    went = phone.post(
        "/follow/", {"code": case.code.lower().replace("-", " "), "phone": "138 0000 0001"}
    )
    assert went.headers["Location"] == "/case/"
    page = phone.get("/case/")
    assert case.reference in text(page)
    assert page.headers["Cache-Control"].count("no-store") == 1


def test_a_wrong_code_a_wrong_phone_and_an_unknown_pair_get_the_same_page(case):
    pages = [
        plain(Client().post("/follow/", {"code": code, "phone": phone}))
        for code, phone in [
            (case.code, "13800000009"),
            ("AAAA-BBBB-CCCC", PHONE),
            ("AAAA-BBBB-CCCC", "13800000009"),
        ]
    ]
    assert len(set(pages)) == 1


def test_the_employers_phone_does_not_open_the_workers_case(case):
    case.parties.filter(side="respondent").update(phone_hash=case.applicants[0].phone_hash)
    case.parties.filter(side="applicant").update(phone_hash="")

    went = Client().post("/follow/", {"code": case.code, "phone": PHONE})
    assert went.status_code == 200


def test_a_case_left_alone_for_half_an_hour_closes(case, worker, today):
    assert worker.client.get("/case/").status_code == 200
    today.shift(timedelta(minutes=29))
    assert worker.client.get("/case/").status_code == 200
    today.shift(timedelta(minutes=31))

    assert worker.client.get("/case/").headers["Location"] == "/follow/"
    assert worker.client.post("/case/message/", {"text": "你好"}).headers["Location"] == "/follow/"
    assert not case.item.messages.exists()


def test_a_case_is_closed_on_this_phone(case, worker):
    worker.client.post("/case/leave/")

    assert worker.client.get("/case/").headers["Location"] == "/follow/"


def test_the_session_gets_a_new_key_when_a_case_is_opened(case):
    phone = Client()
    phone.post("/rights/begin/")
    before = phone.session.session_key

    phone.post("/follow/", {"code": case.code, "phone": PHONE})
    assert phone.session.session_key != before


@pytest.mark.parametrize(
    "path", ["", "meeting/", "message/", "paper/", "referral/", "withdraw/", "leave/"]
)
def test_no_page_of_a_case_opens_without_code_and_phone(case, path):
    phone = Client()

    for answer in (phone.get(f"/case/{path}"), phone.post(f"/case/{path}")):
        assert answer.status_code in {302, 405}
        assert case.reference not in text(answer)
    assert phone.post("/case/withdraw/", {"sure": "on"}).headers["Location"] == "/follow/"
    case.refresh_from_db()
    assert case.stage == "registered"


def test_a_lost_code_comes_by_text_message_and_is_never_shown(case):
    Notice.objects.all().delete()

    page = Client().post("/follow/lost/", {"phone": PHONE}, follow=True)
    assert case.code not in text(page)
    told = Notice.objects.get()
    assert told.channel == "sms"
    assert told.phone == PHONE
    assert case.code in told.body


def test_a_lost_code_says_the_same_whether_or_not_the_phone_is_known(case):
    sentence = "If something was sent with this number, its code comes by text message."
    known = Client().post("/follow/lost/", {"phone": PHONE}, follow=True)
    unknown = Client().post("/follow/lost/", {"phone": "13800000009"}, follow=True)

    assert says(known, sentence)
    assert plain(known) == plain(unknown)
    assert {notice.phone for notice in Notice.objects.filter(channel="sms")} == {PHONE}


def test_a_lost_code_takes_equally_long_for_every_phone(case, monkeypatch):
    slept = []
    monkeypatch.setattr(time, "sleep", slept.append)
    Client().post("/follow/lost/", {"phone": PHONE})
    Client().post("/follow/lost/", {"phone": "13800000009"})

    assert len(slept) == 2
    assert all(0 < seconds <= LEAST_SECONDS for seconds in slept)
