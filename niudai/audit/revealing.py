"""Reading a covered field in clear: on purpose, for a reason, and in the log."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import place_of, record
from niudai.kernel.personal import SealedField
from niudai.kernel.refused import Refused

SHORTEST_REASON = 4  # characters; 核对身份 is four


@transaction.atomic
def reveal(
    subject: models.Model, field: str, *, reason: str, by: Actor, path: str | None = None
) -> str:
    """The clear value of a sealed field; who read it and why is an entry of the same transaction.

    `path` is the place of the record, when the record itself does not know it: a party's is its
    case's. A record without a place is shown to nobody.
    """
    path = path or place_of(subject)
    if not path:
        raise Refused(_("It is not known where this record belongs: it stays covered."))
    by.must(Permission.PERSONAL_REVEAL, at=path)
    if not isinstance(subject._meta.get_field(field), SealedField):
        raise ValueError(f"{subject._meta.label}.{field} is not a covered field")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a few words why you need the number: it stands in the log."))
    record(
        "personal.reveal", subject, by=by, path=path, field=field,
        personal={"reason": reason.strip()},
    )  # fmt: skip
    return str(getattr(subject, field) or "")
