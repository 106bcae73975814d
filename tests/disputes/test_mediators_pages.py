"""The pages of the mediators: who sees what, filters, masked phones, and every form."""

from datetime import date

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.disputes.models import Mediator
from tests.factories import BodyFactory, DisputeFactory, MediatorFactory

pytestmark = pytest.mark.django_db
FORMS = {
    "mediator_edit": None,
    "mediator_suspend": {"reason": "调查", "day": "2026-11-20"},
    "mediator_leave": {"reason": "退休", "left_on": "2026-11-20"},
    "mediator_renew": {"since": "2029-01-01", "until": "2030-12-31"},
    "mediator_training": {"held_on": "2026-05-06", "subject": "调解技巧", "hours": "8"},
    "mediator_appraisal": {"year": "2025", "result": "good"},
}


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


@pytest.fixture
def desk(sign_in, town):
    return sign_in(Role.TOWN_OFFICER, town)


@pytest.fixture
def body(town):
    return BodyFactory(organisation=town)


def test_filters_narrow_the_list(desk, body, village):
    plain = MediatorFactory(body=body, name="甄示例", skills=["pay"])
    full = MediatorFactory(body=body, full_time=True, skills=["dismissal", "pay"])
    soon = MediatorFactory(body=body, until=date(2027, 1, 20))
    late = MediatorFactory(body=body, until=date(2026, 11, 1))
    suspended = MediatorFactory(body=body, status="suspended")
    left = MediatorFactory(body=BodyFactory(organisation=village, kind="village"), status="left")
    for _ in range(5):
        DisputeFactory(body=body, stage="mediating", mediator=plain)

    def asked(**query):
        page = desk.get(reverse("mediators"), query)
        return {row["mediator"] for row in page.context["rows"]}

    active = {plain, full, soon, late}
    assert asked() == active
    assert asked(q="zsl") == {plain}
    assert asked(time="full") == {full}
    assert asked(time="part") == active - {full}
    assert asked(skill="pay") == {plain, full}
    assert asked(status="suspended") == {suspended}
    assert asked(status="all") == active | {suspended, left}
    assert asked(status="all", kind="village") == {left}
    assert asked(status="all", level="base") == {left}
    assert asked(expiring="on") == {soon, late}
    assert asked(overloaded="on") == {plain}


def test_sixty_days_before_its_end_a_term_is_to_be_renewed(desk, body):
    last = MediatorFactory(body=body, until=date(2027, 1, 21))
    MediatorFactory(body=body, until=date(2027, 1, 22))
    page = desk.get(reverse("mediators"), {"expiring": "on"})
    assert [row["mediator"] for row in page.context["rows"]] == [last]


def test_a_neighbours_mediator_does_not_exist(desk, neighbour):
    mediator = MediatorFactory(body=BodyFactory(organisation=neighbour))
    for name in ("mediator", *FORMS, "mediator_reinstate"):
        assert desk.get(reverse(name, args=[mediator.pk])).status_code == 404
    assert mediator.name not in desk.get(reverse("mediators")).content.decode()


def test_who_only_reads_finds_no_form(sign_in, federation, body):
    mediator = MediatorFactory(body=body)
    client = sign_in(Role.LEADER, federation)
    assert client.get(mediator.get_absolute_url()).status_code == 200
    for name in (*FORMS, "mediator_reinstate"):
        assert client.get(reverse(name, args=[mediator.pk])).status_code == 403


def test_the_page_shows_the_phone_masked(desk, body):
    mediator = MediatorFactory(body=body, phone="13812345678")
    text = desk.get(mediator.get_absolute_url()).content.decode()
    assert "138****5678" in text and "13812345678" not in text


