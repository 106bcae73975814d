"""Tips without a name: received, and read by an officer who says what was done."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor, party
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.conversation import TWICE
from niudai.disputes.actions.intake import ClaimFacts, PartyFacts, register
from niudai.disputes.models import Dispute, MediationBody
from niudai.disputes.models.tips import Tip
from niudai.kernel.refused import Refused
from niudai.notices.telling import in_house_language, tell_desk
from niudai.organisations.models import Organisation
from niudai.organisations.public import answering_for


@transaction.atomic
def receive_tip(*, employer: str, text: str, town: str = "") -> Tip:
    """Keep a tip at the union of the town, or at the federation. Nobody is named as its author.

    The very same words a moment later are a second touch of the button, not a second tip.
    """
    organisation = answering_for(town)
    if organisation is None:
        raise Refused(_("No mediation body answers for this place. Please call 12351."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    told = {"organisation": organisation, "employer": employer.strip(), "text": text.strip()}
    if same := Tip.objects.filter(**told, received_at__gt=timezone.now() - TWICE).first():
        return same
    tip = Tip.objects.create(**told)
    record("disputes.tip", tip, by=party("anonymous", at=organisation.path))
    tell_tip(tip)
    return tip


@in_house_language
def tell_tip(tip: Tip) -> None:
    tell_desk(
        tip.organisation,
        Permission.DISPUTE_ACCEPT,
        subject=_("A tip without a name"),
        body=_("Somebody told something about an employer. Please read it."),
        url=tip.get_absolute_url(),
    )


@transaction.atomic
def handle_tip(tip: Tip, *, note: str, by: Actor) -> Tip:
    """Close a tip with a word on what was done."""
    return handled(waiting(tip, by=by), note=note, by=by)


@transaction.atomic
def open_dispute_from_tip(
    tip: Tip,
    *,
    body: MediationBody,
    applicant: PartyFacts,
    claim: ClaimFacts,
    cause: str,
    by: Actor,
) -> Dispute:
    """A worker was found who wants a case: register it, and tie the tip to it."""
    tip = waiting(tip, by=by)
    dispute = register(
        body=body,
        received_on=timezone.localdate(),
        source="tip",
        cause=cause,
        facts=tip.text,
        applicants=[applicant],
        respondent=PartyFacts(name=tip.employer),
        claims=[claim],
        by=by,
    )
    tip.dispute = dispute
    handled(tip, note=_("Opened as %(number)s.") % {"number": dispute.reference}, by=by)
    return dispute


def waiting(tip: Tip, *, by: Actor) -> Tip:
    tip = Tip.objects.select_for_update().get(pk=tip.pk)
    by.must(Permission.DISPUTE_ACCEPT, at=tip.organisation.path)
    if tip.handled_on:
        raise Refused(_("This tip was handled by %(name)s already.") % {"name": tip.handled_by})
    return tip


def handled(tip: Tip, *, note: str, by: Actor) -> Tip:
    if not note.strip():
        raise Refused(_("Say what was done: it stands beside the tip."))
    tip.handled_on, tip.handled_by, tip.note = timezone.localdate(), by.name, note.strip()
    tip.save()
    record("disputes.handle_tip", tip, by=by, dispute=str(tip.dispute or ""))
    return tip
