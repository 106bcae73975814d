"""What may be missing in a mediation case: each guard answers with the sentence, or nothing."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.disputes.models import Dispute, Mediator, Party
from niudai.rulebook.evaluation import evaluate


def missing_scope(dispute: Dispute) -> str | None:
    if dispute.in_scope is None:
        return _("Decide first whether this is a labour dispute.")
    return None if dispute.in_scope else _("This is not a labour dispute: it cannot be accepted.")


def still_in_scope(dispute: Dispute) -> str | None:
    if dispute.in_scope is False:
        return None
    return _("Record first that this is not a labour dispute, with the reason.")


def missing_consents(dispute: Dispute) -> str | None:
    """Both sides must want mediation (ENT §22)."""
    missing = [side for side in Party.Side if last_consent(dispute, side) is not True]
    if not missing:
        return None
    if Party.Side.APPLICANT in missing and Party.Side.RESPONDENT in missing:
        return _("Neither side has agreed to mediation yet.")
    if Party.Side.APPLICANT in missing:
        return _("The applicant has not agreed to mediation yet.")
    return _("The employer has not agreed to mediation yet.")


def missing_refusal(dispute: Dispute) -> str | None:
    refused = any(last_consent(dispute, side) is False for side in Party.Side)
    return None if refused else _("No side has refused mediation.")


def last_consent(dispute: Dispute, side: str) -> bool | None:
    """The last word of a side: yes, no, or not asked yet."""
    said = [consent.given for consent in dispute.consents.all() if consent.side == side]
    return said[-1] if said else None


def missing_representatives(dispute: Dispute) -> str | None:
    """A collective dispute speaks through its representatives (ARB §63)."""
    if not dispute.collective:
        return None
    count = dispute.parties.filter(side="applicant", is_representative=True).count()
    answer = evaluate(
        "COL-REPS-ARB",
        {"representatives": count},
        on=dispute.received_on,
        place=dispute.place,
    )
    return None if answer.holds else " ".join(answer.explanation)


def missing_mediator(dispute: Dispute) -> str | None:
    if dispute.mediator is None:
        return _("Choose a mediator from the register first.")
    return unfit(dispute.mediator, dispute)


def unfit(mediator: Mediator, dispute: Dispute) -> str | None:
    """Why this mediator may not take this case: not on the register, or too close to a side."""
    today = timezone.localdate()
    if not Mediator.objects.active(today).filter(pk=mediator.pk).exists():
        return _("%(name)s is not active on the register today.") % {"name": mediator.name}
    return too_close(mediator, dispute)


def too_close(mediator: Mediator, dispute: Dispute) -> str | None:
    """Why this mediator is too close to a side, from what is already loaded."""
    for party in dispute.parties.all():
        if party.name == mediator.name:
            return _("%(name)s bears the name of a party: check who this is first.") % {
                "name": mediator.name
            }
        if party.is_employer and mediator.unit and mediator.unit == party.name:
            if dispute.body and dispute.body.kind == "enterprise":
                continue  # its committee has members of both sides by law (ENT §15)
            return _("%(name)s works for the employer in this dispute.") % {"name": mediator.name}
    return None


def missing_meeting(dispute: Dispute) -> str | None:
    held = any(meeting.held_on for meeting in dispute.meetings.all())
    return None if held else _("Record a meeting with its minutes first.")


def missing_agreement(dispute: Dispute) -> str | None:
    """Request, result, day and manner of performance must be there (ENT §26)."""
    agreement = getattr(dispute, "agreement", None)
    if agreement is None:
        return _("Write the agreement first: result, day and manner of performance.")
    if not agreement.items.exists():
        return _("The agreement says nothing that is to be done by a day.")
    return None


def missing_signatures(dispute: Dispute) -> str | None:
    agreement = getattr(dispute, "agreement", None)
    if agreement is None:
        return None
    names = {
        "applicant_signed_on": _("the applicant's signature"),
        "respondent_signed_on": _("the employer's signature"),
        "mediator_signed_on": _("the mediator's signature"),
        "stamped_on": _("the body's stamp"),
    }
    missing = [name for field, name in names.items() if getattr(agreement, field) is None]
    return _("Still missing: %(list)s.") % {"list": _(", ").join(missing)} if missing else None


def missing_originals(dispute: Dispute) -> str | None:
    agreement = getattr(dispute, "agreement", None)
    if agreement is None:
        return None
    answer = evaluate(
        "MED-ORIGINALS", {"originals": agreement.originals}, on=dispute.received_on,
        place=dispute.place,
    )  # fmt: skip
    return None if answer.holds else " ".join(answer.explanation)


def period_still_runs(dispute: Dispute) -> str | None:
    running = dispute.item.deadlines.open().filter(rule_id="MED-END-ACC").first()
    if running is None or running.paused_on or not running.decides:
        return _("No mediation period has run out.")
    if running.legal_end >= timezone.localdate():
        return _("The mediation period runs until %(day)s.") % {"day": running.legal_end}
    return None


def relationship_clause(dispute: Dispute) -> str | None:
    if dispute.reviewable:
        return None
    return _("Not offered: the agreement confirms an employment relationship (ARB §75).")


def not_only_payments(dispute: Dispute) -> str | None:
    return (
        None if dispute.confirmable else _("Not offered: the agreement is not only about payments.")
    )


def window_over(dispute: Dispute, rule: str, *, on: date) -> str | None:
    """Both sides applied too late: the day they applied counts, not the day it is recorded."""
    window = dispute.item.deadlines.filter(rule_id=rule).last()
    if window is None or on <= window.legal_end:
        return None
    return _("The window closed on %(day)s.") % {"day": window.legal_end}


def unperformed(dispute: Dispute) -> str | None:
    agreement = getattr(dispute, "agreement", None)
    open_items = agreement.items.filter(performed_on=None).count() if agreement else 0
    if agreement and not open_items:
        return None
    return _("%(count)d promises are not yet recorded as performed.") % {"count": open_items}


def nothing_due(dispute: Dispute) -> str | None:
    today = timezone.localdate()
    agreement = getattr(dispute, "agreement", None)
    if agreement and agreement.items.filter(performed_on=None, due_on__lt=today).exists():
        return None
    return _("Nothing is past its agreed day.")


def nothing_to_pay(dispute: Dispute) -> str | None:
    """A payment order is for money: wages, injury costs, severance, damages (LMA §16)."""
    agreement = getattr(dispute, "agreement", None)
    owed = agreement.items.filter(performed_on=None, amount_fen__gt=0) if agreement else None
    if owed is not None and owed.exists():
        return None
    return _("Not offered: no money is owed under the agreement (LMA §16).")


def missing_referral_consent(dispute: Dispute) -> str | None:
    if dispute.referral_consent_on:
        return None
    return _("The worker must agree first that the summary is passed on.")


def missing_papers(dispute: Dispute) -> str | None:
    """What an archive must hold: register, minutes, agreement, follow-up (ENT §32)."""
    missing = []
    if dispute.accepted_on and dispute.mediator and not dispute.meetings.exclude(held_on=None):
        missing.append(_("minutes of a meeting"))
    kinds = set(dispute.item.attachments.values_list("kind", flat=True))
    if hasattr(dispute, "agreement") and "agreement" not in kinds:
        missing.append(_("the signed agreement"))
    if not missing:
        return None
    return _("The file still lacks: %(list)s.") % {"list": _(", ").join(missing)}


def enforceable(dispute: Dispute) -> str | None:
    """What can be enforced is not claimed a second time (CPL §250)."""
    agreement = getattr(dispute, "agreement", None)
    if agreement is None or not agreement.enforceable_by:
        return None
    return _("The agreement can be enforced: apply to the court for enforcement (CPL §250).")


def not_enforceable(dispute: Dispute) -> str | None:
    if enforceable(dispute):
        return None
    return _("The agreement is not enforceable: it was neither reviewed nor confirmed.")


def enforcement_asked(dispute: Dispute) -> str | None:
    day = enforcement_asked_on(dispute)
    return _("Enforcement was already applied for on %(day)s.") % {"day": day} if day else None


def missing_enforcement(dispute: Dispute) -> str | None:
    return None if enforcement_asked_on(dispute) else _("Enforcement was not applied for.")


def enforcement_asked_on(dispute: Dispute) -> date | None:
    """While the agreement stands unperformed, only the application ends the time for it."""
    window = dispute.item.deadlines.filter(rule_id="ENF-APPLY").last()
    return window.stopped_on if window else None
