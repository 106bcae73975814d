"""Consents are given one by one and may be taken back; past acts stand (PIPL 13–16, 25, 29, 31)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.actions.writing import is_worker, must_write, stated
from niudai.assistance.hardship.guards.consents import needs_guardian, standing
from niudai.assistance.hardship.models import Consent, HardshipFile, Member
from niudai.assistance.hardship.wording import VERSION
from niudai.audit.log import record
from niudai.casework.moves import locked, timely
from niudai.kernel.refused import Refused

Kind = Consent.Kind


@transaction.atomic
def give_consent(
    file: HardshipFile, *, kind: str, given_by: str, member: Member | None = None,
    given_on: date | None = None, by: Actor,
) -> Consent:  # fmt: skip
    """Keep that somebody agreed, apart from all else, and to which version of the words."""
    file = locked(file)
    must_write(file.organisation.path, by=by)
    if kind not in Kind.values:
        raise Refused(_("Choose which consent is given."))
    if (kind == Kind.GUARDIAN) != (member is not None):
        raise Refused(_("A guardian agrees for a child, and for nobody else."))
    if member and (member.file_id != file.pk or not needs_guardian(member)):
        raise Refused(_("A guardian's consent is for a child of the household under fourteen."))
    if standing(file, kind, member):
        raise Refused(_("This consent is on record already."))
    consent = Consent.objects.create(
        file=file, kind=kind, member=member, version=VERSION,
        given_by=stated(given_by, _("Name who agrees.")), given_on=timely(file, given_on),
    )  # fmt: skip
    record("hardship.give_consent", file, by=by, kind=kind, version=VERSION, on=consent.given_on)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Actor) -> Consent:
    """Take a consent back. Nothing more is done with the data; what was done stays."""
    file = locked(consent.file)
    must_write(file.organisation.path, by=by)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_on:
        raise Refused(_("This consent was taken back already."))
    consent.withdrawn_on = timezone.localdate()
    consent.save(update_fields=["withdrawn_on"])
    record("hardship.withdraw_consent", file, by=by, kind=consent.kind, by_worker=is_worker(by))
    return consent
