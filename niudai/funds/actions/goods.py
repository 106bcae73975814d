"""Goods: given out to those who visit, handed over before two witnesses, or brought back."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.moves import advance, locked
from niudai.funds.actions.batches import sent_out
from niudai.funds.actions.lines import held, moved, refuse_unless
from niudai.funds.models import Batch, Entry, Line, LineStage, Receipt
from niudai.funds.numbering import said
from niudai.funds.procedure import GIVE_OUT
from niudai.funds.separation import refuse_same_person
from niudai.kernel.refused import Refused


@transaction.atomic
def give_out(batch: Batch, *, note: str = "", by: Actor) -> Batch:
    batch = locked(batch)
    GIVE_OUT.check(batch, by=by)
    refuse_same_person(batch, "give_out", by=by)
    lines = sent_out(batch, by=by)
    return advance(batch, GIVE_OUT, by=by, note=note, lines=len(lines), amount_fen=batch.total_fen)


@transaction.atomic
def hand_over(
    line: Line,
    *,
    signed_by: str,
    first_witness: str,
    second_witness: str,
    on: date | None = None,
    by: Actor,
) -> Line:
    """The recipient or who lives there signed, and two saw it."""
    line = on_the_way(line, by=by)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    names = [name.strip() for name in (signed_by, first_witness, second_witness)]
    if not all(names) or names[1] == names[2]:
        raise Refused(_("One signs and two different people witness it."))
    Receipt.objects.create(
        line=line, signed_by=names[0], first_witness=names[1], second_witness=names[2],
        handed_on=on, entered_by=by.name,
    )  # fmt: skip
    moved(line, Entry.Event.PAY, LineStage.PAID, names[0], by=by)
    return line


@transaction.atomic
def not_handed_over(line: Line, *, reason: str, by: Actor) -> Line:
    """Brought back: the money is free again."""
    line = on_the_way(line, by=by)
    line.bank_message = said(reason)[:200]
    line.save(update_fields=["bank_message"])
    moved(line, Entry.Event.REJECT, LineStage.REJECTED, reason, by=by)
    return line


def on_the_way(line: Line, *, by: Actor) -> Line:
    by.must(Permission.FUND_RESULT, at=line.source.organisation.path)
    line = held(line)
    refuse_unless(line, LineStage.SENT)
    if line.batch is None or line.manner != Line.Manner.GOODS:
        raise Refused(_("These are payments, not goods."))
    refuse_same_person(line.batch, "results", by=by)
    return line
