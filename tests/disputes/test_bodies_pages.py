"""The pages of the bodies: who sees what, filters, forms, and the cost at the size of the city."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.searching import search_text
from niudai.organisations.models import Organisation
from tests.factories import BodyFactory, DisputeFactory, MediatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


@pytest.fixture
def desk(sign_in, town):
    return sign_in(Role.TOWN_OFFICER, town)


def shown(page):
    return [row["body"] for row in page.context["rows"]]


def test_the_list_shows_the_bodies_of_the_place_and_no_others(desk, town, village, neighbour):
    own, beneath = BodyFactory(organisation=town), BodyFactory(organisation=village)
    other = BodyFactory(organisation=neighbour, name="华士调解中心")
    page = desk.get(reverse("bodies"))
    assert shown(page) == [own, beneath]
    assert other.name not in page.content.decode()


def test_a_neighbours_body_does_not_exist(desk, neighbour):
    body = BodyFactory(organisation=neighbour)
    for name in ("body", "body_edit", "body_close", "body_chair", "mediator_new"):
        assert desk.get(reverse(name, args=[body.pk])).status_code == 404
    for name in ("body_edit", "body_close", "body_chair", "mediator_new"):
        assert desk.post(reverse(name, args=[body.pk])).status_code == 404


def test_who_only_reads_finds_no_form(sign_in, federation, town):
    body = BodyFactory(organisation=town)
    client = sign_in(Role.LEADER, federation)
    page = client.get(body.get_absolute_url())
    assert page.status_code == 200 and reverse("body_edit", args=[body.pk]) not in (
        page.content.decode()
    )
    for name in ("body_edit", "body_close", "body_chair", "mediator_new"):
        assert client.get(reverse(name, args=[body.pk])).status_code == 403
    assert client.get(reverse("body_new")).status_code == 403


def test_filters_narrow_the_list(desk, town, village, enterprise):
    a = BodyFactory(organisation=town, kind="town", name="周庄调解中心")
    b = BodyFactory(organisation=village, kind="village", name="三房巷调解室")
    c = BodyFactory(organisation=enterprise, kind="enterprise", name="示例纺织调解委员会")
    closed = BodyFactory(organisation=village, name="旧调解室", closed_on=date(2025, 1, 1))
    MediatorFactory(body=a)
    MediatorFactory(body=b)

    def asked(**query):
        return set(shown(desk.get(reverse("bodies"), query)))

    assert asked() == {a, b, c}
    assert asked(q="sfx") == {b}
    assert asked(kind="enterprise") == {c}
    assert asked(level="base") == {b, c}
    assert asked(level="town") == {a}
    assert asked(state="closed") == {closed}
    assert asked(state="all") == {a, b, c, closed}
    assert asked(faults="on") == {c}
    assert asked(town=town.pk) == {a, b, c}
    assert asked(kind="nonsense", town="x") == {a, b, c}


def test_a_place_of_others_in_the_address_widens_nothing(desk, town, neighbour):
    BodyFactory(organisation=neighbour)
    own = BodyFactory(organisation=town)
    assert shown(desk.get(reverse("bodies"), {"town": neighbour.pk})) == [own]


def test_htmx_gets_the_rows_only_and_a_reader_without_it_the_whole_page(desk, town):
    BodyFactory(organisation=town)
    part = desk.get(reverse("bodies"), headers={"HX-Request": "true"}).content.decode()
    assert 'id="rows"' in part and "<html" not in part
    assert "<html" in desk.get(reverse("bodies")).content.decode()


def test_an_empty_list_says_so(desk, town):
    assert "empty-state" in desk.get(reverse("bodies")).content.decode()


def test_the_page_of_a_body_shows_its_members_its_faults_and_its_load(desk, enterprise):
    body = BodyFactory(organisation=enterprise, kind="enterprise")
    chair = MediatorFactory(body=body, side="worker", is_chair=True, phone="13812345678")
    MediatorFactory(body=body, side="worker")
    gone = MediatorFactory(body=body, status="left", status_on=date(2026, 1, 2))
    DisputeFactory(body=body, stage="mediating", mediator=chair)
    page = desk.get(body.get_absolute_url())
    text = page.content.decode()
    assert len(page.context["faults"]) == 1 and page.context["open_cases"] == 1
    assert page.context["members"][0]["mediator"] == chair
    assert "13812345678" not in text and gone.name in text


def test_a_body_is_set_up_on_the_page(desk, enterprise):
    answer = desk.post(
        reverse("body_new"),
        {
            "organisation": enterprise.name,
            "kind": "enterprise",
            "name": "示例纺织调解委员会",
            "set_up_on": "2026-03-01",
        },
    )
    body = MediationBody.objects.get()
    assert answer.url == body.get_absolute_url() and body.organisation == enterprise


def test_a_refusal_stands_on_the_form_and_nothing_is_saved(desk, enterprise, neighbour):
    facts = {"kind": "city", "name": "示例", "set_up_on": "2026-03-01"}
    page = desk.post(reverse("body_new"), {**facts, "organisation": enterprise.name})
    assert page.status_code == 200 and page.context["form"].non_field_errors()
    page = desk.post(reverse("body_new"), {**facts, "organisation": neighbour.name})
    assert "organisation" in page.context["form"].errors
    assert not MediationBody.objects.exists()


def test_a_body_is_corrected_given_a_chair_and_closed_on_the_page(desk, town):
    body = BodyFactory(organisation=town, kind="town")
    member = MediatorFactory(body=body)
    desk.post(
        reverse("body_edit", args=[body.pk]),
        {"kind": "town", "name": "周庄镇调解中心", "set_up_on": "2020-01-01"},
    )
    desk.post(reverse("body_chair", args=[body.pk]), {"mediator": member.pk, "chosen_as": "union"})
    desk.post(reverse("body_close", args=[body.pk]), {"reason": "合并", "closed_on": "2026-11-20"})
    body.refresh_from_db()
    member.refresh_from_db()
    assert (body.name, body.closed_on) == ("周庄镇调解中心", date(2026, 11, 20))
    assert member.is_chair and desk.get(body.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["body_edit", "body_close", "body_chair", "mediator_new"])
def test_every_form_opens(desk, town, name):
    body = BodyFactory(organisation=town)
    MediatorFactory(body=body)
    assert desk.get(reverse(name, args=[body.pk])).status_code == 200
    assert desk.get(reverse("body_new"), {"organisation": town.pk}).status_code == 200


def test_the_export_holds_what_the_filter_shows_and_no_formula(desk, town, neighbour):
    BodyFactory(organisation=town, name="=1+1")
    BodyFactory(organisation=neighbour, name="华士调解中心")
    text = b"".join(desk.get(reverse("bodies_export"))).decode("utf-8-sig")
    assert "'=1+1" in text and "华士" not in text
    assert len(text.strip().splitlines()) == 2


@pytest.fixture
def city_of_bodies(town):
    """Three thousand bodies with two members each."""
    unions = Organisation.objects.bulk_create(
        Organisation(
            parent=town, kind="village", path=f"{town.path}{number:04d}.", division=town.division,
            name=f"{number}村工会", short_name=f"{number}村",
        )
        for number in range(5001, 8001)
    )  # fmt: skip
    made = MediationBody.objects.bulk_create(
        MediationBody(
            organisation=union, kind="enterprise", name=f"{union.short_name}调解委员会",
            set_up_on=date(2020, 1, 1), search=search_text("调解"),
        )
        for union in unions
    )  # fmt: skip
    Mediator.objects.bulk_create(
        Mediator(
            body=body, name="贾样本", sex="F", born_on=date(1980 + number, 1, 1),
            side=["worker", "employer"][number], is_chair=number == 0, since=date(2024, 1, 1),
        )
        for body in made
        for number in range(2)
    )  # fmt: skip
    return made


@pytest.mark.slow
def test_three_thousand_bodies_cost_no_more_queries_than_three(
    desk, town, city_of_bodies, django_assert_max_num_queries
):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database in use has done by itself
    desk.get(reverse("bodies"))
    with django_assert_max_num_queries(16):
        page = desk.get(reverse("bodies"))
    assert len(shown(page)) == 50 and page.context["page"].count.number == 3000
    with django_assert_max_num_queries(16):
        page = desk.get(reverse("bodies") + page.context["page"].following)
    assert len(shown(page)) == 50
    with django_assert_max_num_queries(18):
        assert shown(desk.get(reverse("bodies"), {"faults": "on"})) == []
    BodyFactory(organisation=OrganisationFactory(parent=town, kind="village"))
    assert len(shown(desk.get(reverse("bodies"), {"faults": "on"}))) == 1
