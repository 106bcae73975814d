"""An entry is written in the transaction of the act it records, and goes with it."""

import pytest
from django.db import transaction

from niudai.access.actor import CLOCK
from niudai.audit.log import record
from niudai.audit.models import Entry, Head
from niudai.kernel.refused import Refused


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_the_act_it_records_is_not_written(federation):
    with pytest.raises(RuntimeError):
        record("organisations.correct", federation, by=CLOCK)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_act_that_is_refused_leaves_no_entry_and_no_gap(log, federation):
    with pytest.raises(Refused), transaction.atomic():
        record("organisations.correct", federation, by=CLOCK)
        raise Refused("no")
    assert Head.objects.get().number == Entry.objects.count() == 5
    assert record("organisations.correct", federation, by=CLOCK).number == 6


@pytest.mark.django_db
def test_personal_data_stand_apart_under_a_seal_that_cannot_be_guessed(log):
    entries = Entry.objects.exclude(salt="")
    assert [entry.number for entry in entries] == [3]
    assert "甄示例" not in str(entries[0].content())
    assert entries[0].personal_hash != ""
