"""Asking a unit to mend what is wrong, and closing the request when nothing is left."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.notices.telling import in_house_language, tell_desk
from niudai.organisations.models import Organisation
from niudai.statistics.faults import BY_ID, Asked, Fault, total
from niudai.statistics.models import Mending


@transaction.atomic
def ask_to_mend(organisation: Organisation, *, fault_id: str, by: Actor) -> Mending:
    """Ask the people responsible at a unit to mend one kind of fault; they get a message.

    Refused when nothing is wrong, or the unit was asked already.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    by.must(Permission.PERSON_EDIT, at=organisation.path)
    fault = BY_ID.get(fault_id)
    if fault is None:
        raise Refused(_("Choose a fault from the list."))
    number = total(fault.count(Asked(by, organisation, timezone.localdate())))
    if not number:
        raise Refused(_("Nothing of this kind is wrong there."))
    if Mending.objects.open().filter(organisation=organisation, fault=fault.id).exists():
        raise Refused(_("%(unit)s was asked already.") % {"unit": organisation})
    asked = Mending.objects.create(
        organisation=organisation, fault=fault.id, found=number,
        asked_on=timezone.localdate(), asked_by=by.name,
    )  # fmt: skip
    record("statistics.ask_to_mend", asked, by=by, fault=fault.id, found=number)
    tell(organisation, fault, number)
    return asked


@in_house_language
def tell(organisation: Organisation, fault: Fault, number: int) -> None:
    tell_desk(
        organisation, Permission.PERSON_EDIT,
        subject=_("Please mend: %(fault)s") % {"fault": fault.title},
        body=_("%(fault)s: %(number)d. %(mend)s") % {
            "fault": fault.title, "number": number, "mend": fault.mend,
        },
        url=reverse("faults") + f"?under={organisation.pk}",
    )  # fmt: skip


@transaction.atomic
def close_mended(asked: Mending, *, today: date) -> bool:
    """Close a request of whose kind nothing is wrong any more; False while something is."""
    asked = Mending.objects.select_for_update().get(pk=asked.pk)
    fault = BY_ID.get(asked.fault)
    if asked.closed_on or (fault and total(fault.count(Asked(CLOCK, asked.organisation, today)))):
        return False
    asked.closed_on = today
    asked.save(update_fields=["closed_on"])
    record("statistics.mended", asked, by=CLOCK, fault=asked.fault)
    return True
