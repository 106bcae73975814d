"""Pages of money as the people of it meet them."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from niudai.access.permissions import Role
from niudai.audit.models import Entry as LogEntry
from niudai.funds.models import Account, Line, Reconciliation
from niudai.notices.models import Notice
from tests.funds.conftest import committed, result_file, row, sent


@pytest.fixture
def finance(city, at_desk):
    return at_desk(city, Role.FINANCE_OFFICER)


def test_cards_and_numbers_are_covered_on_every_page(source, people, finance):
    lines = committed(source, people, 2)
    batch = sent(source, people, lines)
    addresses = [
        f"/office/funds/batches/{batch.pk}/", f"/office/funds/lines/{lines[0].pk}/",
        "/office/funds/lines/", f"/office/funds/batches/{batch.pk}/publicity/",
        "/office/funds/ledger/export/",
    ]  # fmt: skip
    for address in addresses:
        reply = finance.get(address)
        text = (b"".join(reply.streaming_content) if reply.streaming else reply.content).decode()
        assert reply.status_code == 200
        assert lines[0].card not in text
        assert lines[0].number not in text


def test_a_card_is_shown_for_a_reason_that_is_kept(source, people, finance):
    line = committed(source, people, 1)[0]
    address = f"/office/funds/lines/{line.pk}/reveal/card/"
    assert line.card in finance.post(address, {"reason": "核对银行卡"}).content.decode()
    assert LogEntry.objects.filter(action="personal.reveal").count() == 1


def test_the_public_list_has_surnames_only(source, people, finance):
    lines = committed(source, people, 1)
    batch = sent(source, people, lines)
    lines[0].stage = "paid"
    lines[0].batch = batch
    lines[0].save()
    text = finance.get(f"/office/funds/batches/{batch.pk}/publicity/").content.decode()
    assert "甄***" in text
    assert lines[0].name not in text


def test_the_answer_of_the_bank_is_tried_before_it_is_entered(source, people, finance):
    lines = committed(source, people, 2)
    batch = sent(source, people, lines)
    address = f"/office/funds/batches/{batch.pk}/results/"
    tried = finance.post(
        address, {"file": result_file([row(lines[0]), row(lines[1], "失败", "户名不符")])},
        follow=True,
    )  # fmt: skip
    assert "Nothing is entered yet" in tried.content.decode()
    assert Line.objects.of(batch).filter(stage="sent").count() == 2
    entered = finance.post(tried.redirect_chain[-1][0], follow=True)
    assert "1 paid, 1 returned" in entered.content.decode()
    stages = Line.objects.of(batch).values_list("stage", flat=True)
    assert sorted(stages) == ["paid", "rejected"]


def test_taking_the_bank_file_leaves_an_entry(source, people, finance):
    batch = sent(source, people, committed(source, people, 1))
    reply = finance.post(f"/office/funds/batches/{batch.pk}/bank-file/")
    assert "6222000000000000001" in b"".join(reply.streaming_content).decode()
    assert LogEntry.objects.filter(action="funds.take_bank_file").count() == 1


def test_the_auditor_reads_ledger_and_statement_and_takes_no_bank_file(
    city, source, people, at_desk
):
    batch = sent(source, people, committed(source, people, 1))
    auditor = at_desk(city, Role.AUDITOR)
    for address in ("", "ledger/", "ledger/export/", f"{source.pk}/", f"{source.pk}/statement/"):
        assert auditor.get(f"/office/funds/{address}").status_code == 200
    assert auditor.post(f"/office/funds/batches/{batch.pk}/bank-file/").status_code == 403


def test_every_night_each_source_is_proved(source, people, capsys):
    committed(source, people, 2)
    call_command("reconcile_funds", apply=True)
    proof = Reconciliation.objects.get()
    assert (proof.faults, proof.entries) == ([], 2)


def test_a_source_that_does_not_agree_is_told_to_finance_and_audit(city, source, at_desk):
    at_desk(city, Role.FINANCE_OFFICER)
    at_desk(city, Role.AUDITOR)
    Account.objects.filter(source=source, kind="free").update(balance_fen=5)
    for _night in range(2):
        with pytest.raises(CommandError, match="1 of 1 sources failed"):
            call_command("reconcile_funds", apply=True)
    assert Notice.objects.filter(subject__contains="does not agree").count() >= 2
    assert LogEntry.objects.filter(action="funds.not_agreeing").count() == 1
    assert Reconciliation.objects.get().faults != []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by its statistics")
@pytest.mark.parametrize("stage", ["committed", "paid"])
def test_the_lines_of_a_stage_are_read_in_the_order_of_the_list(source, people, finance, stage):
    committed(source, people, 3)
    with CaptureQueriesContext(connection) as asked:
        assert finance.get(f"/office/funds/lines/?stage={stage}").status_code == 200
    [listed] = [each["sql"] for each in asked if "LIMIT 51" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {listed}")
        assert not [step for *_numbers, step in cursor.fetchall() if "ORDER BY" in step]
