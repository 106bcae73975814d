"""People and memberships through the pages."""

import re

import pytest
from django.urls import reverse

from niudai.access.actor import party
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.membership.models import Joining, Membership, MembershipTransfer, Person
from tests.membership.conftest import NUMBERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill_desk(at_desk, mill):
    return at_desk(mill, Role.VILLAGE_OFFICER)


@pytest.fixture
def yard_desk(at_desk, yard):
    return at_desk(yard, Role.VILLAGE_OFFICER)


def url(name, *words):
    return reverse(name, args=words)


def shown(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_card_shows_no_number_in_clear(member, mill_desk):
    for page in (mill_desk.get(url("people")), mill_desk.get(url("person", member.pk))):
        text = shown(page)
        assert "甄示例" in text
        assert "3202**********4510" in text
        assert NUMBERS[0] not in text
        assert "13800001234" not in text


def test_a_number_is_shown_for_a_reason_that_stands_in_the_log(member, mill_desk):
    address = url("person_reveal", member.pk, "number")
    assert NUMBERS[0] not in shown(mill_desk.post(address, {"reason": ""}))
    assert not Entry.objects.filter(action="personal.reveal").exists()
    assert NUMBERS[0] in shown(mill_desk.post(address, {"reason": "核对身份"}))
    assert Entry.objects.get(action="personal.reveal").personal == {"reason": "核对身份"}


def test_health_is_not_there_for_whom_it_does_not_concern(member, mill_desk, at_desk, city):
    address = url("person_reveal", member.pk, "health")
    assert mill_desk.get(address).status_code == 404
    assert "Health" not in shown(mill_desk.get(url("person", member.pk)))
    assert "Health" in shown(at_desk(city).get(url("person", member.pk)))


def test_a_stranger_finds_nobody(member, yard_desk):
    assert yard_desk.get(url("person", member.pk)).status_code == 404
    assert yard_desk.post(url("person_end", member.pk), {}).status_code == 404
    assert "甄示例" not in shown(yard_desk.get(url("people"), {"q": NUMBERS[0]}))


@pytest.mark.parametrize(
    "query", ["甄", "示例", "zhenshili", "zsl", NUMBERS[0], "13800001234", "1234"]
)
def test_a_person_is_found_by_name_pinyin_number_and_end_of_the_phone(member, mill_desk, query):
    assert "甄示例" in shown(mill_desk.get(url("people"), {"q": query}))


@pytest.mark.parametrize("query", ["甑", "zz", NUMBERS[1], "13800001235", "9999"])
def test_who_is_not_meant_is_not_found(member, mill_desk, query):
    assert "Nobody fits" in shown(mill_desk.get(url("people"), {"q": query}))


def test_filters_narrow_the_list(member, mill, mill_desk, mill_officer):
    other = PersonFacts(name="艾骑手", number=NUMBERS[1], trade="courier", migrant=True)
    actions.enter_person(other, organisation=mill, by=mill_officer)
    for filters in ({"trade": "any"}, {"sex": "2"}, {"kind": "migrant"}, {"standing": "none"}):
        text = shown(mill_desk.get(url("people"), filters))
        assert "艾骑手" in text
        assert "甄示例" not in text


def test_somebody_new_is_put_on_file_and_admitted_in_one_form(mill, mill_desk):
    facts = {
        "name": "甄示例", "document": "resident", "number": NUMBERS[0], "phone": "13800001234",
        "organisation": mill.name, "member_since": "2025-01-01",
    }  # fmt: skip
    assert mill_desk.post(url("person_new"), facts).status_code == 302
    assert (Person.objects.get().standing, Membership.objects.count()) == ("active", 1)


def test_a_wrong_number_is_a_sentence_and_nothing_is_left(mill, mill_desk):
    facts = {"name": "甄示例", "document": "resident", "number": "123", "organisation": mill.name}
    assert "is not valid" in shown(mill_desk.post(url("person_new"), facts))
    assert not Person.objects.exists()


def test_nobody_is_put_on_file_in_another_place(mill, yard, mill_desk):
    facts = {"name": "甄示例", "document": "resident", "organisation": yard.name}
    assert "does not lie in your place" in shown(mill_desk.post(url("person_new"), facts))


def test_an_empty_number_keeps_the_one_on_file(member, mill_desk):
    facts = {"name": "甄示例", "document": "resident", "sex": "1", "education": "20"}
    assert mill_desk.post(url("person_edit", member.pk), facts).status_code == 302
    member.refresh_from_db()
    assert (member.number, member.education) == (NUMBERS[0], "20")


@pytest.mark.parametrize(
    ("page", "facts", "standing"),
    [
        ("person_keep", {"reason": "retired", "on": "2025-01-01"}, "kept"),
        ("person_end", {"status": "died", "reason": "病故", "on": "2025-01-01"}, "left"),
    ],
)
def test_each_step_of_a_membership_has_a_form(member, mill_desk, page, facts, standing):
    assert "<form" in shown(mill_desk.get(url(page, member.pk)))
    assert "This field is required" in shown(mill_desk.post(url(page, member.pk), {"on": ""}))
    member.refresh_from_db()
    assert member.standing == "active"
    assert mill_desk.post(url(page, member.pk), facts).status_code == 302
    member.refresh_from_db()
    assert member.standing == standing


def test_a_transfer_goes_from_desk_to_desk(member, yard, mill_desk, yard_desk):
    facts = {"target": yard.name, "reason": "换了工作"}
    assert mill_desk.post(url("person_transfer", member.pk), facts).status_code == 302
    waiting = shown(yard_desk.get(url("transfers")))
    assert "甄**" in waiting
    assert "甄示例" not in waiting
    transfer = MembershipTransfer.objects.get()
    taken = yard_desk.post(url("transfer_take", transfer.pk), {"on": "2025-06-01"})
    assert taken.status_code == 302
    assert "甄示例" in shown(yard_desk.get(url("person", member.pk)))
    assert mill_desk.get(url("person", member.pk)).status_code == 404


def test_the_page_says_why_a_membership_is_kept_and_the_end_is_said_once(
    member, mill_desk, mill_officer
):
    def stay():
        return shown(mill_desk.get(member.get_absolute_url())).split('id="membership"')[1]

    actions.keep(member, reason="unit_closed", by=mill_officer)
    assert "Unit ended" in stay()
    actions.end_membership(member, status="withdrawn", reason="本人申请", by=mill_officer)
    assert stay().lower().count("withdrawn") == 1


def test_a_member_kept_elsewhere_is_asked_for_by_name_and_number(member, yard, yard_desk):
    facts = {"name": "甄示例", "number": NUMBERS[1], "target": yard.name, "reason": "换了工作"}
    assert "No member with this name" in shown(yard_desk.post(url("transfer_ask"), facts))
    facts["number"] = NUMBERS[0]
    assert yard_desk.post(url("transfer_ask"), facts).status_code == 302
    assert MembershipTransfer.objects.get().target == yard


def test_an_application_waits_until_the_unit_confirms(mill, mill_desk, yard_desk):
    facts = {"name": "甄示例", "number": NUMBERS[0], "phone": "13800001234"}
    joining = actions.apply(organisation=mill, **facts, by=party("applicant", at=mill.path))
    assert "甄示例" in shown(mill_desk.get(url("joinings")))
    assert yard_desk.get(url("joining_admit", joining.pk)).status_code == 404
    confirmed = mill_desk.post(url("joining_admit", joining.pk), {"on": "2025-06-01"})
    assert confirmed.status_code == 302
    assert Joining.objects.get().person.standing == "active"
    assert "No application is waiting" in shown(mill_desk.get(url("joinings")))


def test_names_of_unions_are_offered_while_one_types(mill, yard, mill_desk):
    assert yard.name in shown(mill_desk.get(url("unions_named"), {"target": "造船"}))
    assert yard.name not in shown(mill_desk.get(url("unions_named"), {"target": "造"}))


def test_the_list_asks_as_much_of_the_database_for_one_as_for_fifty(
    mill, mill_desk, mill_officer, django_assert_num_queries, django_assert_max_num_queries
):
    facts = PersonFacts(name="甄示例")
    actions.enter_person(facts, organisation=mill, by=mill_officer)
    mill_desk.get(url("people"))
    with django_assert_max_num_queries(20) as one:
        mill_desk.get(url("people"))
    for _ in range(30):
        actions.enter_person(facts, organisation=mill, by=mill_officer)
    with django_assert_num_queries(len(one)):
        mill_desk.get(url("people"))


def test_a_code_nobody_knows_any_more_is_shown_as_it_is(member, mill_desk):
    Person.objects.filter(pk=member.pk).update(sex="7")
    page = mill_desk.get("/office/people/")
    assert page.status_code == 200
    assert ">7</td>" in page.content.decode()
