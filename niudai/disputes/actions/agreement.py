"""The agreement, how it becomes enforceable, and whether it is kept."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, timely
from niudai.casework.procedure import Move
from niudai.disputes import notices
from niudai.disputes.guards import window_over
from niudai.disputes.models import Agreement, AgreementItem, Dispute, Stage
from niudai.disputes.procedure import (
    AGREE,
    ASK_CONFIRMATION,
    ASK_PAYMENT_ORDER,
    ASK_REVIEW,
    CONFIRMATION_ACCEPTED,
    DEFAULT,
    GRANT_CONFIRMATION,
    GRANT_REVIEW,
    PAYMENT_ORDER_ACCEPTED,
    PAYMENT_ORDER_OBJECTED,
    PAYMENT_ORDER_REFUSED,
    PAYMENT_ORDER_SERVED,
    PERFORM,
    REFUSE_CONFIRMATION,
    REFUSE_REVIEW,
)
from niudai.kernel.refused import Refused

ANSWERS: dict[str, Move] = {
    move.name: move
    for move in (
        GRANT_REVIEW, REFUSE_REVIEW, CONFIRMATION_ACCEPTED, GRANT_CONFIRMATION, REFUSE_CONFIRMATION
    )
}  # fmt: skip
PAYMENT_ORDER: dict[str, Move] = {
    move.name: move
    for move in (
        ASK_PAYMENT_ORDER, PAYMENT_ORDER_ACCEPTED, PAYMENT_ORDER_SERVED, PAYMENT_ORDER_REFUSED,
        PAYMENT_ORDER_OBJECTED,
    )
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """One thing to be done by a day; `amount_fen` where it is money."""

    text: str
    due_on: date
    amount_fen: int | None = None


@transaction.atomic
def draft_agreement(
    dispute: Dispute, *, text: str, manner: str, items: list[Promise],
    confirms_relationship: bool, payment_only: bool, form: str = Agreement.Form.WRITTEN, by: Actor,
) -> Agreement:  # fmt: skip
    """Write or rewrite the agreement while nobody has signed it."""
    dispute = locked(dispute)
    by.must(Permission.DISPUTE_MEDIATE, at=dispute.organisation.path)
    if dispute.stage != Stage.MEDIATING:
        raise Refused(_("An agreement is written while the case is in mediation."))
    if form == Agreement.Form.ORAL and (dispute.body is None or dispute.body.kind != "people"):
        raise Refused(
            _("Only a people's mediation committee may record an oral agreement (PML §28).")
        )
    if any(item.due_on < dispute.received_on for item in items):
        raise Refused(_("A promise cannot be due before the application."))
    old = Agreement.objects.filter(dispute=dispute).first()
    if old and any(old.signatures):
        raise Refused(_("The agreement is already being signed: it cannot be rewritten."))
    agreement, _created = Agreement.objects.update_or_create(
        dispute=dispute,
        defaults={
            "text": text,
            "manner": manner,
            "form": form,
            "confirms_relationship": confirms_relationship,
            "payment_only": payment_only,
        },
    )
    agreement.items.all().delete()
    for item in items:
        AgreementItem.objects.create(
            agreement=agreement, text=item.text, due_on=item.due_on, amount_fen=item.amount_fen
        )
    record("disputes.draft_agreement", dispute, by=by, items=len(items))
    return agreement


@transaction.atomic
def agree(
    dispute: Dispute, *, applicant_signed_on: date, respondent_signed_on: date,
    mediator_signed_on: date, stamped_on: date, originals: int, by: Actor,
) -> Dispute:  # fmt: skip
    """Record the signatures: the agreement is in force from the last of them (ENT §26)."""
    dispute = locked(dispute)
    agreement = Agreement.objects.filter(dispute=dispute).first()
    if agreement is None:
        raise Refused(_("Write the agreement first: result, day and manner of performance."))
    signed = (applicant_signed_on, respondent_signed_on, mediator_signed_on, stamped_on)
    for day in signed:
        timely(dispute, day)
        if dispute.accepted_on and day < dispute.accepted_on:
            raise Refused(_("A signature is dated before the case was accepted."))
    agreement.applicant_signed_on, agreement.respondent_signed_on = signed[:2]
    agreement.mediator_signed_on, agreement.stamped_on = signed[2:]
    agreement.originals = originals
    agreement.save()
    dispute.outcome = f"agreement-{agreement.form}"
    dispute.save(update_fields=["outcome"])
    dispute = advance(dispute, AGREE, by=by, on=agreement.effective_on, settled=agreement.settled)
    notices.agreed(dispute)
    return dispute


@transaction.atomic
def ask_review(
    dispute: Dispute, *, asked_on: date | None = None, both_signed: bool, by: Actor
) -> Dispute:
    """Both sides apply to the arbitration commission for a mediation award (ARB §74)."""
    window = "MED-REVIEW-APPLY"
    return asked_together(dispute, ASK_REVIEW, window, on=asked_on, both_signed=both_signed, by=by)


@transaction.atomic
def ask_confirmation(
    dispute: Dispute, *, asked_on: date | None = None, both_signed: bool, by: Actor
) -> Dispute:
    """Both sides apply to the basic court for confirmation (CPL §205; PML §33)."""
    window = "MED-CONFIRM-APPLY"
    return asked_together(
        dispute, ASK_CONFIRMATION, window, on=asked_on, both_signed=both_signed, by=by
    )


def asked_together(
    dispute: Dispute, move: Move, window: str, *, on: date | None, both_signed: bool, by: Actor
) -> Dispute:  # fmt: skip
    if not both_signed:
        raise Refused(_("Both sides must apply together."))
    dispute = locked(dispute)
    on = timely(dispute, on)
    if sentence := window_over(dispute, window, on=on):
        raise Refused(sentence)
    if dispute.effective_on and on < dispute.effective_on:
        raise Refused(_("The agreement was not yet in force on %(day)s.") % {"day": on})
    return advance(dispute, move, by=by, on=on)


@transaction.atomic
def tell_enforcement(
    dispute: Dispute, *, answer: str, answered_on: date | None = None, note: str = "", by: Actor
) -> Dispute:
    """Record what the arbitration commission or the court answered."""
    move = ANSWERS[answer]
    dispute = advance(dispute, move, by=by, on=answered_on, note=note)
    if move in {GRANT_REVIEW, GRANT_CONFIRMATION}:
        route = "review" if move is GRANT_REVIEW else "confirmation"
        Agreement.objects.filter(dispute=dispute).update(enforceable_by=route)
    return dispute


@transaction.atomic
def perform_item(
    item: AgreementItem, *, performed_on: date | None = None, performed_fen: int | None = None,
    proof: str, by: Actor,
) -> AgreementItem:  # fmt: skip
    """Record that one promise was kept, with its proof."""
    dispute = locked(item.agreement.dispute)
    by.must(Permission.DISPUTE_MEDIATE, at=dispute.organisation.path)
    if not proof.strip():
        raise Refused(_("Say what proves it: a receipt, a bank record, the worker's word."))
    item = AgreementItem.objects.select_for_update().get(pk=item.pk)
    if item.performed_on:
        raise Refused(_("This promise is already recorded as performed."))
    if performed_fen is not None and performed_fen != item.amount_fen:
        raise Refused(_("Record the promise when all of it is paid; a part goes into a note."))
    item.performed_on, item.proof = timely(dispute, performed_on), proof
    item.performed_fen = item.amount_fen
    item.save()
    record("disputes.perform_item", dispute, by=by, amount=item.amount, on=item.performed_on)
    return item


@transaction.atomic
def perform(dispute: Dispute, *, by: Actor) -> Dispute:
    """Everything promised was done."""
    dispute = advance(dispute, PERFORM, by=by)
    dispute.outcome_reason = ""
    dispute.save(update_fields=["outcome_reason"])
    notices.performed(dispute)
    return dispute


@transaction.atomic
def default(dispute: Dispute, *, found_on: date | None = None, note: str, by: Actor) -> Dispute:
    """The employer did not perform; the worker is told every way onwards (LMA §15, §16)."""
    dispute = advance(dispute, DEFAULT, by=by, on=found_on, note=note)
    notices.defaulted(dispute)
    return dispute


@transaction.atomic
def payment_order(
    dispute: Dispute, *, event: str, happened_on: date | None = None, note: str = "", by: Actor
) -> Dispute:
    """One step of a payment order: asked, accepted, served, refused, objected (CPL §225–228)."""
    return advance(
        dispute, PAYMENT_ORDER[event], by=by, on=happened_on or timezone.localdate(), note=note
    )
