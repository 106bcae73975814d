"""The log as the auditor reads it."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from niudai.access.actor import CLOCK
from niudai.access.permissions import Role
from niudai.audit.log import record, shred
from niudai.audit.models import Entry
from tests.factories import AppointmentFactory, BodyFactory, DisputeFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(federation):
    return OrganisationFactory(parent=federation, short_name="周例镇")


@pytest.fixture
def acts(federation, town):
    """Three acts of two people at two places."""
    officer = AppointmentFactory(organisation=town, user__name="甲样本").actor()
    dispute = DisputeFactory(body=BodyFactory(organisation=town))
    record("disputes.accept", dispute, by=officer, stage=["registered", "accepted"])
    record("organisations.correct", federation, by=CLOCK, name=["旧名", "=新名"])
    record(
        "disputes.scope",
        dispute,
        by=officer,
        in_scope=True,
        personal={"reason": "电话 13812345678"},
    )
    return dispute


@pytest.fixture
def auditor(federation):
    browser = Client()
    user = AppointmentFactory(organisation=federation, role=Role.AUDITOR).user
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def shown(browser, **query):
    """The numbers of the entries on the page, as they stand."""
    return [entry.number for entry in browser.get(reverse("log"), query).context["page"]]


def test_the_newest_act_stands_first_in_words(auditor, acts):
    assert shown(auditor) == [3, 2, 1]
    text = auditor.get(reverse("log")).content.decode()
    assert "甲样本" in text
    assert acts.reference in text
    assert "disputes.accept</td>" not in text


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"person": "甲样"}, [3, 1]),
        ({"action": "organisations.correct"}, [2]),
        ({"subject": "例调"}, [3, 1]),
        ({"since": "2999-01-01"}, []),
        ({"until": "1999-01-01"}, []),
        ({"since": "2000-01-01", "until": "2999-01-01"}, [3, 2, 1]),
        ({"since": "not a day", "place": "x"}, [3, 2, 1]),
        ({"person": "谁也不是"}, []),
    ],
)
def test_the_filters_leave_what_they_say(auditor, acts, query, numbers):
    assert shown(auditor, **query) == numbers


def test_a_place_shows_what_lies_there_and_beneath(auditor, acts, town, federation):
    assert shown(auditor, place=town.pk) == [3, 1]
    assert shown(auditor, place=federation.pk) == [3, 2, 1]
    assert shown(auditor, place=10**30) == []


def test_what_belongs_to_no_place_belongs_to_the_federation(auditor, acts):
    record("rulebook.load_calendar", acts, by=CLOCK, path="")
    assert shown(auditor)[0] == 4


def test_the_export_holds_the_same_rows_no_formula_and_nothing_that_can_be_shredded(auditor, acts):
    answer = auditor.get(reverse("log_export"), {"action": "organisations.correct"})
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert len(rows) == 2
    assert rows[1][0] == "2"
    assert "旧名 → =新名" in rows[1][6]
    whole = b"".join(auditor.get(reverse("log_export")).streaming_content).decode()
    assert "13812345678" not in whole


def entry_page(browser, number):
    return browser.get(reverse("log_entry", args=[number])).content.decode()


def test_an_entry_shows_what_changed_in_words_and_the_seals_of_its_neighbours(auditor, acts):
    text = entry_page(auditor, 1)
    assert "registered" not in text
    first, second = Entry.objects.order_by("number")[:2]
    assert first.hash in text
    assert text.count(second.previous_hash) == 2
    assert reverse("log_entry", args=[2]) in text


def test_a_number_typed_into_a_reason_stays_covered(auditor, acts):
    text = entry_page(auditor, 3)
    assert "138****5678" in text
    assert "13812345678" not in text


def test_an_erased_entry_says_so(auditor, acts):
    shred(acts, reason="本人要求", by=CLOCK)
    text = entry_page(auditor, 3)
    assert "138****5678" not in text
    assert 'class="card-body quiet m-0"' in text


def test_the_case_is_one_click_away(auditor, acts):
    assert f'href="{acts.get_absolute_url()}"' in entry_page(auditor, 1)


def test_an_entry_that_is_not_there_is_not_found(auditor, acts):
    assert auditor.get(reverse("log_entry", args=[99])).status_code == 404


def test_the_log_is_long_and_pages_by_key(auditor, federation):
    for number in range(60):
        record("organisations.correct", federation, by=CLOCK, round=number)
    page = auditor.get(reverse("log")).context["page"]
    assert len(page) == 50
    following = auditor.get(reverse("log") + page.following).context["page"]
    assert [entry.number for entry in following] == list(range(10, 0, -1))
