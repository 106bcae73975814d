"""A batch from the first line to the public list."""

import hashlib
import secrets
from collections.abc import Sequence
from itertools import starmap

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.moves import advance, locked, open_case
from niudai.funds.actions.checks import draw_calls
from niudai.funds.bank_list import Paid, bank_list
from niudai.funds.following import PUT_IN, TAKE_OUT, tell
from niudai.funds.ledger import post
from niudai.funds.models import (
    BankFile,
    Batch,
    Entry,
    Line,
    LineStage,
    Payment,
    Signature,
    Source,
)
from niudai.funds.models.line import LineQuerySet
from niudai.funds.numbering import numbered, said
from niudai.funds.procedure import (
    APPROVE,
    CANCEL,
    FILL,
    LOCK,
    PUBLISH,
    RECONCILE,
    SEND,
    SIGN,
    UNLOCK,
)
from niudai.funds.separation import refuse_same_person
from niudai.funds.warnings import equal_people, signatures_advised, warnings
from niudai.kernel import bulk
from niudai.kernel.among import Among
from niudai.kernel.refused import Refused

LEAST = 2  # signatures; machine 10.3 names two signatories


@transaction.atomic
def open_batch(source: Source, *, name: str, manner: str = "bank", by: Actor) -> Batch:
    """Begin a list for one source."""
    by.must(Permission.FUND_EDIT, at=source.organisation.path)
    today = timezone.localdate()
    batch = Batch.objects.create(
        source=source, organisation=source.organisation, name=said(name, _("Give it a name.")),
        manner=manner, reference=numbered(source.organisation, "发", today), received_on=today,
    )  # fmt: skip
    return open_case(batch, by=by, event="open_batch", source=source.reference)


@transaction.atomic
def put_in(batch: Batch, lines: Sequence[int], *, by: Actor) -> Batch:
    """Put committed lines in that wait; nobody stands in a batch twice for one item."""
    batch = locked(batch)
    FILL.check(batch, by=by)
    if not lines:
        raise Refused(_("Choose at least one line."))
    keys = filled(batch, Line.objects.filter(pk__in=lines))
    if set(keys) != set(lines):
        raise Refused(_("Some of these lines do not wait any more. Look at the list again."))
    return advance_filled(batch, keys, by=by)


@transaction.atomic
def put_in_all(batch: Batch, *, item: str, origin: str, by: Actor) -> Batch:
    """Put in everything of one item and one part of the house that waits, however much it is."""
    batch = locked(batch)
    FILL.check(batch, by=by)
    keys = filled(batch, Line.objects.filter(item=item, origin=origin))
    if not keys:
        raise Refused(_("Choose at least one line."))
    return advance_filled(batch, keys, by=by)


def filled(batch: Batch, chosen: LineQuerySet) -> list[int]:
    """Which of the chosen waited and stand in the batch now, by one statement for all.

    The batch is held: who fills it meanwhile waits, so that looking who stands twice is enough.
    """
    fitting = chosen.filter(source=batch.source_id, manner=batch.manner).order_by()
    waiting = Payment.objects.waiting().filter(pk__in=fitting.values("pk"))
    # In one order first: two who fill two batches do not stop each other.
    keys = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    Payment.objects.filter(Among(F("pk"), keys)).update(batch=batch)
    refuse_twice(batch)
    return keys


def advance_filled(batch: Batch, keys: list[int], *, by: Actor) -> Batch:
    tell(PUT_IN, keys, by=by)
    return advance(batch, FILL, by=by, lines=len(keys))


def refuse_twice(batch: Batch) -> None:
    """M7 of the reference: the same number twice for one item."""
    if twice := equal_people(batch):
        raise Refused(
            _("%(name)s would stand in the batch twice for one item.") % {"name": "、".join(twice)}
        )


@transaction.atomic
def take_out(batch: Batch, line: Line, *, by: Actor) -> Batch:
    batch = locked(batch)
    FILL.check(batch, by=by)
    if not Payment.objects.filter(pk=line.pk, batch=batch).update(batch=None):
        raise Refused(_("The line does not stand in this batch."))
    tell(TAKE_OUT, [line.pk], by=by)
    return advance(batch, FILL, by=by, lines=-1)


@transaction.atomic
def lock(batch: Batch, *, answer: str = "", by: Actor) -> Batch:
    """Fix the list and its total. Warnings are answered here, in words that are kept."""
    batch = locked(batch)
    batch.answer = answer.strip()
    sums = Line.objects.of(batch).aggregate(number=Count("pk"), total=Sum("amount_fen"))
    batch.count, batch.total_fen = sums["number"], int(sums["total"] or 0)
    advised, decides = signatures_advised(batch)
    batch.signatures_wanted = max(LEAST, advised) if decides else LEAST
    batch.built_by, batch.built_user = by.name, by.user_id
    batch.locked_on = timezone.localdate()
    batch.save()
    bulk.by_index()  # PostgreSQL does not know yet how few lines of the table stand in the batch
    found = warnings(batch)
    return advance(
        batch, LOCK, by=by, lines=batch.count, amount_fen=batch.total_fen, warnings=len(found),
        personal={"answer": batch.answer} if batch.answer else None,
    )  # fmt: skip


