"""The one-time link by which an employer answers without an account."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import locked
from niudai.disputes import notices
from niudai.disputes.models import Dispute, Stage
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest

VALIDITY = "PORTAL-ANSWER-LINK"


@transaction.atomic
def issue_answer_link(dispute: Dispute, *, by: Actor) -> str:
    """A new token for the employer; the one before it opens nothing any more.

    Only its keyed hash is kept, so the token can be told once and never read back. It opens up
    to and including `answer_token_until`.
    """
    by.must(Permission.DISPUTE_MEDIATE, at=dispute.organisation.path)
    today = timezone.localdate()
    token = secrets.token_hex(16)
    valid = reckon(nearest(VALIDITY, on=today, place=dispute.place), today, work_calendar())
    dispute.answer_token_hash, dispute.answer_token_until = lookup(token), valid.legal_end
    dispute.save(update_fields=["answer_token_hash", "answer_token_until"])
    record("disputes.answer_link", dispute, by=by, until=valid.legal_end)
    return token


@transaction.atomic
def ask_employer(dispute: Dispute, *, by: Actor) -> Dispute:
    """Ask the employer by its link whether it wants mediation, or ask again."""
    dispute = locked(dispute)
    if dispute.stage != Stage.REGISTERED:
        raise Refused(_("The employer is asked before the case is accepted."))
    if not any(party.phone or party.email for party in dispute.parties.filter(side="respondent")):
        raise Refused(_("No phone or e-mail of the employer is known: ask by letter."))
    notices.employer_asked(dispute, issue_answer_link(dispute, by=by))
    return dispute
