"""What is missing before a move of money, in the sentences the page shows."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from niudai.funds.ledger import standings
from niudai.funds.models import Batch, LineStage, Source
from niudai.funds.warnings import warnings
from niudai.kernel.money import yuan

FINAL = (LineStage.PAID, LineStage.REJECTED, LineStage.REVERSED)


def missing_allowance(source: Source) -> str | None:
    if source.allowances.exists():
        return None
    return _("Say first which items the source may be used for.")


def open_batches(source: Source) -> str | None:
    number = source.batches.open().count()
    if not number:
        return None
    return _("%(count)d batches of this source are still open.") % {"count": number}


def bound_money(source: Source) -> str | None:
    bound = standings([source])[source.pk].bound
    if not bound:
        return None
    return _("%(amount)s yuan are committed or with the bank.") % {"amount": yuan(bound)}


def missing_agreement(source: Source) -> str | None:
    return None if source.agreed_on else _("The audit committee has not agreed yet.")


def missing_lines(batch: Batch) -> str | None:
    return None if batch.lines.exists() else _("There is no line in the batch.")


def missing_card(batch: Batch) -> str | None:
    if batch.manner == Batch.Manner.GOODS:
        return None
    number = batch.lines.filter(card_lookup="").count()
    return _("%(count)d lines have no bank card.") % {"count": number} if number else None


def foreign_card(batch: Batch) -> str | None:
    """The holder is the recipient, or a proxy that was approved."""
    foreign = batch.lines.exclude(Q(card_name="") | Q(card_name=F("name")))
    line = foreign.filter(card_proof="").first()
    if line is None:
        return None
    return _("The card for %(name)s belongs to %(holder)s: a proxy must be approved.") % {
        "name": line.name, "holder": line.card_name,
    }  # fmt: skip


def unanswered_warnings(batch: Batch) -> str | None:
    if batch.answer.strip():
        return None
    found = warnings(batch)
    if not found:
        return None
    return _("Answer the warnings first:") + " " + " ".join(found)


def missing_signatures(batch: Batch) -> str | None:
    lacking = batch.signatures_wanted - batch.signatures.count()
    if lacking <= 0:
        return None
    return _("%(count)d signatures are missing.") % {"count": lacking}


def only_bank(batch: Batch) -> str | None:
    return None if batch.manner != Batch.Manner.GOODS else _("Goods are handed over, not sent.")


def only_goods(batch: Batch) -> str | None:
    return None if batch.manner == Batch.Manner.GOODS else _("These are payments, not goods.")


def lines_without_result(batch: Batch) -> str | None:
    number = batch.lines.exclude(stage__in=FINAL).count()
    if not number:
        return None
    return _("%(count)d lines have no result yet.") % {"count": number}
