"""From the dry run to the real one, and back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.sheets.actions.bringing import held, must_handle
from niudai.sheets.importing import clear
from niudai.sheets.models import Import, Line
from niudai.sheets.models.work import OPEN, State

KEPT = timedelta(days=90)  # then the file and the refused rows go; what undoing needs stays
UNDOABLE = (State.DONE, State.CANCELLED, State.FAILED)


@transaction.atomic
def start(job: Import, *, by: Actor) -> Import:
    """Begin the real run of an import whose dry run is done; or go on with one that stopped."""
    job = held(job, by=by)
    going_on = not job.dry and job.state in {State.FAILED, State.CANCELLED}
    if not going_on and not (job.dry and job.state == State.DONE):
        raise Refused(_("Only an import whose dry run is done can be started."))
    if job.file_deleted_on:
        raise Refused(_("The file is no longer kept: bring it in again."))
    if not going_on:
        clear(job)
        job.dry, job.counts, job.done = False, {}, 0
    job.state, job.message, job.tries = State.WAITING, "", 0
    job.started_at = job.ended_at = None
    job.appointment_id, job.by_name = by.appointment_id, by.name
    job.save()
    record("sheets.start", job, by=by, kind=job.kind, file=job.file_name)
    return job


@transaction.atomic
def cancel(job: Import, *, by: Actor) -> Import:
    """Stop after the batch in hand; one nobody has in hand stops at once."""
    job = Import.objects.select_for_update(of=("self",)).get(pk=job.pk)
    must_handle(job, by=by)
    if job.state not in {State.READING, State.READY, State.WAITING, State.RUNNING}:
        raise Refused(_("There is nothing to cancel."))
    if job.worker:
        job.cancel_asked = True
    else:
        job.state = State.CANCELLED
    job.save(update_fields=["cancel_asked", "state"])
    record("sheets.ask_cancel", job, by=by)
    return job


@transaction.atomic
def ask_undo(job: Import, *, by: Actor) -> Import:
    """Have everything this import brought taken back, if nothing was built on it."""
    job = held(job, by=by)
    if job.dry or job.state not in UNDOABLE:
        raise Refused(_("Only an import that was done can be undone."))
    job.state, job.message, job.tries = State.UNDOING, "", 0
    job.started_at = job.ended_at = None
    job.appointment_id, job.by_name = by.appointment_id, by.name
    job.save()
    record("sheets.ask_undo", job, by=by)
    return job


@transaction.atomic
def take_refused(job: Import, *, by: Actor) -> Import:
    """Take the refused rows along, in clear as they came: an entry says who has them."""
    must_handle(job, by=by)
    if not job.refused:
        raise Refused(_("No row was refused."))
    record("sheets.take_refused", job, by=by, rows=job.refused)
    return job


def delete_old_files() -> int:
    """Delete the files people sent, and the cells of refused rows, when nobody needs them any more.

    How many. They hold personal data that the records have taken over, or never will.
    """
    old = Import.objects.filter(added_at__lt=timezone.now() - KEPT, file_deleted_on=None)
    count = 0
    for job in old.exclude(state__in=OPEN).defer("head"):
        with transaction.atomic():
            Import.objects.filter(pk=job.pk).update(
                file_deleted_on=timezone.localdate(), file="", head=""
            )
            Line.objects.filter(of=job).update(cells="")
            record("sheets.delete_file", job, by=CLOCK, file=job.file_name)
        job.file.delete(save=False)
        count += 1
    return count
