"""The award: its items proposed by the numbers, confirmed by a person, received by each party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import locked, timely
from niudai.disputes.actions.referral.recording import begin, put, refuse_before, step
from niudai.disputes.models import Award, AwardItem, CourtCase, Referral, Who
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import Answer, evaluate

CEILING = "AWD-FINAL-CAP"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One thing the award decides; `amount_fen` where it is money."""

    claim: str
    matter: str
    amount_fen: int | None = None


@transaction.atomic
def mediate(
    referral: Referral, *, mediated_on: date | None = None,
    performance_due_on: date | None = None, note: str = "", by: Actor,
) -> Referral:  # fmt: skip
    """The parties settled before the commission; the mediation award binds (LMA §42)."""
    mediated_on = timely(referral, mediated_on)
    begun = begin(referral, "arbitration_mediates", by=by)
    begun.put( performance_due_on=performance_due_on,
        effective_on=mediated_on, result="arb-mediated", result_note=note,
    )  # fmt: skip
    after = referral.arbitration_accepted_on
    return begun.done(on=mediated_on, note=note, after=after)


@transaction.atomic
def list_items(
    referral: Referral, *, items: Sequence[Item], minimum_wage_fen: int | None = None,
    listed_on: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """Write down what the award decides; for each item the numbers propose final or not.

    Without a minimum wage given by a person the one on record is used: then it is a preview.
    """
    begun = begin(referral, "list_items", by=by)
    referral = begun.referral
    if not items:
        raise Refused(_("An award decides at least one thing."))
    for item in items:
        if not item.claim.strip():
            raise Refused(_("Say what each item is for."))
        if item.matter == AwardItem.Matter.PAY and item.amount_fen is None:
            raise Refused(_("%(claim)s: give the amount.") % {"claim": item.claim})
    referral.award_items.all().delete()
    for item in items:
        with translation.override(settings.LANGUAGE_CODE):  # what is kept, all must read
            proposal = proposed(referral, item, minimum_wage_fen)
        AwardItem.objects.create(
            referral=referral, claim=item.claim, matter=item.matter, amount_fen=item.amount_fen,
            proposed_final=proposal.holds,
            proposal={
                "rule": proposal.rule.key,
                "status": proposal.status,
                "sentences": proposal.explanation,
            },
        )  # fmt: skip
    return begun.done(on=listed_on, items=len(items))


def proposed(referral: Referral, item: Item, minimum_wage_fen: int | None) -> Answer:
    """Each item by itself; nobody sums them (ARB §50; JI1 §19)."""
    row: dict[str, Any] = {"name": item.claim, "matter": item.matter}
    if item.amount_fen is not None:
        row["amount"] = yuan(item.amount_fen)
    facts: dict[str, Any] = {"items": [row]}
    if minimum_wage_fen is not None:
        facts["minimum_wage"] = yuan(minimum_wage_fen)
    return evaluate(CEILING, facts, on=timezone.localdate(), place=referral.place)


@transaction.atomic
def award(
    referral: Referral, *, made_on: date | None = None, final: Mapping[int, bool],
    final_number: str = "", other_number: str = "", in_one_document: bool = False,
    outcome: str = "", performance_due_on: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """Confirm, item by item, what the award says of itself; make its documents.

    `final` answers for each item by its key. Final and other items stand in two documents, each
    with its number; written into one they count as not final (JI1 §20).
    """
    referral = locked(referral)
    made_on = timely(referral, made_on)
    refuse_before(made_on, referral.hearing_on)
    begun = begin(referral, "award", by=by)
    items = list(referral.award_items.all())
    if {item.pk for item in items} != set(final):
        raise Refused(_("Confirm every item as the award says it."))
    for item in items:
        item.final, item.confirmed_by = final[item.pk], by.name
        item.confirmed_on = timezone.localdate()
        item.save()
    kinds = written(
        referral, items, made_on=made_on, in_one_document=in_one_document,
        numbers={True: final_number, False: other_number},
    )  # fmt: skip
    put(referral, result=kinds, result_note=outcome, performance_due_on=performance_due_on)
    return begun.done(on=made_on, result=kinds, outcome=outcome,
        items=[[item.proposed_final, item.final] for item in items]
    )  # fmt: skip


def written(
    referral: Referral, items: list[AwardItem], *, made_on: date, in_one_document: bool,
    numbers: dict[bool, str],
) -> str:  # fmt: skip
    """Make the documents; the outcome code says which kinds there are."""
    kinds = {bool(item.final) for item in items}
    mixed = len(kinds) > 1
    in_one = mixed and in_one_document
    if in_one:
        kinds = {False}
    for final in sorted(kinds):
        number = numbers[final].strip()
        if not number:
            raise Refused(
                _("Give the number of the final award.")
                if final
                else _("Give the number of the non-final award.")
            )
        document = Award.objects.create(
            referral=referral, final=final, number=number, made_on=made_on, mixed_in_one=in_one
        )
        own = [item.pk for item in items if in_one or bool(item.final) is final]
        referral.award_items.filter(pk__in=own).update(award=document)
    if mixed and not in_one:
        return "award-mixed"
    return "award-final" if kinds == {True} else "award-non-final"


@transaction.atomic
def receive_award(
    referral: Referral, *, final: bool, party: str, received_on: date | None = None, by: Actor
) -> Referral:
    """The day a party received a document: its own time to sue or to ask for revocation begins."""
    begun = begin(referral, "receive_award", by=by)
    referral = begun.referral
    document = referral.award(final=final)
    if document is None:
        raise Refused(_("There is no such award document."))
    received_on = timely(referral, received_on)
    refuse_before(received_on, document.made_on)
    fill(document, f"{Who(party).value}_received_on", received_on)
    return begun.done(on=received_on, party=party, note=document.number)


def fill(row: Award | CourtCase, field: str, day: date) -> None:
    """A day is written once: windows have been counted from it."""
    row.refresh_from_db()
    before = getattr(row, field)
    if before is not None:
        raise Refused(_("Already recorded: %(day)s.") % {"day": before})
    setattr(row, field, day)
    row.save(update_fields=[field])


@transaction.atomic
def take_effect(referral: Referral, *, effective_on: date | None = None, by: Actor) -> Referral:
    """Nobody sued in time: the award is in force, and enforcement may be asked for."""
    effective_on = timely(referral, effective_on)
    begun = begin(referral, "take_effect", by=by)
    begun.put(effective_on=effective_on)
    return begun.done(on=effective_on)


@transaction.atomic
def lapse(referral: Referral, *, by: Actor) -> Referral:
    """The award was revoked and nobody sued in time: the matter is over."""
    referral = step(referral, "lapse", by=by)
    return put(referral, result="award-revoked")
