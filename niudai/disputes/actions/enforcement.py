"""A broken agreement that can be enforced: the application to the court, and its refusal."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import advance, locked, timely
from niudai.disputes import notices
from niudai.disputes.guards import enforcement_asked_on
from niudai.disputes.models import Agreement, Dispute
from niudai.disputes.procedure import ASK_ENFORCEMENT, REFUSE_ENFORCEMENT
from niudai.kernel.refused import Refused


@transaction.atomic
def ask_enforcement(
    dispute: Dispute, *, asked_on: date | None = None, court: str, by: Actor
) -> Dispute:
    """The court is asked to enforce (CPL §250). Too late is flagged by the clock, never blocked."""
    if not court.strip():
        raise Refused(_("Name the court."))
    dispute = advance(dispute, ASK_ENFORCEMENT, by=by, on=asked_on, court=court.strip())
    notices.enforcement_asked(dispute)
    return dispute


@transaction.atomic
def refuse_enforcement(
    dispute: Dispute, *, received_on: date | None = None, note: str, by: Actor
) -> Dispute:
    """The ruling was received: the agreement is enforceable no more, the other ways are open."""
    dispute = locked(dispute)
    received_on, asked_on = timely(dispute, received_on), enforcement_asked_on(dispute)
    if asked_on and received_on < asked_on:
        raise Refused(
            _("%(day)s is before the event it follows (%(after)s).")
            % {"day": received_on, "after": asked_on}
        )
    dispute = advance(dispute, REFUSE_ENFORCEMENT, by=by, on=received_on, note=note)
    Agreement.objects.filter(dispute=dispute).update(enforceable_by="")
    notices.enforcement_refused(dispute)
    return dispute
