"""Who answers for a case at this moment, and telling them."""

from django.apps import apps
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.casework.models import WorkItem
from niudai.notices.telling import tell_desk, tell_officer


def present_holder(item: WorkItem) -> Appointment | None:
    """The holder, while the appointment is in force."""
    if item.holder_id is None:
        return None
    held = Appointment.objects.in_force(timezone.localdate()).filter(pk=item.holder_id)
    return held.select_related("user", "organisation").first()


def tell_responsible(item: WorkItem, *, subject: str, body: str) -> None:
    """The holder, or for want of one everybody who handles such cases at the place."""
    holder = present_holder(item)
    if holder is not None:
        tell_officer(holder, subject=subject, body=body, url=item.url, reference=item.reference)
        return
    tell_desk(
        item.lies_at, apps.get_model(item.kind).DESK,
        subject=subject, body=body, url=item.url, reference=item.reference,
    )  # fmt: skip
