"""Two records of one human being: found, decided, undone."""

from datetime import date

import pytest

from niudai.access.actor import CLOCK
from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.duplicates.finding import find_pairs
from niudai.membership.duplicates.merging import merge, tell_apart, undo
from niudai.membership.models import Engagement, Membership, Merge, Pair, Person
from tests.membership.conftest import NUMBERS

pytestmark = pytest.mark.django_db
BORN = date(1990, 3, 7)


def on_file(unit, **facts):
    """A record as a roster leaves it: nobody asked whether the person is known elsewhere."""
    facts = {"name": "甄示例", "born_on": BORN, "sex": "1", "standing": "active"} | facts
    facts.setdefault("number_state", "valid" if facts.get("number") else "missing")
    person = Person.objects.create(organisation=unit, path=unit.path, **facts)
    Membership.objects.create(
        person=person, organisation=unit, path=unit.path, way="listed", since=date(2024, 1, 1)
    )
    return person


@pytest.fixture
def twice(mill, yard):
    """The same number on the rosters of two unions."""
    return on_file(mill, number=NUMBERS[0]), on_file(yard, number=NUMBERS[0], education="20")


@pytest.fixture
def pair(twice, city):
    find_pairs(by=CLOCK)
    return Pair.objects.get()


def counted():
    return set(Person.objects.members().values_list("pk", flat=True))


def test_with_the_same_number_neither_is_counted_until_it_is_decided(pair, twice, city_officer):
    assert (pair.ground, pair.likelihood) == ("number", 100)
    assert counted() == set()
    merge(pair, keep=twice[0], by=city_officer)
    assert counted() == {twice[0].pk}


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        ({"phone": "13800001234"}, {"phone": "13800001234"}, "name_birth_phone"),
        ({}, {"number": NUMBERS[0]}, "name_birth"),
        ({"name": "甄诗例"}, {"number": NUMBERS[0]}, "sound_birth"),
        ({"born_on": None, "phone": "13800001234"}, {"phone": "13800001234"}, "name_phone"),
        (
            {"number": "320281199003074511", "number_state": "wrong"}, {"number": NUMBERS[0]},
            "name_birth",
        ),
    ],
)  # fmt: skip
def test_who_looks_alike_is_found_and_the_older_record_counts(city, mill, yard, one, other, ground):
    first, second = on_file(mill, **one), on_file(yard, **other)
    assert find_pairs(by=CLOCK) == 1
    assert Pair.objects.get().ground == ground
    assert counted() == {first.pk}
    assert second.pk not in counted()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"number": NUMBERS[0]}, {"number": "320281199003074537"}),  # namesakes, both numbers good
        ({"sex": "1"}, {"sex": "2"}),
        ({"name": "甄示例"}, {"name": "甄双生", "phone": "13800001234"}),
        ({"born_on": None}, {"born_on": None}),
    ],
)
def test_who_is_somebody_else_is_left_alone(city, mill, yard, one, other):
    on_file(mill, **one)
    on_file(yard, **other)
    assert find_pairs(by=CLOCK) == 0
    assert len(counted()) == 2


def test_looking_twice_finds_nothing_new(pair):
    assert find_pairs(by=CLOCK) == 0
    assert Entry.objects.filter(action="membership.find_pairs").count() == 1


def test_a_pair_across_towns_is_decided_by_the_city(pair, twice, city, mill_officer, town_officer):
    assert pair.path == city.path
    for officer in (mill_officer, town_officer):
        assert not Pair.objects.visible_to(officer).exists()
        with pytest.raises(Refused, match="permission"):
            merge(pair, keep=twice[0], by=officer)
    assert Pair.objects.get().state == "open"


def test_everything_of_the_record_that_goes_hangs_on_the_one_that_stays(
    pair, twice, mill, yard, city_officer
):
    kept, gone = twice
    work = Engagement.objects.create(
        person=gone, organisation=mill, work="快递员", since=date(2025, 1, 1)
    )
    merge(pair, keep=kept, by=city_officer)
    work.refresh_from_db()
    kept.refresh_from_db()
    assert work.person == kept
    assert kept.education == "20"  # what was empty is filled
    assert (kept.path, kept.standing) == (mill.path, "active")
    assert Membership.objects.filter(person=kept).count() == 2
    assert Membership.objects.open().get().organisation == mill
    assert not Person.objects.visible_to(CLOCK).filter(pk=gone.pk).exists()


def test_a_merge_can_be_undone_at_any_time(pair, twice, yard, city_officer):
    kept, gone = twice
    merged = merge(pair, keep=kept, by=city_officer)
    actions.end_membership(kept, status="withdrawn", reason="本人申请", by=city_officer)
    undo(merged, by=city_officer)
    for person in twice:
        person.refresh_from_db()
    assert (kept.education, kept.standing) == ("", "left")
    assert (gone.merged_into, gone.standing, gone.path) == (None, "active", yard.path)
    assert Membership.objects.filter(person=gone).get().until is None
    assert Pair.objects.get().state == "open"
    assert list(faults()) == []
    with pytest.raises(Refused, match="undone already"):
        undo(merged, by=city_officer)


def test_what_was_corrected_after_the_merge_is_not_undone(pair, twice, city_officer):
    kept, _gone = twice
    merged = merge(pair, keep=kept, by=city_officer)
    Person.objects.filter(pk=kept.pk).update(education="10")
    undo(merged, by=city_officer)
    kept.refresh_from_db()
    assert kept.education == "10"


def test_two_persons_stay_two_and_are_not_found_again(pair, twice, city_officer):
    with pytest.raises(Refused, match="how you know"):
        tell_apart(pair, reason=" ", by=city_officer)
    tell_apart(pair, reason="本人到场核对", by=city_officer)
    assert counted() == {person.pk for person in twice}
    assert find_pairs(by=CLOCK) == 0
    with pytest.raises(Refused, match="decided already"):
        merge(pair, keep=twice[0], by=city_officer)


def test_a_third_record_is_decided_after_the_first_two(city, mill, yard, village, city_officer):
    people = [on_file(unit, number=NUMBERS[0]) for unit in (mill, yard, village)]
    assert find_pairs(by=CLOCK) == 3
    first = Pair.objects.get(first=people[0], second=people[1])
    merged = merge(first, keep=people[0], by=city_officer)
    waiting = Pair.objects.open().get()
    assert {waiting.first, waiting.second} == {people[0], people[2]}
    merge(waiting, keep=people[0], by=city_officer)
    assert counted() == {people[0].pk}
    undo(merged, by=city_officer)
    assert Pair.objects.open().count() == 1
    undo(Merge.objects.get(undone_at=None), by=city_officer)
    assert Pair.objects.open().count() == 3
    assert counted() == set()


def test_the_log_and_the_table_hold_no_number_in_clear(pair, twice, city_officer):
    merged = merge(pair, keep=twice[0], by=city_officer)
    raw = Merge.objects.filter(pk=merged.pk).extra(select={"raw": "before"}).values_list("raw")
    entry = Entry.objects.get(action="membership.merge")
    assert NUMBERS[0] not in f"{list(raw)}{entry.changes}{entry.personal}{merged.moved}"
