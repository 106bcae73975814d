"""All open work of a leaving officer, in one act."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from niudai.access.models import User
from niudai.access.permissions import Role
from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.casework.actions import hand_over, open_work
from niudai.casework.models import WorkItem
from niudai.kernel.refused import Refused
from niudai.organisations.actions.appointments import end_appointment
from tests.factories import (
    AppointmentFactory,
    BodyFactory,
    DisputeFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    federation = OrganisationFactory(short_name="市总")
    return OrganisationFactory(parent=federation, short_name="周例镇")


def officer(organisation, name, role=Role.TOWN_OFFICER):
    return AppointmentFactory(user=UserFactory(name=name), organisation=organisation, role=role)


@pytest.fixture
def leaving(place):
    return officer(place, "甲样本")


@pytest.fixture
def staying(place):
    return officer(place, "乙样本")


@pytest.fixture
def chief(place):
    return officer(place.parent, "管样本", Role.ADMINISTRATOR).actor()


@pytest.fixture
def cases(place, leaving):
    body = BodyFactory(organisation=place)
    return [
        DisputeFactory(body=body, holder=leaving, stage=stage)
        for stage in ("registered", "accepted", "closed")
    ]


def signed_in(user):
    browser = Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def holders(cases):
    for case in cases:
        case.refresh_from_db()
    return [case.holder for case in cases]


def test_every_open_case_moves_and_the_closed_one_stays(cases, leaving, staying, chief):
    WorkItem.objects.filter(stage="closed").update(closed_on=date(2026, 9, 30))
    assert hand_over(leaving, staying, by=chief, reason="退休") == 2
    assert holders(cases) == [staying, staying, leaving]
    assert [item.holder for item in WorkItem.objects.order_by("pk")] == [staying, staying, leaving]
    assert open_work(leaving) == 0


def test_every_case_has_its_entry_and_the_act_has_one(cases, leaving, staying, chief):
    hand_over(leaving, staying, by=chief, reason="调离")
    assert Entry.objects.filter(action="disputes.hold").count() == 3
    entry = Entry.objects.get(action="casework.hand_over")
    assert entry.changes["cases"] == 3
    assert entry.personal == {"reason": "调离"}
    assert list(faults()) == []


def test_who_gets_the_work_is_told_once(cases, leaving, staying, chief):
    hand_over(leaving, staying, by=chief, reason="调离")
    browser = signed_in(staying.user)
    assert "甲样本" in browser.get(reverse("notices")).content.decode()


def test_without_a_successor_the_work_goes_back_to_the_desk(cases, leaving, chief):
    hand_over(leaving, None, by=chief, reason="病假")
    assert holders(cases) == [None, None, None]


def test_when_one_case_could_not_be_seen_nothing_moves(cases, place, leaving, chief):
    village = OrganisationFactory(parent=place, kind="village")
    narrow = officer(village, "丙样本", Role.VILLAGE_OFFICER)
    with pytest.raises(Refused, match="3"):
        hand_over(leaving, narrow, by=chief, reason="调离")
    assert holders(cases) == [leaving] * 3
    assert not Entry.objects.exists()


def test_a_role_that_reads_no_disputes_takes_none(cases, place, leaving, chief):
    clerk = officer(place.parent, "丁样本", Role.ORGANISATION_OFFICER)
    with pytest.raises(Refused):
        hand_over(leaving, clerk, by=chief, reason="调离")
    assert holders(cases) == [leaving] * 3


def test_the_successor_must_be_in_office_and_someone_else(cases, leaving, staying, chief):
    staying.until = timezone.localdate() - timedelta(days=1)
    staying.save()
    for taker in (staying, leaving):
        with pytest.raises(Refused):
            hand_over(leaving, taker, by=chief, reason="调离")
    assert holders(cases) == [leaving] * 3


def test_a_reason_is_asked_for(cases, leaving, staying, chief):
    with pytest.raises(Refused):
        hand_over(leaving, staying, by=chief, reason=" ")


def test_nothing_to_hand_over_is_said(leaving, staying, chief):
    with pytest.raises(Refused):
        hand_over(leaving, staying, by=chief, reason="调离")


def test_a_neighbour_hands_over_nobody_elses_work(cases, place, leaving, staying):
    beside = officer(OrganisationFactory(parent=place.parent), "邻样本").actor()
    with pytest.raises(Refused):
        hand_over(leaving, staying, by=beside, reason="调离")
    assert holders(cases) == [leaving] * 3


def test_a_mediator_may_not_hand_over_at_all(cases, place, leaving, staying):
    with pytest.raises(Refused):
        hand_over(leaving, staying, by=officer(place, "戊", Role.MEDIATOR).actor(), reason="调离")


def test_after_the_hand_over_the_appointment_can_be_ended(cases, leaving, staying, chief):
    with pytest.raises(Refused):
        end_appointment(leaving, by=chief)
    hand_over(leaving, staying, by=chief, reason="退休")
    assert end_appointment(leaving, by=chief).until == timezone.localdate()


def test_the_page_shows_the_administrator_how_many_but_not_which(cases, leaving, staying, chief):
    browser = signed_in(User.objects.get(pk=chief.user_id))
    address = reverse("hand_over", args=[leaving.pk])
    text = browser.get(address).content.decode()
    assert "<b>3</b>" in text
    assert not any(case.reference in text for case in cases)
    done = browser.post(address, {"to": staying.pk, "reason": "退休"})
    assert done.url == reverse("account", args=[leaving.user_id])
    assert holders(cases) == [staying] * 3


def test_the_page_shows_a_town_officer_the_cases_themselves(cases, leaving, staying):
    browser = signed_in(staying.user)
    text = browser.get(reverse("hand_over", args=[leaving.pk])).content.decode()
    assert all(case.reference in text for case in cases)
