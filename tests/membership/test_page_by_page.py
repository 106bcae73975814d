"""The list of people page by page while people arrive, and what its count says."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niudai.access.permissions import Role
from niudai.kernel.listing import Count, page_of
from niudai.membership import actions
from niudai.membership.actions.persons import PersonFacts
from niudai.membership.forms import PeopleFilters
from niudai.membership.models import Person
from tests.organisations.conftest import actor_at

pytestmark = pytest.mark.django_db
SIZE = 4


def asked(query=""):
    return QueryDict(query.removeprefix("?"))


def page(by, query=""):
    question = asked(query)
    rows = PeopleFilters(question, by=by).narrowed().select_related("organisation")
    return page_of(rows, question, order=["path"], size=SIZE)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    there=st.lists(st.booleans(), max_size=14),
    arriving=st.lists(st.booleans(), max_size=8),
    filters=st.sampled_from(["?", "?sex=2", "?q=甄", "?q=zsl", "?standing=none&trade=any"]),
)
def test_nobody_is_doubled_or_lost_while_people_arrive(mill, yard, city, there, arriving, filters):
    Person.objects.all().delete()
    by = actor_at(city.path, Role.ORGANISATION_OFFICER)

    def enter(here):
        at = mill if here else yard
        return Person.objects.create(
            name="甄示例", organisation=at, path=at.path, sex="2", trade="courier"
        )

    known = [enter(here) for here in there]
    coming = iter(arriving)
    seen, query = [], filters
    while True:
        found = page(by, query)
        seen += found.rows
        if (here := next(coming, None)) is not None:
            enter(here)
        if not found.following:
            break
        query = found.following
    assert len(seen) == len(set(seen))
    assert set(known) <= set(seen)
    assert seen == sorted(seen, key=lambda each: (each.path, each.pk))


def test_all_of_a_place_are_counted_without_counting(member, mill, yard, mill_officer, city):
    actions.enter_person(PersonFacts(name="艾示例"), organisation=mill, by=mill_officer)
    for at, number in ((mill, 2), (yard, 0), (city, 2)):
        by = actor_at(at.path, Role.ORGANISATION_OFFICER)
        filters = PeopleFilters(asked(), by=by)
        rows = filters.narrowed()
        assert rows.count() == number
        assert filters.known_count() == Count(number)


@pytest.mark.parametrize("query", ["?sex=1", "?kind=migrant", "?standing=active"])
def test_where_more_is_asked_the_rows_are_counted(member, city_officer, query):
    filters = PeopleFilters(asked(query), by=city_officer)
    filters.narrowed()
    assert filters.known_count() is None


def test_a_count_knows_no_neighbour(member, mill, yard):
    by = actor_at(yard.path, Role.VILLAGE_OFFICER)
    filters = PeopleFilters(asked(f"?under={mill.pk}"), by=by)
    rows = filters.narrowed()
    assert not rows.exists()
    assert filters.known_count() == Count(0)
