"""A remark on the timeline."""

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.audit.log import record
from niudai.casework.models import Case, Note
from niudai.kernel.refused import Refused


@transaction.atomic
def note(case: Case, *, text: str, by: Actor) -> Note:
    """Write a remark beside the case. It stays as written; a wrong one is answered by another."""
    by.must(case.WRITE, at=case.organisation.path)
    if not text.strip():
        raise Refused(_("The note is empty."))
    written = Note.objects.create(item=case.item, text=text, written_by=by.name)
    record("casework.note", case, by=by, note=written.pk)
    return written