@transaction.atomic
def unlock(batch: Batch, *, reason: str, by: Actor) -> Batch:
    batch = locked(batch)
    reason = said(reason)
    UNLOCK.check(batch, by=by)
    batch.signatures.all().delete()
    batch = advance(batch, UNLOCK, by=by, note=reason)
    batch.count, batch.total_fen = 0, 0
    batch.save(update_fields=["count", "total_fen"])
    return batch


@transaction.atomic
def sign(batch: Batch, *, note: str = "", by: Actor) -> Batch:
    """Answer for the list; the last signature wanted approves it."""
    batch = locked(batch)
    SIGN.check(batch, by=by)
    refuse_same_person(batch, "sign", by=by)
    Signature.objects.create(
        batch=batch, name=by.name, user=by.user_id, role=by.role or "",
        signed_on=timezone.localdate(), total_fen=batch.total_fen,
    )  # fmt: skip
    batch = advance(batch, SIGN, by=by, amount_fen=batch.total_fen, note=note)
    if batch.signatures.count() >= batch.signatures_wanted:
        batch = advance(batch, APPROVE, by=by)
    return batch


@transaction.atomic
def send(batch: Batch, *, ending: str = "xlsx", by: Actor) -> Batch:
    """Freeze the list as a file for the bank and keep its fingerprint."""
    batch = locked(batch)
    SEND.check(batch, by=by)
    refuse_same_person(batch, "send", by=by)
    lines = sent_out(batch, by=by)
    content = bank_list(batch, lines, ending)
    made = BankFile(
        batch=batch, ending=ending, sha256=hashlib.sha256(content).hexdigest(), count=len(lines),
        total_fen=batch.total_fen, made_by=by.name,
    )  # fmt: skip
    made.file.save(f"list.{ending}", ContentFile(content), save=False)
    made.save()
    return advance(
        batch, SEND, by=by, lines=len(lines), amount_fen=batch.total_fen, sha256=made.sha256
    )


def sent_out(batch: Batch, *, by: Actor) -> list[Paid]:
    """Every line leaves what is committed; the total is what was signed, or nothing goes.

    The bank gets one amount and the list of its parts: so does the ledger, in one posting, and the
    lines of the batch are its parts for ever. Number and snapshot stay sealed: the bank is told
    neither.
    """
    told = Line.objects.of(batch).order_by("pk").values_list(*Paid._fields)
    lines = list(starmap(Paid, told))
    total = sum(line.amount_fen for line in lines)
    committed = Payment.objects.filter(batch=batch, stage=LineStage.COMMITTED)
    going = committed.update(stage=LineStage.SENT)
    if (len(lines), going, total) != (batch.count, batch.count, batch.total_fen):
        raise Refused(_("The list is not the one that was signed. Unlock it and look again."))
    post(
        batch.source, Entry.Event.SEND, [(None, total)], by=by, batch=batch,
        document=batch.reference,
    )  # fmt: skip
    batch.sent_by, batch.sent_user = by.name, by.user_id
    batch.sent_on = timezone.localdate()
    batch.save(update_fields=["sent_by", "sent_user", "sent_on"])
    return lines


@transaction.atomic
def reconcile(batch: Batch, *, note: str = "", by: Actor) -> Batch:
    """Paid and returned are what was sent; recipients to be called are drawn by lot."""
    batch = locked(batch)
    RECONCILE.check(batch, by=by)
    refuse_same_person(batch, "reconcile", by=by)
    sums = Line.objects.of(batch).aggregate(total=Sum("amount_fen"))
    if (Line.objects.of(batch).count(), sums["total"]) != (batch.count, batch.total_fen):
        raise Refused(_("Paid and returned are not what was sent."))
    batch.reconciled_on = timezone.localdate()
    batch.sample_seed = secrets.randbits(48)
    batch.save(update_fields=["reconciled_on", "sample_seed"])
    drawn = draw_calls(batch)
    return advance(
        batch, RECONCILE, by=by, note=note, calls=drawn, seed=batch.sample_seed,
        amount_fen=batch.total_fen,
    )  # fmt: skip


@transaction.atomic
def publish(batch: Batch, *, note: str = "", by: Actor) -> Batch:
    batch = locked(batch)
    batch.published_on = timezone.localdate()
    batch.save(update_fields=["published_on"])
    return advance(batch, PUBLISH, by=by, note=note)


@transaction.atomic
def cancel(batch: Batch, *, reason: str, by: Actor) -> Batch:
    """Give the list up; what was committed stays committed and waits again."""
    batch = locked(batch)
    CANCEL.check(batch, by=by)
    leaving = Payment.objects.filter(batch=batch, stage=LineStage.COMMITTED)
    keys = list(leaving.order_by("pk").values_list("pk", flat=True))
    freed = leaving.update(batch=None)
    tell(TAKE_OUT, keys, by=by)
    return advance(batch, CANCEL, by=by, note=said(reason), lines=freed)
