"""The bank's answer: brought, tried, entered. What is tried is what is entered."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import locked
from niudai.funds.bank_list import kept, read_results
from niudai.funds.following import tell
from niudai.funds.judging import Verdict, judged
from niudai.funds.ledger import post
from niudai.funds.models import (
    STANDS,
    Batch,
    BatchStage,
    Entry,
    Line,
    LineStage,
    Payment,
    ResultFile,
)
from niudai.funds.separation import refuse_same_person
from niudai.kernel import bulk
from niudai.kernel.refused import Refused


@transaction.atomic
def bring_results(batch: Batch, upload: UploadedFile, *, by: Actor) -> ResultFile:
    """Read the file once and keep its rows, sealed. Nothing is entered yet."""
    batch = locked(batch)
    refuse_not_sent(batch, by=by)
    rows = read_results(upload)
    if not rows:
        raise Refused(_("There is no row with a number in the file."))
    upload.seek(0)
    sha256 = hashlib.sha256(upload.read()).hexdigest()
    known = ResultFile.objects.filter(batch=batch, sha256=sha256).first()
    if known is not None:
        return known
    brought = ResultFile.objects.create(
        batch=batch, rows=kept(rows), sha256=sha256, added_by=by.name
    )
    record("funds.bring_results", batch, by=by, rows=len(rows), sha256=sha256)
    return brought


@transaction.atomic
def enter_results(brought: ResultFile, *, by: Actor) -> ResultFile:
    """Enter every row that fits its line; rows that do not fit change nothing.

    Entered again, nothing happens twice: a line that has its result is no longer open.
    """
    batch = locked(brought.batch)
    refuse_not_sent(batch, by=by)
    refuse_same_person(batch, "results", by=by)
    brought = ResultFile.objects.select_for_update().get(pk=brought.pk)
    if brought.entered_at is not None:
        raise Refused(_("This file has been entered already."))
    held = Payment.objects.filter(batch=batch).select_for_update()
    list(held.order_by("pk").values_list("pk"))
    verdicts = judged(brought)
    paid = [verdict for verdict in verdicts if verdict.outcome == LineStage.PAID]
    rejected = [verdict for verdict in verdicts if verdict.outcome == LineStage.REJECTED]
    if not paid and not rejected:
        raise Refused(_("No row of the file fits an open line of this batch."))
    enter(batch, Entry.Event.PAY, paid, brought, by=by)
    enter(batch, Entry.Event.REJECT, rejected, brought, by=by)
    batch.results_by, batch.results_user = by.name, by.user_id
    batch.save(update_fields=["results_by", "results_user"])
    brought.paid, brought.rejected = len(paid), len(rejected)
    brought.entered_at, brought.entered_by = timezone.now(), by.name
    brought.save()
    record(
        "funds.enter_results", batch, by=by, paid=len(paid), rejected=len(rejected),
        rows=len(verdicts), sha256=brought.sha256,
    )  # fmt: skip
    return brought


def enter(
    batch: Batch, event: str, verdicts: list[Verdict], brought: ResultFile, *, by: Actor
) -> None:
    if not verdicts:
        return
    today = timezone.localdate()
    amounts = [(verdict.line.pk, verdict.line.amount_fen) for verdict in verdicts if verdict.line]
    try:
        entry = post(batch.source, event, amounts, by=by, batch=batch, document=brought.sha256[:16])
    except IntegrityError as error:
        raise Refused(_("A line of this file has its result already.")) from error
    bulk.change(
        Payment, ["stage", "final_on", "bank_message"],
        [(each.line.pk, each.outcome, today, each.message[:200])
         for each in verdicts if each.line],
    )  # fmt: skip
    Line.objects.filter(postings__entry=entry).exclude(stage__in=STANDS).update(stands=False)
    tell(event, [key for key, _fen in amounts], by=by)


def refuse_not_sent(batch: Batch, *, by: Actor) -> None:
    by.must(Permission.FUND_RESULT, at=batch.organisation.path)
    if batch.stage != BatchStage.SENT or batch.manner == Batch.Manner.GOODS:
        raise Refused(_("The batch is not with the bank: there is nothing to enter."))
