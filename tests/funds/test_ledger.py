"""The ledger keeps what was written, balances by its shape, and never falls below zero."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from niudai.audit.models import Entry as LogEntry
from niudai.funds import actions
from niudai.funds.ledger import moves_of
from niudai.funds.models import Account, Entry, Line, Posting
from niudai.funds.proving import faults_of
from niudai.kernel.refused import Refused
from tests.funds.conftest import committed, opened, payable, sent, stands


def test_money_received_is_free(source):
    now = stands(source)
    assert (now.received, now.free, now.bound, now.spent) == (10_000_000, 10_000_000, 0, 0)
    assert faults_of(source) == []


def test_what_is_committed_is_no_longer_free(source, people):
    lines = committed(source, people, 3)
    now = stands(source)
    assert now.committed == sum(line.amount_fen for line in lines)
    assert now.free + now.committed == now.received
    assert LogEntry.objects.filter(action="funds.commit").count() == 1


def test_more_than_is_free_cannot_be_committed(source, people):
    with pytest.raises(Refused, match="yuan are wanted"):
        actions.commit(source, [payable(1, 10_000_001)], origin="t", by=people.decider)
    assert not Line.objects.exists()
    assert stands(source).free == 10_000_000
    assert not LogEntry.objects.filter(action="funds.commit").exists()


@pytest.mark.parametrize("model", [Entry, Posting])
def test_the_database_refuses_to_change_or_remove_what_is_written(source, model):
    changes = {"event": "pay"}
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model.objects.update(**changes)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model.objects.filter(pk=model.objects.latest("pk").pk)._raw_delete("default")
    assert model.objects.filter(event="receive").exists()


def test_the_database_itself_lets_no_account_fall_below_zero(source):
    with pytest.raises(IntegrityError, match="no_account_falls_below_zero"), transaction.atomic():
        Account.objects.filter(source=source, kind="free").update(balance_fen=-1)


def test_a_balance_changed_behind_the_ledger_is_found(source):
    Account.objects.filter(source=source, kind="free").update(balance_fen=1)
    assert any("postings make" in fault for fault in faults_of(source))
    assert any("differ" in fault for fault in faults_of(source))


def test_a_wrong_receipt_is_answered_by_its_reverse_from_another_hand(source, people):
    entry = source.entries.get()
    with pytest.raises(Refused, match="Another person"):
        actions.correct(entry, reason="金额录错", by=people.clerk)
    back = actions.correct(entry, reason="金额录错", by=people.cashier)
    now = stands(source)
    assert (now.received, now.free, back.reverses) == (0, 0, entry)
    assert faults_of(source) == []
    with pytest.raises(Refused, match="reversed already"):
        actions.correct(entry, reason="再录一次", by=people.cashier)
    assert source.entries.count() == 2


def test_a_receipt_whose_money_is_committed_cannot_be_reversed(source, people):
    committed(source, people, 1)
    with pytest.raises(Refused, match="yuan are wanted"):
        actions.correct(source.entries.earliest("pk"), reason="录错", by=people.cashier)
    assert source.entries.count() == 2


def test_a_commitment_is_not_corrected_in_the_ledger_but_at_its_line(source, people):
    committed(source, people, 1)
    with pytest.raises(Refused, match="at its line"):
        actions.correct(source.entries.latest("pk"), reason="录错", by=people.cashier)


def test_nothing_happens_to_a_line_twice_even_past_the_actions(source, people):
    line = committed(source, people, 1)[0]
    posting = Posting.objects.filter(event="commit").get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(
            entry=posting.entry, event="commit", line=line, credit=posting.credit,
            debit=posting.debit, amount_fen=1,
        )  # fmt: skip


def test_a_batch_goes_to_the_bank_once_even_past_the_actions(source, people):
    batch = sent(source, people, committed(source, people, 2))
    first = batch.entries.get(event="send")
    assert first.postings.get().amount_fen == batch.total_fen
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            source=source, batch=batch, event="send", on=first.on, total_fen=1, written_by="x"
        )


def test_what_moved_a_line_names_the_batch_it_went_to_the_bank_with(source, people):
    line, other = committed(source, people, 2)
    batch = sent(source, people, [line])
    assert [move.event for move in moves_of(line)] == ["commit"]
    line.refresh_from_db()
    assert [(move.event, move.entry.batch) for move in moves_of(line)] == [
        ("commit", None), ("send", batch),
    ]  # fmt: skip
    assert [move.event for move in moves_of(other)] == ["commit"]


def test_a_line_that_is_counted_otherwise_than_it_stands_is_found(source, people):
    line = committed(source, people, 1)[0]
    Line.objects.filter(pk=line.pk).update(stands=False)
    assert faults_of(source) == [f"Line {line.code} is “Committed” and is counted otherwise."]


def test_two_sources_do_not_touch_each_other(city, source, people):
    other = opened(city, people, amount=5_000, name="送温暖资金")
    committed(source, people, 2)
    assert (stands(other).free, stands(other).committed) == (5_000, 0)
    assert faults_of(other) == []
