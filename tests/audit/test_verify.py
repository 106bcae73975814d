"""`niudai audit verify` finds what was touched and says which entry."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from niudai.access.actor import CLOCK
from niudai.audit.log import faults, shred
from niudai.audit.models import Entry, Head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_hand")]


def found():
    with translation.override("en"):
        return list(faults())


def put(entry, /, **columns):
    """Past the program, as someone with the database in hand would."""
    Entry.objects.filter(number=entry).update(**columns)


def test_an_untouched_log_is_whole(log, capsys):
    assert found() == []
    call_command("audit", "verify", as_json=True)
    assert json.loads(capsys.readouterr().out) == {"entries": 5, "faults": []}


def test_an_empty_log_is_whole(db):
    assert found() == []


@pytest.mark.parametrize(
    "columns",
    [
        {"actor": "别人"},
        {"changes": {"round": 9}},
        {"subject": "别的工会"},
        {"path": "0009."},
        {"user_id": 7},
        {"action": "organisations.move"},
    ],
)
def test_a_changed_entry_is_named(log, columns):
    put(2, **columns)
    assert found() == ["Entry 2 was changed."]


def test_an_entry_changed_together_with_its_hash_breaks_the_next_one(log):
    put(2, hash="0" * 64)
    assert found() == ["Entry 2 was changed.", "Entry 3 does not follow the one before it."]


def test_a_removed_entry_is_missed(log):
    Entry.objects.filter(number__in=[2, 3])._raw_delete("default")
    assert found() == ["Entries 2 to 3 are missing."]


def test_the_first_entry_is_missed_too(log):
    Entry.objects.filter(number=1)._raw_delete("default")
    assert found() == ["Entries 1 to 1 are missing."]


def test_two_entries_that_changed_places_are_both_named(log):
    put(2, number=99)
    put(3, number=2)
    put(99, number=3)
    said = found()
    assert "Entry 2 was changed." in said
    assert "Entry 3 was changed." in said


def test_a_cut_off_end_is_missed(log):
    Entry.objects.filter(number__gte=4)._raw_delete("default")
    assert found() == ["The log ends at entry 3, but 5 were written."]


def test_an_emptied_log_is_missed(log):
    Entry.objects.all()._raw_delete("default")
    assert found() == ["The log ends at entry 0, but 5 were written."]


def test_a_head_that_was_put_back_is_found(log):
    Head.objects.update(number=3)
    assert len(found()) == 1


def test_changed_personal_data_are_named(log):
    put(3, personal={"name": "别人"})
    assert found() == ["The personal data of entry 3 were changed."]


def test_shredded_personal_data_leave_the_chain_whole(log, federation):
    shred(federation, reason="本人要求删除", by=CLOCK)
    assert found() == []
    assert "甄示例" not in str(list(Entry.objects.values()))
    assert Entry.objects.get(number=6).action == "audit.shred"


def test_the_command_fails_and_says_which(log, capsys):
    put(4, actor="别人")
    with pytest.raises(CommandError):
        call_command("audit", "verify")
    assert "4" in capsys.readouterr().out
