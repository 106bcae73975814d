"""What is missing before a move of money, in the sentences the page shows."""

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from niudai.funds.ledger import standings
from niudai.funds.models import Batch, Line, LineStage, Source
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
    present = Line.objects.of(batch).exists()
    return None if present else _("There is no line in the batch.")


def unfit_cards(batch: Batch) -> str | None:
    """Each has a card, and the holder is the recipient or a proxy that was approved."""
    absent = Q(card_lookup="") & ~Q(manner=Line.Manner.GOODS)
    foreign = ~Q(card_name="") & ~Q(card_name=F("name")) & Q(card_proof="")
    found = Line.objects.of(batch).aggregate(
        absent=Count("pk", filter=absent), foreign=Min("pk", filter=foreign)
    )
    sentences = []
    if found["absent"]:
        sentences.append(_("%(count)d lines have no bank card.") % {"count": found["absent"]})
    if found["foreign"]:
        line = Line.objects.get(pk=found["foreign"])
        sentences.append(
            _("The card for %(name)s belongs to %(holder)s: a proxy must be approved.")
            % {"name": line.name, "holder": line.card_name}
        )
    return " ".join(sentences) or None


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
    number = Line.objects.of(batch).exclude(stage__in=FINAL).count()
    if not number:
        return None
    return _("%(count)d lines have no result yet.") % {"count": number}
