"""Up and down the three levels: sending, taking over, coming back unaccepted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework import transfers
from niudai.casework.models import Transfer
from niudai.disputes import notices, transfer_notices
from niudai.disputes.models import Dispute, MediationBody
from niudai.disputes.procedure import SEND, give_back
from niudai.disputes.procedure import take as take_move
from niudai.kernel.refused import Refused


@transaction.atomic
def send(dispute: Dispute, *, to: MediationBody, reason: str, by: Actor) -> Dispute:
    """Send a registered case to another body; its receipt clocks go on."""
    dispute = transfers.send(dispute, SEND, to=to.organisation, reason=reason, by=by)
    transfer_notices.sent(dispute)
    return dispute


@transaction.atomic
def take(dispute: Dispute, *, body: MediationBody, by: Actor) -> Dispute:
    """Take over a case sent here; the person who does is named."""
    waiting = dispute.item.transfers.waiting().first()
    if waiting is None:  # somebody was quicker
        raise Refused(_("This case was not sent to you, or is no longer on its way."))
    dispute = transfers.accept(dispute, stage=waiting.previous_stage, by=by, move=take_move)
    dispute.body = body
    dispute.save(update_fields=["body"])
    transfer_notices.arrived(dispute)
    notices.taken(dispute)
    return dispute


def return_unaccepted(transfer: Transfer, *, today: date) -> bool:
    """Return a case nobody took in time, and alarm its sender."""
    with transaction.atomic():
        done = transfers.give_back(transfer, today=today, move=give_back)
        if done:
            transfer_notices.returned(transfer)
    return done
