"""A source with money, a batch and a line at a place, written directly for the proof."""

from datetime import date
from typing import Any

from niudai.casework.moves import show
from niudai.funds.ledger import open_accounts
from niudai.funds.models import (
    Account,
    Allowance,
    Batch,
    CallCheck,
    Entry,
    Line,
    Posting,
    ResultFile,
    Source,
)


def plant_money(place: Any, today: date) -> dict[str, Any]:
    """One of everything; `place` is where, and knows the mark its names carry."""
    mark = place.mark("钱")
    source = Source.objects.create(
        reference=f"{mark}资", organisation=place.organisation, received_on=today, stage="open",
        name=mark, kind="fiscal", document=mark, year=today.year, purpose=mark, planned_fen=100,
        since=today, until=today, carry_over="carry",
    )  # fmt: skip
    open_accounts(source)
    batch = Batch.objects.create(
        reference=f"{mark}发", organisation=place.organisation, received_on=today, source=source,
        name=mark,
    )  # fmt: skip
    for case in (source, batch):
        show(case)
    line = Line.objects.create(
        source=source, organisation=place.organisation, batch=batch, name=mark, number="1",
        card="6222", snapshot=mark, amount_fen=100, item="living", reference=mark,
        year=today.year, decided_on=today, decided_by=mark,
    )  # fmt: skip
    accounts = {account.kind: account for account in source.accounts.all()}
    entry = Entry.objects.create(
        source=source, event="receive", on=today, total_fen=100, document=mark, written_by=mark
    )
    Posting.objects.create(
        entry=entry, event="receive", credit=accounts[Account.Kind.ORIGIN],
        debit=accounts[Account.Kind.FREE], amount_fen=100,
    )  # fmt: skip
    return {
        "money_source": source, "money_batch": batch, "money_line": line, "money_entry": entry,
        "allowance": Allowance.objects.create(source=source, item="living"),
        "call": CallCheck.objects.create(batch=batch, line=line),
        "result_file": ResultFile.objects.create(
            batch=batch, rows="[]", sha256="0" * 64, added_by=mark
        ),
    }  # fmt: skip
