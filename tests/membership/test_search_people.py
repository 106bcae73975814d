"""Finding people: by what they are called, however it is typed, and nobody of another place."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.access.permissions import Role
from niudai.kernel import bulk, character_index
from niudai.membership.models import Person
from niudai.membership.searching import people_found
from tests.organisations.conftest import K, actor_at, unit

pytestmark = pytest.mark.django_db

NAMES = [
    "甄示例",
    "单例文",
    "曾示",
    "阿卜杜拉·买买提",
    "Li Ming",
    "欧阳示范",
    "𬭎例",
    "O'Brien",
    "易示例",
]
FINDS = {
    "甄": {"甄示例"},
    "示例": {"甄示例", "易示例"},
    "例": {"甄示例", "单例文", "𬭎例", "易示例"},
    "例示": set(),
    "甄 例": {"甄示例"},
    "zhenshili": {"甄示例"},
    "ZhenShi": {"甄示例"},
    "zsl": {"甄示例"},
    "shanliwen": {"单例文"},
    "danli": {"单例文"},
    "slw": {"单例文"},
    "dlw": {"单例文"},
    "zengshi": {"曾示"},
    "cengshi": {"曾示"},
    "买提": {"阿卜杜拉·买买提"},
    "拉·买": {"阿卜杜拉·买买提"},
    "拉买": set(),
    "ming": {"Li Ming"},
    "li m": {"Li Ming"},
    "𬭎": {"𬭎例"},
    "o'b": {"O'Brien"},
    "ouyang": {"欧阳示范"},
    "": set(),
    '"': set(),
    "'": set(),
    "*": set(),
    "\\": set(),
    "%": set(),
    "示*": set(),
    "zhen*": set(),
}


@pytest.fixture
def people(mill):
    with transaction.atomic():
        bulk.load(
            Person, ("name", "organisation", "path"), [(name, mill.pk, mill.path) for name in NAMES]
        )
    return mill


def found(query, by):
    rows = people_found(Person.objects.visible_to(by), query, by=by).rows
    return {person.name for person in rows}


@pytest.mark.parametrize("walked", [False, True])
@pytest.mark.parametrize("query", FINDS)
def test_people_are_found_by_what_they_are_called(query, walked, people, mill_officer, monkeypatch):
    if walked:  # as it is where thousands are called so
        monkeypatch.setattr(character_index, "FEW", -1)
        monkeypatch.setattr(character_index, "FEW_BENEATH", -1)
    assert found(query, mill_officer) == FINDS[query]


def test_a_new_name_is_found_and_the_old_one_is_not(people, mill_officer):
    person = Person.objects.get(name="甄示例")
    person.name = "艾新名"
    person.save()
    assert found("示例", mill_officer) == {"易示例"}
    assert found("新名", mill_officer) == {"艾新名"}
    Person.objects.filter(name="易示例").delete()
    assert not Person.objects.filter(name="易示例").exists()
    assert "易示例" not in found("示", mill_officer)


def test_names_changed_in_bulk_are_found(people, mill_officer):
    with transaction.atomic():
        rows = [(person.pk, f"{person.name}甲") for person in Person.objects.all()]
        bulk.change(Person, ("name",), rows)
    assert len(found("甲", mill_officer)) == len(NAMES)
    assert found("例甲", mill_officer) == {"甄示例甲", "𬭎例甲", "易示例甲"}


def test_whoever_was_merged_away_is_not_found(people, mill_officer):
    first, second = Person.objects.filter(name__in=["甄示例", "易示例"])
    Person.objects.filter(pk=second.pk).update(merged_into=first)
    assert found("示例", mill_officer) == {first.name}


def test_where_nobody_is_called_so_the_people_of_the_union_are_found(people, yard, mill_officer):
    assert found("纺织", mill_officer) == set(NAMES)
    assert found("造船", mill_officer) == set()
    assert found("造船", actor_at(yard.path, Role.VILLAGE_OFFICER)) == set()


TREES = st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=7)
SURNAMES = st.sampled_from("甄易艾贾")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parents=TREES, data=st.data())
def test_no_search_of_any_officer_in_any_tree_finds_a_neighbour(city, parents, data):
    with transaction.atomic():
        units = grown(city, parents)
        for at in units:
            for surname in data.draw(st.lists(SURNAMES, max_size=3)):
                Person.objects.create(name=f"{surname}示例", organisation=at, path=at.path)
        for at in units:
            everyone_finds_their_own(at)
        transaction.set_rollback(True)


def grown(city, parents):
    """A tree of unions: the n-th hangs beneath one of those before."""
    units = [city]
    for number, parent in enumerate(parents):
        above = units[parent % len(units)]
        path = f"{above.path}{number + 1:04d}."
        units.append(unit(path, K.VILLAGE, f"示例{number}会", "320281108200", above))
    return units


def everyone_finds_their_own(at):
    by = actor_at(at.path, Role.VILLAGE_OFFICER)
    seen = Person.objects.visible_to(by)
    for query in ("示例", "甄", "zsl", "s", "示例0", "会", "一二三四"):
        assert all(
            person.path.startswith(at.path) for person in people_found(seen, query, by=by).rows
        )
    everyone = Person.objects.filter(path__startswith=at.path)
    assert set(people_found(seen, "示例", by=by).rows) == set(everyone)
