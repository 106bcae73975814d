"""A tip without a name, from the phone to the officer who looks into it."""

from datetime import timedelta

import pytest
from django.test import Client

from niudai.access.permissions import Role
from niudai.disputes.actions.tips import handle_tip, open_dispute_from_tip, receive_tip
from niudai.disputes.models import Dispute, MediationBody, Tip
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.factories import AppointmentFactory, OrganisationFactory, UserFactory
from tests.portal.reading import text

TIP = {"employer": "示例五金厂", "town": "320281102000", "text": "每天上班十四个小时，没有休息日。"}


@pytest.fixture
def tip(village, officer, today):
    return receive_tip(**TIP)


def signed_in(role, organisation):
    user = UserFactory()
    AppointmentFactory(user=user, organisation=organisation, role=role)
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_tip_lies_at_the_union_of_the_town_and_its_desk_is_told(client, town, officer, today):
    went = client.post("/tip/", TIP)

    assert went.headers["Location"] == "/tip/thanks/"
    tip = Tip.objects.get()
    assert (tip.organisation, tip.employer, tip.text) == (town, TIP["employer"], TIP["text"])
    assert Notice.objects.get(channel="in_app").recipient.user.name == "艾测试"
    assert client.get("/tip/thanks/").status_code == 200


def test_a_tip_without_a_town_goes_to_the_federation(client, town, city, today):
    client.post("/tip/", {**TIP, "town": ""})

    assert Tip.objects.get().organisation == city


def test_a_second_touch_of_the_button_is_no_second_tip(client, town, officer, today):
    for _touch in range(2):
        assert client.post("/tip/", TIP).headers["Location"] == "/tip/thanks/"
    assert Tip.objects.count() == 1
    assert Notice.objects.filter(channel="in_app").count() == 1

    today.shift(timedelta(minutes=11))
    client.post("/tip/", TIP)
    assert Tip.objects.count() == 2


def test_a_tip_opens_no_case_and_names_nobody(tip):
    assert Dispute.objects.count() == 0
    fields = {field.name for field in Tip._meta.get_fields()}
    assert not fields & {"phone", "name", "address", "session"}


def test_too_short_a_tip_is_refused(client, town, today):
    assert client.post("/tip/", {**TIP, "text": "坏"}).status_code == 200
    assert Tip.objects.count() == 0


def test_the_officer_reads_it_and_says_what_was_done(tip, officer):
    assert TIP["employer"] in text(officer.get("/office/tips/"))
    assert TIP["text"] in text(officer.get(f"/office/tips/{tip.pk}/"))

    officer.post(f"/office/tips/{tip.pk}/handle/", {"note": "9月15日去厂里看过，已要求整改。"})
    tip.refresh_from_db()
    assert (str(tip.handled_on), tip.handled_by) == ("2026-09-14", "艾测试")
    assert TIP["employer"] not in text(officer.get("/office/tips/"))
    assert TIP["employer"] in text(officer.get("/office/tips/?done=1"))


def test_a_tip_is_not_closed_without_a_word(tip, officer):
    officer.post(f"/office/tips/{tip.pk}/handle/", {"note": " "})

    tip.refresh_from_db()
    assert tip.handled_on is None


def test_a_tip_is_handled_once(tip, officer):
    handle_tip(tip, note="看过。", by=officer.actor)
    with pytest.raises(Refused):
        handle_tip(tip, note="又看过。", by=officer.actor)

    tip.refresh_from_db()
    assert tip.note == "看过。"


def test_a_case_is_opened_from_a_tip_when_a_worker_was_found(tip, officer, town):
    body = MediationBody.objects.get(organisation=town)
    went = officer.post(
        f"/office/tips/{tip.pk}/open/",
        {
            "body": body.pk,
            "name": "甄示例",
            "phone": "13800000001",
            "kind": "hours",
            "cause": "conditions",
        },
    )

    dispute = Dispute.objects.get()
    assert went.headers["Location"] == dispute.get_absolute_url()
    assert (dispute.source, dispute.facts, dispute.respondent.name) == (
        "tip", TIP["text"], TIP["employer"],
    )  # fmt: skip
    tip.refresh_from_db()
    assert tip.dispute == dispute
    assert tip.handled_by == "艾测试"
    assert dispute.reference in text(officer.get(f"/office/tips/{tip.pk}/"))


def test_a_wrong_phone_opens_no_case_and_leaves_the_tip_waiting(tip, officer, town):
    body = MediationBody.objects.get(organisation=town)
    officer.post(
        f"/office/tips/{tip.pk}/open/",
        {"body": body.pk, "name": "甄示例", "phone": "123", "kind": "hours", "cause": "conditions"},
    )

    tip.refresh_from_db()
    assert Dispute.objects.count() == 0
    assert tip.handled_on is None


def test_a_neighbour_does_not_see_the_tip(tip, city):
    neighbour = signed_in(Role.TOWN_OFFICER, OrganisationFactory(parent=city, kind="town"))

    assert TIP["employer"] not in text(neighbour.get("/office/tips/"))
    assert neighbour.get(f"/office/tips/{tip.pk}/").status_code == 404
    assert neighbour.post(f"/office/tips/{tip.pk}/handle/", {"note": "…"}).status_code == 404


def test_a_leader_reads_and_handles_nothing(tip, city):
    leader = signed_in(Role.LEADER, city)

    assert leader.get(f"/office/tips/{tip.pk}/").status_code == 200
    assert leader.post(f"/office/tips/{tip.pk}/handle/", {"note": "看过。"}).status_code == 403


def test_an_officer_of_another_place_cannot_open_a_case_from_it(tip, city, town):
    other = OrganisationFactory(parent=city, kind="town")
    actor = AppointmentFactory(organisation=other, role=Role.TOWN_OFFICER).actor()
    body = MediationBody.objects.get(organisation=town)
    with pytest.raises(Refused):
        open_dispute_from_tip(tip, body=body, applicant=None, claim=None, cause="pay", by=actor)

    assert Dispute.objects.count() == 0
