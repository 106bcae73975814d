"""Many rows at once, on whichever database the tests run."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from niudai.access.actor import CLOCK
from niudai.kernel import bulk
from niudai.kernel.personal import lookup
from niudai.membership.models import Membership, Person, Standing
from niudai.membership.searching import people_found
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

NUMBER = "320281199003074510"
NAMES = ("name", "number", "phone", "born_on", "sex", "organisation", "path", "standing", "migrant")


@pytest.fixture
def union():
    return OrganisationFactory(parent=OrganisationFactory())


def row(union, name="曾示例", number=NUMBER, **changes):
    values = {
        "name": name, "number": number, "phone": "13800000000", "born_on": date(1990, 3, 7),
        "sex": Person.Sex.MALE, "organisation": union.pk, "path": union.path,
        "standing": Standing.ACTIVE, "migrant": True, **changes,
    }  # fmt: skip
    return tuple(values[name] for name in NAMES)


def facts(person, *, without=()):
    skipped = {"id", "created_at", *without}
    return {
        field.attname: getattr(person, field.attname)
        for field in person._meta.concrete_fields
        if field.attname not in skipped
    }


def test_a_loaded_person_is_the_same_as_a_saved_one(union):
    assert bulk.load(Person, NAMES, [row(union)]) == 1
    loaded = Person.objects.get()
    values = dict(zip(NAMES, row(union), strict=True)) | {"organisation": union}
    saved = Person.objects.create(**values)
    saved.refresh_from_db()
    assert facts(loaded) == facts(saved)
    assert loaded.number == NUMBER and loaded.number_key == lookup(NUMBER)
    assert "zeng" in loaded.search and loaded.created_at is not None


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(ANY_TEXT, min_size=1))
@example(["\\N", "\\", "a\tb", "a\nb\r", "", "曾", "\\."])
def test_every_text_arrives_as_it_is(union, texts):
    keys = bulk.reserve(Person, len(texts))
    rows = [(key, text, union.pk, union.path) for key, text in zip(keys, texts, strict=True)]
    bulk.load(Person, ("id", "registered_at", "organisation", "path"), rows)
    found = dict(Person.objects.filter(pk__in=keys).values_list("pk", "registered_at"))
    assert [found[key] for key in keys] == texts


def test_no_number_is_readable_in_the_table(union):
    bulk.load(Person, NAMES, [row(union)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, phone FROM membership_person")
        assert not {NUMBER, "13800000000"} & set(cursor.fetchone())


def test_more_rows_than_are_prepared_at_a_time_all_arrive(union, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 3)
    names = [f"甄{number}\t\\N\"'\n%s" for number in range(8)]
    assert bulk.load(Person, NAMES, (row(union, name) for name in names)) == 8
    assert list(Person.objects.order_by("pk").values_list("name", flat=True)) == names


def test_reserved_keys_are_nobody_elses(union):
    bulk.load(Person, NAMES, [row(union)])
    keys = bulk.reserve(Person, 3)
    again = bulk.reserve(Person, 2)
    bulk.load(Person, ("id", *NAMES), [(key, *row(union)) for key in keys])
    single = Person.objects.create(name="甄示例", organisation=union, path=union.path)
    assert len({Person.objects.order_by("pk")[0].pk, *keys, *again, single.pk}) == 7
    assert sorted(keys) == keys


def test_reserved_keys_of_an_empty_table_begin_somewhere(union):
    assert len(bulk.reserve(Membership, 2)) == 2


def test_rows_are_found_by_a_list_of_values(union):
    numbers = [NUMBER, "320281198511200021"]
    bulk.load(Person, NAMES, [row(union, number=number) for number in numbers])
    found = bulk.among(
        Person, "number_key", [lookup(NUMBER), lookup("x")], ("born_on", "migrant", "sex", "number")
    )
    assert found[0][:3] == (date(1990, 3, 7), True, "1")
    assert found[0][3] != NUMBER and len(found) == 1
    assert bulk.among(Person, "id", [], ("id",)) == []


def test_a_change_writes_what_is_named_and_what_follows_it(union):
    bulk.load(Person, NAMES, [row(union), row(union, "单示例", "320281198511200021")])
    first, second = Person.objects.order_by("pk")
    changed = [(second.pk, "仇示例", "13900000000", None)]
    assert bulk.change(Person, ("name", "phone", "born_on"), changed) == 1
    now = Person.objects.get(pk=second.pk)
    assert (now.name, now.phone, now.born_on) == ("仇示例", "13900000000", None)
    assert now.phone_key == lookup("13900000000") and "qiu" in now.search
    assert now.number == "320281198511200021" and now.standing == Standing.ACTIVE
    assert facts(Person.objects.get(pk=first.pk)) == facts(first)


def test_two_changes_in_one_transaction(union):
    bulk.load(Person, NAMES, [row(union)])
    key = Person.objects.get().pk
    bulk.change(Person, ("name",), [(key, "甲")])
    bulk.change(Person, ("name",), [(key, "乙")])
    assert Person.objects.get().name == "乙"


def test_nothing_to_write_is_no_trouble(union):
    assert bulk.load(Person, NAMES, []) == 0
    assert bulk.change(Person, ("name",), []) == 0


def test_what_the_database_refuses_leaves_nothing_behind(union):
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.load(Person, NAMES, [row(union), row(union, path=None)])
    assert not Person.objects.exists()


def test_a_column_that_needs_a_value_is_missed_before_the_database_is_asked(union):
    with pytest.raises(ValueError, match="since"):
        bulk.load(Membership, ("person", "organisation", "path", "way"), [(1, 1, "", "listed")])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(union):
    with pytest.raises(RuntimeError):
        bulk.load(Person, NAMES, [row(union)])
    assert not Person.objects.exists()


@pytest.mark.parametrize("names", [NAMES, ("id", *NAMES)])
def test_loaded_people_are_found_by_one_character_and_by_pinyin(union, names):
    Person.objects.create(name="甄甲", organisation=union, path=union.path)
    rows = [row(union, "曾示例"), row(union, "单样本")]
    keys = bulk.reserve(Person, 2) if "id" in names else []
    bulk.load(Person, names, [(*keys[at : at + 1], *each) for at, each in enumerate(rows)])
    Person.objects.create(name="示范", organisation=union, path=union.path)
    for query, found in (("示", {"曾示例", "示范"}), ("甄", {"甄甲"}), ("shan", {"单样本"})):
        people = people_found(Person.objects.all(), query, by=CLOCK).rows
        assert set(people.values_list("name", flat=True)) == found
