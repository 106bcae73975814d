"""The database itself refuses to change or remove an entry."""

import pytest
from django.db import DatabaseError, connection, transaction

from niudai.access.actor import CLOCK
from niudai.audit.log import faults, record, shred
from niudai.audit.models import Entry

pytestmark = [pytest.mark.django_db]


def attempt(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "别人"),
        ("action", "x"),
        ("number", 99),
        ("path", "0009."),
        ("subject", "x"),
        ("changes", "{}"),
        ("hash", "0" * 64),
        ("previous_hash", "1" * 64),
        ("personal_hash", "2" * 64),
        ("user_id", 7),
    ],
)
def test_no_column_of_an_entry_is_changed(log, kept, column, value):
    with pytest.raises(DatabaseError):
        attempt(f"UPDATE audit_entry SET {column} = %s WHERE number = 2", value)
    assert list(faults()) == []


def test_no_entry_is_removed(log, kept):
    with pytest.raises(DatabaseError):
        attempt("DELETE FROM audit_entry WHERE number = 2")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.count() == 5


def test_personal_data_are_not_replaced_by_others(log, kept):
    with pytest.raises(DatabaseError):
        attempt("UPDATE audit_entry SET personal = %s WHERE number = 3", '{"name": "别人"}')
    with pytest.raises(DatabaseError):
        attempt("UPDATE audit_entry SET salt = %s WHERE number = 3", "ff" * 16)
    assert list(faults()) == []


def test_personal_data_are_erased_and_new_entries_follow(log, kept, federation):
    assert shred(federation, reason="本人要求删除", by=CLOCK) == 1
    record("organisations.correct", federation, by=CLOCK)
    assert Entry.objects.get(number=3).personal is None
    assert Entry.objects.count() == 7
    assert list(faults()) == []
