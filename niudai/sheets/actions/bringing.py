"""A file comes in, and somebody says what its columns mean."""

import hashlib
from collections.abc import Mapping as Dict
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.sheets.headings import fingerprint, missing
from niudai.sheets.kinds import SheetKind
from niudai.sheets.models import Import, Mapping
from niudai.sheets.models.work import State
from niudai.sheets.reading import limits

ENDINGS = (".xlsx", ".xls", ".csv", ".txt")


def bring(
    file: File, *, kind: SheetKind, organisation: Organisation, sheet: str = "",
    name: str = "", by: Actor,
) -> Import:  # fmt: skip
    """Keep a file, sealed, to be looked at. Its dry run begins when the columns are confirmed."""
    by.must(Permission.SHEET_IMPORT, at=organisation.path)
    by.must(kind.permission, at=organisation.path)
    name = PurePath(name or file.name or "").name[:200]
    refuse_unlikely(name, file.size)
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    job = Import(
        kind=kind.name, organisation=organisation, file_name=name, size=file.size,
        sheet=sheet[:100], sha256=digest.hexdigest(), state=State.READING, by_name=by.name,
        appointment_id=by.appointment_id, language=translation.get_language() or "zh-hans",
    )  # fmt: skip
    # Under a name of ours: what a stranger calls a file is no path on our disk.
    job.file.save(f"{digest.hexdigest()[:24]}{PurePath(name).suffix.lower()}", file, save=False)
    try:
        with transaction.atomic():
            job.save()
            record("sheets.bring", job, by=by, kind=job.kind, file=name, sha256=job.sha256)
    except BaseException:
        job.file.delete(save=False)
        raise
    return job


def refuse_unlikely(name: str, size: int) -> None:
    if PurePath(name).suffix.lower() not in ENDINGS:
        raise Refused(_("Only .xlsx, .xls and .csv files are read."))
    if not size:
        raise Refused(_("The file is empty."))
    if size > limits.FILE:
        raise Refused(
            _("The file is larger than %(most)d MiB. Split it into several.")
            % {"most": limits.FILE // limits.MIB}
        )


@transaction.atomic
def choose_sheet(job: Import, *, sheet: str, by: Actor) -> Import:
    """Look at another sheet of the file."""
    job = held(job, by=by)
    if job.state not in {State.READY, State.FAILED} or not job.dry:
        raise Refused(_("The columns of this import are confirmed already."))
    job.sheet, job.state, job.message = sheet[:100], State.READING, ""
    job.save(update_fields=["sheet", "state", "message"])
    record("sheets.choose_sheet", job, by=by, sheet=sheet)
    return job


@transaction.atomic
def confirm_columns(job: Import, *, columns: Dict[str, int], dry: bool = True, by: Actor) -> Import:
    """Say which heading is which column; the unit's choice is kept; the dry run begins.

    With `dry=False` it is started for real at once: the command line does so.
    """
    job = held(job, by=by)
    kind = job.sheet_kind
    if job.state != State.READY or kind is None:
        raise Refused(_("The columns of this import are confirmed already."))
    known = {column.name for column in kind.columns}
    if set(columns) - known or any(not 0 <= at < len(job.headings) for at in columns.values()):
        raise Refused(_("There is no such column."))
    if len(set(columns.values())) < len(columns):
        raise Refused(_("One heading cannot be two columns."))
    if without := missing(kind, columns):
        raise Refused(_("These columns are needed: %(names)s.") % {"names": "、".join(without)})
    Mapping.objects.update_or_create(
        organisation=job.organisation, kind=job.kind, fingerprint=fingerprint(job.headings),
        defaults={
            "columns": {job.headings[at]: name for name, at in columns.items()},
            "chosen_by": by.name,
        },
    )  # fmt: skip
    job.columns, job.state, job.dry = dict(columns), State.WAITING, dry
    job.save(update_fields=["columns", "state", "dry"])
    record("sheets.confirm_columns", job, by=by, columns=len(columns))
    return job


def must_handle(job: Import, *, by: Actor) -> None:
    """Raise Refused unless this person may bring in sheets of this kind where this one belongs."""
    by.must(Permission.SHEET_IMPORT, at=job.organisation.path)
    if job.sheet_kind is not None:
        by.must(job.sheet_kind.permission, at=job.organisation.path)


def held(job: Import, *, by: Actor) -> Import:
    """The import as the database has it, held, if this person may go on with it."""
    job = Import.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.sheet_kind is None:
        raise Refused(_("This kind of sheet is no longer read."))
    must_handle(job, by=by)
    if job.cancel_asked:
        raise Refused(_("This import is being cancelled."))
    return job
