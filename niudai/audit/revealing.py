"""A covered number shown on purpose: with a reason, and never without a trace."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import place_of, record
from niudai.kernel.refused import Refused


@transaction.atomic
def reveal(
    subject: models.Model, field: str, *, reason: str, by: Actor, path: str | None = None
) -> str:
    """The clear value of a sealed field, after the entry that says who asked and why.

    `path` is the place of the case the record belongs to, where it has no organisation itself.
    """
    place = place_of(subject) if path is None else path
    by.must(Permission.PERSONAL_REVEAL, at=place)
    if not reason.strip():
        raise Refused(_("Say why the number is needed."))
    record("personal.reveal", subject, by=by, path=place, personal={"reason": reason}, field=field)
    value: Any = getattr(subject, field)
    return str(value or "")
