"""Coded fields in words, as Django says them."""

from django.utils import translation

from niudai.membership.models import Person


def test_a_label_is_said_in_the_language_of_the_moment():
    person = Person(sex="2")
    with translation.override("en"):
        assert person.get_sex_display() == "Female"
    with translation.override("zh-hans"):
        assert person.get_sex_display() == "女"


def test_what_no_table_knows_is_said_as_it_is():
    assert Person(sex="9").get_sex_display() == "9"
    assert Person(sex=None).get_sex_display() is None
