"""Asking for a table, taking it along, and what becomes of the file."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.audit.revealing import SHORTEST_REASON
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.sheets.export_kinds import ExportKind
from niudai.sheets.models import Export
from niudai.sheets.models.work import State


@transaction.atomic
def ask_export(
    kind: ExportKind, *, asked: str, format: str = Export.Format.XLSX, uncovered: bool = False,
    reason: str = "", by: Actor,
) -> Export:  # fmt: skip
    """Put a table into the line. Numbers in clear need the permission, and a reason in the log."""
    by.must(kind.permission)
    if by.organisation_id is None:
        raise Refused(_("A table is asked for by somebody with an appointment."))
    reason = reason.strip()
    if uncovered:
        by.must(Permission.PERSONAL_REVEAL)
        if len(reason) < SHORTEST_REASON:
            raise Refused(_("Say in a few words why you need the numbers: it stands in the log."))
    if format not in Export.Format.values:
        raise Refused(_("There is no such format."))
    job = Export.objects.create(
        kind=kind.name, organisation=Organisation.objects.get(pk=by.organisation_id), asked=asked,
        format=format, uncovered=uncovered, reason=reason[:200], by_name=by.name,
        appointment_id=by.appointment_id, language=translation.get_language() or "zh-hans",
    )  # fmt: skip
    record(
        "sheets.ask_export", job, by=by, kind=kind.name, uncovered=uncovered,
        personal={"reason": reason, "query": asked} if reason or asked else None,
    )  # fmt: skip
    return job


@transaction.atomic
def cancel_export(job: Export, *, by: Actor) -> Export:
    """Stop writing; a file nobody has begun is not begun."""
    job = own(job, by=by)
    if not job.is_open:
        raise Refused(_("There is nothing to cancel."))
    if job.worker:
        job.cancel_asked = True
    else:
        job.state = State.CANCELLED
    job.save(update_fields=["cancel_asked", "state"])
    record("sheets.cancel_export", job, by=by)
    return job


@transaction.atomic
def take_export(job: Export, *, by: Actor) -> Export:
    """Take the file along. Refused once it has expired."""
    job = own(job, by=by)
    if job.state != State.DONE or not job.file:
        raise Refused(_("The file is not there."))
    if job.expires_at and job.expires_at <= timezone.now():
        raise Refused(_("The file has expired. Ask for the table again."))
    record("sheets.take_export", job, by=by, kind=job.kind, rows=job.done, uncovered=job.uncovered)
    return job


def own(job: Export, *, by: Actor) -> Export:
    job = Export.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.appointment_id is None or job.appointment_id != by.appointment_id:
        raise Refused(_("Only whoever asked for a table takes it along."))
    return job


def delete_expired() -> int:
    """Delete the files whose time is over; how many."""
    expired = Export.objects.filter(expires_at__lte=timezone.now()).exclude(file="")
    count = 0
    for job in expired:
        job.file.delete(save=False)
        count += Export.objects.filter(pk=job.pk).update(file="")
    return count
