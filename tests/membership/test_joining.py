"""Joining from the phone: the person applies, the unit confirms."""

import pytest

from niudai.access.actor import party
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.models import Joining, Membership, Person
from tests.membership.conftest import NUMBERS

pytestmark = pytest.mark.django_db
FACTS = {"name": "甄示例", "number": NUMBERS[0], "phone": "13800001234"}


@pytest.fixture
def worker(mill):
    return party("applicant", at=mill.path)


@pytest.fixture
def applied(mill, worker):
    return actions.apply(organisation=mill, **FACTS, department="细纱车间", by=worker)


def test_who_is_confirmed_is_on_file_and_a_member(applied, mill, mill_officer):
    actions.admit(applied, by=mill_officer)
    person, stay = Person.objects.get(), Membership.objects.get()
    assert (person.name, person.number, person.standing) == ("甄示例", NUMBERS[0], "active")
    assert (stay.organisation, stay.way, stay.department) == (mill, "joined", "细纱车间")
    assert Joining.objects.get().state == "admitted"


def test_asking_twice_is_asking_once(applied, mill, worker):
    assert actions.apply(organisation=mill, **FACTS, by=worker) == applied
    assert Joining.objects.count() == 1


def test_confirming_twice_is_refused(applied, mill_officer):
    actions.admit(applied, by=mill_officer)
    with pytest.raises(Refused, match="answered already"):
        actions.admit(applied, by=mill_officer)
    assert Membership.objects.count() == 1


def test_a_member_of_another_union_is_not_confirmed_and_nothing_is_left_behind(
    member, yard, yard_officer
):
    joining = actions.apply(organisation=yard, **FACTS, by=party("applicant", at=yard.path))
    with pytest.raises(Refused, match="Ask that union for a transfer"):
        actions.admit(joining, by=yard_officer)
    assert Joining.objects.get().state == "waiting"
    assert Membership.objects.count() == 1


def test_a_number_on_file_under_another_name_is_looked_at_first(person, yard, yard_officer):
    worker = party("applicant", at=yard.path)
    joining = actions.apply(organisation=yard, **{**FACTS, "name": "艾冒充"}, by=worker)
    with pytest.raises(Refused, match="under another name"):
        actions.admit(joining, by=yard_officer)


def test_a_refusal_says_why(applied, mill_officer):
    with pytest.raises(Refused, match="the applicant reads it"):
        actions.refuse_joining(applied, reason="", by=mill_officer)
    actions.refuse_joining(applied, reason="不在本单位工作", by=mill_officer)
    assert (Joining.objects.get().state, Person.objects.count()) == ("refused", 0)


def test_another_unit_confirms_nobody(applied, yard_officer):
    with pytest.raises(Refused, match="permission"):
        actions.admit(applied, by=yard_officer)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"name": ""}, "needs a name"), ({"number": "1"}, "not valid"), ({"phone": "1"}, "phone")],
)
def test_what_cannot_be_is_refused(mill, worker, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.apply(organisation=mill, **{**FACTS, **wrong}, by=worker)
    assert not Joining.objects.exists()


def test_the_same_application_from_another_phone_is_another_one(applied, mill, worker):
    actions.apply(organisation=mill, **{**FACTS, "phone": "13900000009"}, by=worker)
    assert Joining.objects.count() == 2


def test_whoever_is_below_the_age_of_consent_is_not_taken_down(mill, worker):
    with pytest.raises(Refused, match="Nobody so young"):
        actions.apply(organisation=mill, **{**FACTS, "number": "320281201306150015"}, by=worker)
    assert not Joining.objects.exists()


def test_a_trade_the_table_does_not_know_is_refused(mill, worker):
    with pytest.raises(Refused, match="Choose the trade"):
        actions.apply(organisation=mill, **FACTS, trade="pirate", by=worker)


def test_a_member_elsewhere_is_asked_for_and_the_answer_of_that_union_answers_the_application(
    member, mill_officer, yard, yard_officer
):
    joining = actions.apply(organisation=yard, **FACTS, by=party("applicant", at=yard.path))
    transfer = actions.ask_for_applicant(joining, reason="换了单位", by=yard_officer)
    assert Joining.objects.get().state == "waiting"

    actions.take_over(transfer, by=mill_officer)
    joining.refresh_from_db()
    assert (joining.state, joining.person) == ("admitted", member)
    assert Membership.objects.open().get().organisation == yard


def test_who_is_no_member_anywhere_cannot_be_asked_for(applied, mill_officer):
    with pytest.raises(Refused, match="No member with this name"):
        actions.ask_for_applicant(applied, reason="换了单位", by=mill_officer)


def test_who_became_a_member_here_meanwhile_is_confirmed_without_a_second_membership(
    applied, member, mill_officer
):
    actions.admit(applied, by=mill_officer)
    assert Joining.objects.get().state == "admitted"
    assert Membership.objects.count() == 1


def test_the_log_keeps_neither_code_nor_applicant(applied):
    entry = Entry.objects.get(action="membership.apply")
    assert applied.code not in entry.subject and "甄示例" not in entry.subject
