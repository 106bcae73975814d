"""A person is put on file once."""

from datetime import date

import pytest
from django.db import connection

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.membership.models import Person
from tests.membership.conftest import NUMBERS

pytestmark = pytest.mark.django_db


def test_birthday_and_sex_are_read_from_the_number(person):
    assert (person.born_on, person.sex, person.number_state) == (date(1990, 3, 7), "1", "valid")
    assert person.standing == "none"


def test_the_number_and_the_phone_cannot_be_read_in_the_database(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, phone FROM membership_person")
        kept = "".join(cursor.fetchone())
    assert NUMBERS[0] not in kept
    assert "13800001234" not in kept


def test_the_log_keeps_neither_name_nor_number(person):
    entry = Entry.objects.get(action="membership.enter_person")
    assert "甄示例" not in f"{entry.subject}{entry.changes}{entry.personal}"
    assert NUMBERS[0] not in f"{entry.subject}{entry.changes}{entry.personal}"


def test_the_same_number_is_not_put_on_file_twice_even_in_another_town(person, yard, yard_officer):
    again = PersonFacts(name="甄示例", number="３２０２８１ 19900307 4510")
    with pytest.raises(Refused, match="on file already"):
        actions.enter_person(again, organisation=yard, by=yard_officer)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": "甄", "number": "320281199003074511"}, "not valid"),
        ({"name": "甄", "number": "320281197802290018"}, "birthday that does not exist"),
        ({"name": "甄", "phone": "12345"}, "phone number is not valid"),
        ({"name": "甄", "nation": "99"}, "does not stand in the table"),
        ({"name": "甄", "born_on": date(2025, 1, 1)}, "cannot be the birthday"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(mill, mill_officer, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.enter_person(PersonFacts(**facts), organisation=mill, by=mill_officer)
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


def test_an_old_number_of_fifteen_digits_is_kept_as_history(mill, mill_officer):
    facts = PersonFacts(name="甄示例", number="320281650307451")
    person = actions.enter_person(facts, organisation=mill, by=mill_officer)
    assert (person.number_state, person.born_on) == ("old", date(1965, 3, 7))


def test_an_officer_of_another_unit_puts_nobody_on_file_here(mill, yard_officer):
    with pytest.raises(Refused, match="permission"):
        actions.enter_person(PersonFacts(name="甄示例"), organisation=mill, by=yard_officer)


def test_health_is_entered_only_by_whom_it_concerns(person, mill_officer, city_officer):
    facts = PersonFacts(name="甄示例", number=None, phone=None, health="肢体残疾三级")
    with pytest.raises(Refused, match="permission"):
        actions.correct_person(person, facts, by=mill_officer)
    actions.correct_person(person, facts, by=city_officer)
    assert Person.objects.get().health == "肢体残疾三级"
    entry = Entry.objects.get(action="membership.correct_person")
    assert "肢体残疾" not in str(entry.changes)


def test_a_correction_that_changes_nothing_is_refused(person, mill_officer):
    facts = PersonFacts(name="甄示例", number=None, phone=None, sex="1", born_on=date(1990, 3, 7))
    with pytest.raises(Refused, match="Nothing was changed"):
        actions.correct_person(person, facts, by=mill_officer)
