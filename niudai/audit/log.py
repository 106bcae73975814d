"""Writing, checking and shredding entries."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.audit.models import Entry, Head


def record(
    action: str,
    subject: models.Model,
    *,
    by: Actor,
    path: str | None = None,
    personal: dict[str, Any] | None = None,
    **changes: Any,
) -> Entry:
    """Add an entry in the caller's transaction.

    `path` is the place it belongs to (default: the subject's own or its organisation's);
    `personal` holds what must be erasable later: names, numbers, health, reasons in free text.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An entry is written in the transaction of the act it records.")
    head = Head.objects.select_for_update().get_or_create(pk=1)[0]
    salt = secrets.token_hex(16) if personal else ""
    entry = Entry(
        number=head.number + 1,
        at=timezone.now().astimezone(UTC).replace(microsecond=0),
        action=action,
        actor=by.name,
        user_id=by.user_id,
        appointment_id=by.appointment_id,
        path=place_of(subject) if path is None else path,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=str(subject)[:200],
        changes=plain(changes),
        personal=plain(personal) if personal else None,
        salt=salt,
        personal_hash=digest([salt, plain(personal)]) if personal else "",
        previous_hash=head.hash,
    )
    entry.hash = digest(entry.content())
    entry.save(force_insert=True)
    Head.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
    return entry


def place_of(subject: Any) -> str:
    """The path of the record itself or of the organisation it belongs to."""
    if hasattr(subject, "path"):
        return str(subject.path)
    organisation = getattr(subject, "organisation", None)
    return organisation.path if organisation else ""


def plain(value: Any) -> Any:
    """The value as JSON gives it back, so that it hashes the same after the database."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults() -> Iterator[str]:
    """Every break of the chain, as a sentence; nothing when the log is whole."""
    number, previous = 0, "0" * 64
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != number + 1:
            yield _("Entries %(first)d to %(last)d are missing.") % {
                "first": number + 1, "last": entry.number - 1,
            }  # fmt: skip
        elif entry.previous_hash != previous:
            yield _("Entry %(number)d does not follow the one before it.") % {
                "number": entry.number
            }
        if digest(entry.content()) != entry.hash:
            yield _("Entry %(number)d was changed.") % {"number": entry.number}
        if entry.salt and digest([entry.salt, entry.personal]) != entry.personal_hash:
            yield _("The personal data of entry %(number)d were changed.") % {
                "number": entry.number
            }
        number, previous = entry.number, entry.hash
    head = Head.objects.filter(pk=1).first()
    if head and (head.number, head.hash) != (number, previous):
        yield _("The log ends at entry %(number)d, but %(head)d were written.") % {
            "number": number, "head": head.number,
        }  # fmt: skip


@transaction.atomic
def shred(subject: models.Model, *, reason: str, by: Actor) -> int:
    """Erase the personal data of every entry about the subject; the chain stays whole."""
    erased = Entry.objects.about(subject).exclude(salt="").update(personal=None, salt="")
    record("audit.shred", subject, by=by, reason=reason, entries=erased)
    return erased
