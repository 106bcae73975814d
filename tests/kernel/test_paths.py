"""Places as paths: what lies above, what lies beneath, and nothing by mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niudai.kernel.paths import ancestors, child, within
from niudai.organisations.models import Organisation
from tests.factories import OrganisationFactory

NUMBERS = st.lists(st.integers(1, 9999), min_size=1, max_size=6)


def path_of(numbers):
    path = ""
    for number in numbers:
        path = child(path, number)
    return path


def lies_within(path, scope):
    """What `within` asks the database, asked of two texts."""
    asked = dict(within(scope).children)
    if "path__startswith" in asked:
        return path.startswith(asked["path__startswith"])
    return "path__gte" in asked and asked["path__gte"] <= path < asked["path__lt"]


@given(NUMBERS)
def test_the_places_above_are_as_many_as_the_levels_and_end_with_the_place(numbers):
    path = path_of(numbers)
    above = ancestors(path)
    assert len(above) == len(numbers)
    assert above[-1] == path and above[0] == child("", numbers[0])
    assert all(lies_within(path, each) for each in above)


@given(NUMBERS, NUMBERS)
def test_a_place_lies_within_another_only_if_that_one_is_above_it(one, other):
    path, scope = path_of(one), path_of(other)
    assert lies_within(path, scope) == (scope in ancestors(path))


@given(NUMBERS)
def test_an_empty_scope_holds_nothing(numbers):
    assert not lies_within(path_of(numbers), "")


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_that_would_shift_the_levels_is_not_given_out(number):
    with pytest.raises(ValueError, match="1 to 9999"):
        child("0001.", number)


@pytest.mark.django_db
def test_the_database_draws_the_same_line():
    city = OrganisationFactory(path="0001.")
    town, next_town = OrganisationFactory(path="0001.0001."), OrganisationFactory(path="0001.0010.")
    village = OrganisationFactory(path="0001.0001.0009.")
    found = Organisation.objects.filter(within(town.path)).order_by("path")
    assert list(found) == [town, village]
    assert list(Organisation.objects.filter(within(city.path))) == [city, town, village, next_town]
    assert not Organisation.objects.filter(within("")).exists()
