"""What a person is found by stands in one index: each more costs every row of a roster."""

import pytest
from django.db import connection

from niudai.membership.models import Person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "indexes"), [("number_key", 1), ("phone_key", 1), ("card_key", 0)]
)
def test_a_key_has_no_second_index(column, indexes):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Person._meta.db_table)
    named = [each for each in found.values() if each["index"] and each["columns"] == [column]]
    assert len(named) == indexes
