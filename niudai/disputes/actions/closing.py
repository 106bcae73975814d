"""The end of a case: consent to go on elsewhere, closing, the archive."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, timely
from niudai.disputes.models import Dispute
from niudai.disputes.procedure import ARCHIVE, CLOSE
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest

RETENTION = "ARCH-OWN-OTHER"  # our own floor, as ARB §24 sets it for arbitration


@transaction.atomic
def consent_to_referral(
    dispute: Dispute, *, given_on: date | None = None, proof: str = "", by: Actor
) -> Dispute:
    """The worker agrees that a summary goes to arbitration, court or legal aid."""
    dispute = locked(dispute)
    asked = Permission.PARTY_ANSWER if by.may(Permission.PARTY_ANSWER) else None
    by.must(asked or Permission.DISPUTE_REFER, at=dispute.organisation.path)
    dispute.referral_consent_on = timely(dispute, given_on)
    dispute.save(update_fields=["referral_consent_on"])
    record("disputes.referral_consent", dispute, by=by, personal={"proof": proof})
    return dispute


@transaction.atomic
def close(dispute: Dispute, *, note: str = "", by: Actor) -> Dispute:
    """Nothing more is to be done."""
    return advance(dispute, CLOSE, by=by, note=note)


@transaction.atomic
def archive(dispute: Dispute, *, box: str, by: Actor) -> Dispute:
    """Put the file away with its box and the day until which it is kept (ARB §24, as a floor)."""
    if not box.strip():
        raise Refused(_("Say in which box the file lies."))
    dispute = locked(dispute)
    today = timezone.localdate()
    rule = nearest(RETENTION, on=today, place=dispute.place)
    dispute.archive_box = box
    dispute.keep_until = reckon(rule, today, work_calendar()).natural_end
    dispute.save(update_fields=["archive_box", "keep_until"])
    return advance(dispute, ARCHIVE, by=by, box=box, keep_until=dispute.keep_until)
