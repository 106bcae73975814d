"""A condition on many values, on whichever database the tests run."""

import pytest
from django.db.models import F

from niudai.kernel.among import Among
from niudai.organisations.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unions():
    names = ('甲"工会', "乙,工会", "丙{}工会", "丁'工会")
    return [OrganisationFactory(name=name) for name in names]


def named(condition):
    return set(Organisation.objects.filter(condition).values_list("name", flat=True))


def test_numbers_texts_and_nothing(unions):
    first, second, third, _fourth = unions
    assert named(Among(F("pk"), [first.pk, third.pk])) == {first.name, third.name}
    assert named(Among(F("name"), {each.name for each in unions})) == {u.name for u in unions}
    assert named(Among(F("name"), (name for name in [second.name, "无"]))) == {second.name}
    assert named(Among(F("pk"), [])) == set()


def test_a_query_for_the_values(unions):
    wanted = Organisation.objects.filter(name__startswith="丙").values("pk")
    assert named(Among(F("pk"), wanted)) == {unions[2].name}
    assert named(Among(F("pk"), wanted.filter(name="无"))) == set()


def test_many_thousand_change_in_one_statement(unions, django_assert_num_queries):
    keys = [*range(10**6, 10**6 + 20_000), unions[0].pk]
    with django_assert_num_queries(1):
        assert Organisation.objects.filter(Among(F("pk"), keys)).update(short_name="改") == 1
