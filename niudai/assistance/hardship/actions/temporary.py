"""A temporary file for help that cannot wait, and its way to a full one (转正; domain 1.6)."""

from django.db import transaction

from niudai.access.actor import Actor
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.procedure.filing import CONVERT, OPEN_TEMPORARY
from niudai.casework.moves import advance, locked


@transaction.atomic
def open_temporary(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """Keep a draft as a temporary file: who it is, and the consents, are enough."""
    file = locked(file)
    file.temporary = True
    file.save(update_fields=["temporary"])
    return advance(file, OPEN_TEMPORARY, by=by)


@transaction.atomic
def convert(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """The form is complete: it goes the whole way, like every file."""
    file = locked(file)
    file = advance(file, CONVERT, by=by)
    file.temporary = False
    file.save(update_fields=["temporary"])
    notices.received(file)
    return file
