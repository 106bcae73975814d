"""Legal aid: asked for, granted or refused, a lawyer assigned."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.casework.moves import locked, timely
from niudai.disputes.actions.referral.recording import begin, step
from niudai.disputes.models import AidApplication, Referral
from niudai.kernel.refused import Refused
from niudai.rulebook.codes import codes

CLASSES = "aid_class"


@transaction.atomic
def apply_aid(
    referral: Referral, *, route: str, group: str = "", hardship: bool = False, proof: str,
    applied_on: date | None = None, by: Actor,
) -> Referral:  # fmt: skip
    """Ask the union or the government for legal aid, by an eligible class or for hardship."""
    referral = locked(referral)
    applied_on = timely(referral, applied_on)
    eligible = {code.id for code in codes(CLASSES, on=applied_on)}
    if group and group not in eligible:
        raise Refused(_("This class was not eligible on %(day)s.") % {"day": applied_on})
    if not group and not hardship:
        raise Refused(_("Say which eligible class the worker belongs to, or name the hardship."))
    if not proof.strip():
        raise Refused(_("Say which paper proves it."))
    # The clock asks whom the application went to: it must be there before the move.
    begun = begin(referral, "apply_aid", by=by)
    AidApplication.objects.create(
        referral=referral, route=route, group=group, hardship=hardship, proof=proof,
        applied_on=applied_on,
    )  # fmt: skip
    return begun.done(on=applied_on, route=route, group=group)


@transaction.atomic
def grant_aid(
    referral: Referral, *, decided_on: date | None = None, reason: str = "", by: Actor
) -> Referral:
    """Grant what was asked for; late decisions are flagged by their clock, never blocked."""
    return decided(referral, "grant_aid", "granted", on=decided_on, reason=reason, by=by)


@transaction.atomic
def refuse_aid(
    referral: Referral, *, reason: str, decided_on: date | None = None, by: Actor
) -> Referral:
    """Refuse with written reasons; the worker is advised on and may ask elsewhere (LAL §43)."""
    if not reason.strip():
        raise Refused(_("Give the reason: it stands in the written notice."))
    return decided(referral, "refuse_aid", "refused", on=decided_on, reason=reason, by=by)


def decided(
    referral: Referral, move: str, decision: str, *, on: date | None, reason: str, by: Actor
) -> Referral:
    aid = referral.aid
    referral = step(
        referral, move, on=on, note=reason, after=aid.applied_on if aid else None, by=by
    )
    AidApplication.objects.filter(referral=referral, decision="").update(
        decision=decision, decided_on=on or timezone.localdate(), decided_by=by.name, reason=reason
    )
    return referral


@transaction.atomic
def assign_lawyer(
    referral: Referral, *, lawyer: str, firm: str = "", assigned_on: date | None = None, by: Actor
) -> Referral:
    """Name the lawyer. Who mediated this dispute may not now take a side in it."""
    if not lawyer.strip():
        raise Refused(_("Name the lawyer."))
    dispute = referral.dispute
    if dispute and dispute.mediator and dispute.mediator.name == lawyer.strip():
        raise Refused(
            _("%(name)s mediated this dispute and may not represent a side in it.")
            % {"name": lawyer}
        )
    aid = referral.aid
    referral = step(
        referral, "assign_lawyer", on=assigned_on, after=aid.decided_on if aid else None, by=by
    )
    AidApplication.objects.filter(referral=referral, decision="granted", lawyer="").update(
        lawyer=lawyer, lawyer_firm=firm, lawyer_assigned_on=assigned_on or timezone.localdate()
    )
    return referral
