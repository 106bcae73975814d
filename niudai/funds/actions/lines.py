"""A line from the decision to the payment, and what becomes of it when something goes wrong."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.funds.following import REPAY, tell
from niudai.funds.ledger import accounts_of, post
from niudai.funds.matching import refuse_over_cap, refuse_unusable
from niudai.funds.models import STANDS, Entry, Line, LineStage, Source, SourceStage
from niudai.funds.numbering import said
from niudai.funds.payable import Payable
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused

CHUNK = 2000
FROZEN = (
    "source", "organisation", "manner", "person_id", "name", "number", "snapshot", "amount_fen",
    "item", "group", "event", "goods", "origin", "reference", "year", "decided_on", "decided_by",
    "decided_user", "card_name", "card", "bank", "card_proof",
)  # fmt: skip


@transaction.atomic
def commit(
    source: Source,
    payables: Sequence[Payable],
    *,
    origin: str,
    decided_on: date | None = None,
    by: Actor,
) -> list[Line]:
    """Bind money for what was decided, all of it or nothing.

    `origin` names the part of the house that hands the lines in; one decision of it is paid once.
    """
    by.must(Permission.FUND_COMMIT, at=source.organisation.path)
    on = decided_on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    if not payables:
        raise Refused(_("There is nothing to commit."))
    accounts_of(source)  # one after the other from here on: caps and balance hold
    source.refresh_from_db()
    refuse_unusable(source, on)
    lines = []
    for payable in payables:
        refuse_wrong(source, payable)
        line = line_of(source, payable, origin, on, by)
        write(line)
        lines.append(line)
    entry = post(
        source, Entry.Event.COMMIT, [(line.pk, line.amount_fen) for line in lines], by=by, on=on,
        document=payables[0].reference[:120],
    )  # fmt: skip
    record(
        "funds.commit", source, by=by, entry=entry.pk, lines=len(lines),
        amount_fen=entry.total_fen, origin=origin,
    )  # fmt: skip
    return lines


def refuse_wrong(source: Source, payable: Payable) -> None:
    if payable.amount_fen <= 0:
        raise Refused(_("An amount is more than nothing."))
    said(payable.name, _("Name the recipient."))
    said(payable.reference, _("Name the decision the amount comes from."))
    place = payable.organisation
    if place is not None and not place.path.startswith(source.organisation.path):
        raise Refused(
            _("%(place)s does not lie beneath the union whose money it is.") % {"place": place}
        )
    refuse_over_cap(source, payable)


def line_of(source: Source, payable: Payable, origin: str, on: date, by: Actor) -> Line:
    """The recipient as the decision knew it, frozen."""
    return Line(
        source=source, organisation=payable.organisation or source.organisation,
        manner=payable.manner, person_id=payable.person_id, name=payable.name.strip(),
        number=payable.number, card=payable.card, card_name=payable.card_name.strip(),
        card_proof=payable.card_proof, bank=payable.bank, snapshot=payable.snapshot,
        amount_fen=payable.amount_fen, item=payable.item, group=payable.group,
        event=payable.event, goods=payable.goods, origin=origin, reference=payable.reference,
        year=source.year, decided_on=on, decided_by=by.name, decided_user=by.user_id,
    )  # fmt: skip


def write(line: Line) -> None:
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError as error:
        if "a_decision_is_paid_once" not in str(error) and "reference" not in str(error):
            raise
        raise Refused(
            _("%(reference)s is committed for %(name)s already.")
            % {"reference": line.reference, "name": line.name}
        ) from error


def held(line: Line) -> Line:
    """The line as it is now, held until the transaction ends."""
    return Line.objects.select_for_update().get(pk=line.pk)


def refuse_unless(line: Line, *stages: str) -> None:
    if line.stage not in stages:
        raise Refused(
            _("The line is “%(stage)s”: this is not open.") % {"stage": line.get_stage_display()}
        )


@transaction.atomic
def release(line: Line, *, reason: str, by: Actor) -> Line:
    """Give up a payment that was decided: its money is free again."""
    by.must(Permission.FUND_COMMIT, at=line.source.organisation.path)
    reason, line = said(reason), held(line)
    refuse_unless(line, LineStage.COMMITTED)
    if line.batch_id is not None:
        raise Refused(_("The line stands in a batch: take it out first."))
    moved(line, Entry.Event.RELEASE, LineStage.RELEASED, reason, by=by)
    return line


@transaction.atomic
def reverse(line: Line, *, slip: str, reason: str, by: Actor) -> Line:
    """Enter that a recipient's money came back. The payment stays written beside it."""
    by.must(Permission.FUND_RESULT, at=line.source.organisation.path)
    slip, reason = said(slip, _("Name the slip of the bank.")), said(reason)
    line = held(line)
    refuse_unless(line, LineStage.PAID)
    refuse_closed(line.source)
    batch = line.batch
    if batch is not None and is_same(batch.sent_by, batch.sent_user, by):
        raise Refused(_("Whoever paid does not enter what came of it."))
    moved(line, Entry.Event.REVERSE, LineStage.REVERSED, reason, by=by, document=slip)
    return line


def refuse_closed(source: Source) -> None:
    """Looked at under the lock of the accounts, so that nobody closes it meanwhile."""
    accounts_of(source)
    source.refresh_from_db(fields=["stage"])
    if source.stage != SourceStage.OPEN:
        raise Refused(_("The source is closed: nothing about it changes."))


def moved(
    line: Line, event: str, stage: str, reason: str, *, by: Actor, document: str = ""
) -> None:
    entry = post(
        line.source, event, [(line.pk, line.amount_fen)], by=by, batch=line.batch,
        document=document or line.reference,
    )  # fmt: skip
    before, line.stage = line.stage, stage
    line.stands, line.final_on = stage in STANDS, timezone.localdate()
    line.save(update_fields=["stage", "stands", "final_on"])
    tell(event, [line.pk], by=by)
    record(
        f"funds.{event}", line, by=by, entry=entry.pk, amount_fen=line.amount_fen,
        stage=[before, stage], document=document, personal={"reason": reason},
    )  # fmt: skip


@transaction.atomic
def repay(
    line: Line, *, card: str, card_name: str = "", bank: str = "", proof: str, by: Actor
) -> Line:
    """Bind the money again for a line the bank returned, with a card that was proved.

    A new line; the old one and what the bank said of it stay as they are.
    """
    by.must(Permission.FUND_EDIT, at=line.source.organisation.path)
    proof, line = said(proof, _("Say how the card was proved.")), held(line)
    refuse_unless(line, LineStage.REJECTED)
    if Line.objects.filter(replaces=line).exists():
        raise Refused(_("A new line stands for this one already."))
    refuse_closed(line.source)
    again = Line(**{name: getattr(line, name) for name in FROZEN}, replaces=line)
    changed: dict[str, Any] = {
        "card": said(card, _("Give the number of the card.")), "card_proof": proof,
        "card_name": card_name.strip() or line.card_name, "bank": bank.strip() or line.bank,
    }  # fmt: skip
    for name, value in changed.items():
        setattr(again, name, value)
    write(again)
    entry = post(
        line.source, Entry.Event.COMMIT, [(again.pk, again.amount_fen)], by=by,
        document=line.reference,
    )  # fmt: skip
    record(
        "funds.repay", again, by=by, entry=entry.pk, amount_fen=again.amount_fen,
        before=line.code, personal={"proof": proof},
    )  # fmt: skip
    tell(REPAY, [again.pk], by=by)
    return again
