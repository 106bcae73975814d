"""A case is found by everybody who is in it, in the list and in the office's one field."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from niudai.disputes import actions
from niudai.disputes.actions import PartyFacts

pytestmark = pytest.mark.django_db

TEN = [PartyFacts(name="甄示例", phone="13800000000")] + [
    PartyFacts(name=name, is_representative=True)
    for name in ("施范文", "单样本", "袁例言", "柳言示", "陶文例", "卢本样", "钱示文")
]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-24 10:00 +0800", tick=False):
        yield


@pytest.fixture
def desk(network, counter):
    return counter(network.town)


def listed(desk, words):
    page = desk.get("/office/disputes/", {"q": words})
    return [row["dispute"].reference for row in page.context["page"]["rows"]]


def found(desk, words):
    page = desk.get("/office/search/", {"q": words})
    hits = [hit for group in page.context["groups"] for hit in group["hits"]]
    return [hit["about"].partition(" · ")[0] for hit in hits if "about" in hit]


@pytest.mark.parametrize(
    "words",
    ["甄示例", "施范文", "sfw", "shanyangben", "柳言", "江阴示例纺织", "jysl", "钱示文 陶文"],
)
def test_every_applicant_and_the_employer_lead_to_the_case(desk, register, words):
    dispute = register(applicants=TEN)
    register(applicants=[PartyFacts(name="倪某某")], respondent=PartyFacts(name="华士范例公司"))
    assert listed(desk, words) == found(desk, words) == [dispute.reference]


def test_an_applicant_added_or_renamed_later_leads_there_too(desk, network, register):
    dispute, officer = register(), network.town.officer
    added = actions.add_party(dispute, person=PartyFacts(name="施范文"), by=officer)
    assert listed(desk, "施范文") == [dispute.reference]
    actions.correct_party(added, reason="同音字", name="石范文", by=officer)
    assert found(desk, "石范文") == [dispute.reference]
    assert listed(desk, "施范文") == []


def test_what_is_found_by_many_costs_no_more_questions_than_by_one(desk, register):
    def asked(address, words):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(address, {"q": words})
        return len(queries)

    register(applicants=TEN[:1])
    for address in ("/office/disputes/", "/office/search/"):
        asked(address, "甄示例")  # what is read once is read
    alone = [asked(address, "甄示例") for address in ("/office/disputes/", "/office/search/")]
    for _ in range(4):
        register(applicants=TEN)
    many = [asked(address, "甄示例") for address in ("/office/disputes/", "/office/search/")]
    assert many == alone
