"""Taking the numbers of a whole household onto paper: with a reason, kept in the log."""

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models import HardshipFile
from niudai.audit.log import record
from niudai.kernel.refused import Refused


@transaction.atomic
def take_numbers(file: HardshipFile, *, reason: str, by: Actor) -> None:
    """Identity numbers, phones and card leave uncovered."""
    for right in (Permission.HARDSHIP_SENSITIVE, Permission.PERSONAL_REVEAL):
        by.must(right, at=file.organisation.path)
    if not reason.strip():
        raise Refused(_("Say why: it stands in the log."))
    record("hardship.print_form", file, by=by, personal={"note": reason.strip()})