def test_the_page_shows_only_the_cases_the_reader_may_see(desk, body, neighbour):
    mediator = MediatorFactory(body=body)
    own = DisputeFactory(body=body, stage="mediating", mediator=mediator)
    DisputeFactory(
        body=body, organisation=neighbour, stage="mediating", mediator=mediator, reference="他处"
    )
    text = desk.get(mediator.get_absolute_url()).content.decode()
    assert own.reference in text and "他处" not in text


def test_an_administrator_sees_no_register(sign_in, federation, body):
    mediator = MediatorFactory(body=body)
    client = sign_in(Role.ADMINISTRATOR, federation)
    for address in (reverse("mediators"), reverse("bodies"), mediator.get_absolute_url()):
        assert client.get(address).status_code == 403


def test_a_person_is_put_on_the_register_on_the_page(desk, body):
    answer = desk.post(
        reverse("mediator_new", args=[body.pk]),
        {
            "name": "甄示例", "sex": "F", "born_on": "1985-06-01", "side": "neutral",
            "skills": ["pay", "dismissal"], "phone": "13812345678", "since": "2026-01-01",
            "until": "2027-12-31",
        },
    )  # fmt: skip
    assert answer.url == body.get_absolute_url()
    mediator = Mediator.objects.get()
    assert (mediator.skills, mediator.phone) == (["dismissal", "pay"], "13812345678")


def test_a_child_is_refused_on_the_form_and_not_saved(desk, body):
    page = desk.post(
        reverse("mediator_new", args=[body.pk]),
        {
            "name": "甄示例", "sex": "F", "born_on": "2015-06-01", "side": "neutral",
            "since": "2026-01-01",
        },
    )  # fmt: skip
    assert page.status_code == 200 and page.context["form"].non_field_errors()
    assert not Mediator.objects.exists()


@pytest.mark.parametrize(("name", "answers"), FORMS.items())
def test_every_form_opens_and_does_what_it_says(desk, body, name, answers):
    mediator = MediatorFactory(body=body)
    address = reverse(name, args=[mediator.pk])
    assert desk.get(address).status_code == 200
    if answers is None:
        answers = {"name": "甄示例", "sex": "M", "born_on": "1980-05-01", "side": "neutral"}
    answer = desk.post(address, answers)
    assert answer.status_code == 302 and answer.url == mediator.get_absolute_url()
    assert desk.get(answer.url).status_code == 200


def test_a_suspended_mediator_is_reinstated_on_the_page(desk, body):
    mediator = MediatorFactory(body=body, status="suspended", status_on=date(2026, 11, 1))
    address = reverse("mediator_reinstate", args=[mediator.pk])
    assert desk.get(address).status_code == 200
    desk.post(address, {"reason": "查无问题", "day": "2026-11-20"})
    mediator.refresh_from_db()
    assert mediator.status == "active"


def test_who_leaves_hands_the_open_cases_to_a_colleague_on_the_page(desk, body, neighbour):
    mediator, colleague = MediatorFactory(body=body), MediatorFactory(body=body)
    stranger = MediatorFactory(body=BodyFactory(organisation=neighbour))
    case = DisputeFactory(body=body, stage="mediating", mediator=mediator)
    address = reverse("mediator_leave", args=[mediator.pk])
    answers = {"reason": "退休", "left_on": "2026-11-20"}
    assert desk.post(address, answers).status_code == 200
    assert desk.post(address, {**answers, "hand_to": stranger.pk}).status_code == 200
    assert desk.post(address, {**answers, "hand_to": colleague.pk}).status_code == 302
    case.refresh_from_db()
    assert case.mediator == colleague


def test_the_export_holds_names_and_terms_and_no_phone(desk, body, neighbour):
    MediatorFactory(body=body, name="甄示例", phone="13812345678", skills=["pay"])
    MediatorFactory(body=BodyFactory(organisation=neighbour), name="易假名")
    text = b"".join(desk.get(reverse("mediators_export"))).decode("utf-8-sig")
    assert "甄示例" in text and "2028-12-31" in text
    assert "5678" not in text and "易假名" not in text
