"""From union to union: a referral sent, taken over, come back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework import transfers
from niudai.casework.models import Transfer
from niudai.disputes import referral_notices, transfer_notices
from niudai.disputes.levels import level_of
from niudai.disputes.models import Referral
from niudai.disputes.referral_procedure import SEND, give_back
from niudai.disputes.referral_procedure import take as take_move
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


@transaction.atomic
def send(referral: Referral, *, to: Organisation, reason: str, by: Actor) -> Referral:
    """Send a referral to another union. Its day of receipt stays and its clocks go on."""
    if level_of(to.kind) == "base":
        raise Refused(_("%(name)s handles no referrals: choose a town or the city.") % {"name": to})
    if not reason.strip():
        raise Refused(_("Say why it is sent: the other union reads it."))
    referral = transfers.send(referral, SEND, to=to, reason=reason, by=by)
    transfer_notices.sent(referral)
    return referral


@transaction.atomic
def take(referral: Referral, *, by: Actor) -> Referral:
    """Take over a referral sent here; it stands where it stood, and whoever took it is named."""
    waiting = referral.item.transfers.waiting().first()
    if waiting is None:  # somebody was quicker
        raise Refused(_("This case was not sent to you, or is no longer on its way."))
    referral = transfers.accept(referral, stage=waiting.previous_stage, by=by, move=take_move)
    transfer_notices.arrived(referral)
    referral_notices.taken(referral)
    return referral


def return_unaccepted(transfer: Transfer, *, today: date) -> bool:
    """Return a referral nobody took in time, and alarm its sender."""
    with transaction.atomic():
        done = transfers.give_back(transfer, today=today, move=give_back)
        if done:
            transfer_notices.returned(transfer)
    return done
