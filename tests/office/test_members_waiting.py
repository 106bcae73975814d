"""My work counts what waits of the members; one search finds people, for those who may see them."""

import pytest
from django.test import Client

from niudai.access.actor import party
from niudai.access.permissions import Role
from niudai.membership import actions
from niudai.membership.models import Membership, Person
from niudai.notices.models import Notice
from tests.factories import AppointmentFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NUMBER = "320281199003074510"


def seated(role, union):
    user = UserFactory()
    appointment = AppointmentFactory(user=user, organisation=union, role=role)
    browser = Client()
    browser.force_login(user)
    browser.actor = appointment.actor()
    return browser


@pytest.fixture
def unions(db):
    city = OrganisationFactory(kind="federation")
    return [OrganisationFactory(parent=city, kind="town", division=city.division) for _ in "ab"]


@pytest.fixture
def desks(unions):
    return [seated(Role.TOWN_OFFICER, union) for union in unions]


@pytest.fixture
def member(unions):
    here = {"organisation": unions[0], "path": unions[0].path}
    person = Person.objects.create(
        name="甄示例", number=NUMBER, phone="13800001234", phone_end="1234", standing="active",
        **here,
    )  # fmt: skip
    Membership.objects.create(person=person, way="joined", since="2024-03-01", **here)
    return person


def page(browser, address="/office/"):
    return browser.get(address, follow=True).content.decode()


def test_an_application_is_counted_on_the_desk_it_waits_on_and_on_no_other(unions, desks):
    actions.apply(
        organisation=unions[0], name="甄示例", number=NUMBER, phone="13800001234",
        by=party("applicant", at=unions[0].path),
    )  # fmt: skip
    assert 'class="row-link" href="/office/joining/"' in page(desks[0])
    assert 'class="row-link" href="/office/joining/"' not in page(desks[1])


def test_a_transfer_is_counted_where_it_is_decided_and_both_desks_are_told(unions, desks, member):
    transfer = actions.ask_transfer(member, target=unions[1], reason="搬家", by=desks[0].actor)
    link = 'class="row-link" href="/office/transfers/?state=waiting"'
    assert link in page(desks[1]) and link not in page(desks[0])
    told = Notice.objects.get(channel="in_app")
    assert told.recipient.organisation == unions[1] and "甄示例" not in told.body

    actions.refuse_transfer(transfer, answer="还在本单位上班", by=desks[1].actor)
    answered = Notice.objects.filter(channel="in_app").latest("pk")
    assert answered.recipient.organisation == unions[0] and "甄示例" not in answered.body


def test_my_work_asks_as_often_for_many_applications_as_for_one(
    unions, desks, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(200) as asked:
            page(desks[0])
        return len(asked)

    by = party("applicant", at=unions[0].path)
    facts = {"organisation": unions[0], "name": "甄示例", "number": NUMBER, "by": by}
    actions.apply(**facts, phone="13800001230")
    page(desks[0])
    once = queries()
    for end in range(1, 6):
        actions.apply(**facts, phone=f"1380000123{end}")
    assert queries() == once


@pytest.mark.parametrize("query", ["示例", "zhenshili", "zsl", NUMBER, "13800001234", "1234"])
def test_people_are_found_by_name_pinyin_number_and_end_of_the_phone(desks, member, query):
    address = f"/office/search/?q={query}"
    assert f'href="/office/people/{member.pk}/"' in page(desks[0], address)
    assert f'href="/office/people/{member.pk}/"' not in page(desks[1], address)


def test_who_may_not_see_people_finds_none(unions, member):
    rights = seated(Role.RIGHTS_OFFICER, unions[0].parent)
    assert f'href="/office/people/{member.pk}/"' not in page(rights, "/office/search/?q=示例")
