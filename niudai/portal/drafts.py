"""Keeping, leaving, continuing and throwing away what was not sent yet.

Nothing of it is in the log: until it is sent it belongs to the worker alone.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.casework.attaching import checked
from niudai.kernel.identifiers import new_code, wrong_phone
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.portal.models import FOLDER, Draft, DraftFile

KEY = "draft"  # session key
FILES = 10


def draft_of(request: HttpRequest, where: str = KEY) -> Draft | None:
    """The draft this browser holds; `where` is the session key of the kind of draft."""
    return Draft.objects.visible_to(request.session.get(where, "")).first()


def begin(request: HttpRequest, where: str = KEY) -> Draft:
    key = secrets.token_hex(24)
    draft = Draft(key_hash=lookup(key), kind=where)
    draft.save()
    request.session[where] = key
    return draft


def held(draft: Draft) -> Draft | None:
    """The draft, locked until the transaction ends; nothing when it was sent meanwhile."""
    return Draft.objects.visible_to(CLOCK).select_for_update().filter(pk=draft.pk).first()


@transaction.atomic
def keep(draft: Draft, question: str, answer: dict[str, Any]) -> Draft:
    """Keep the answer to one question beside the others."""
    kept = held(draft)
    if kept is None:
        raise Refused(_("This was already sent. Follow it with its code."))
    kept.answers = {**kept.answers, question: answer}
    kept.save()
    return kept


def leave(draft: Draft, phone: str) -> str:
    """A code with which, and with this phone, the draft is opened again elsewhere."""
    if wrong := wrong_phone(phone):
        raise Refused(wrong)
    code = new_code()
    draft.code_hash, draft.phone_hash = lookup(code), lookup(phone)
    draft.save()
    return code


def resume(request: HttpRequest, *, code: str, phone: str) -> Draft:
    """Open a draft left before. The session that left it no longer holds it."""
    draft = Draft.objects.visible_to(CLOCK).left(code=code, phone=phone).first()
    if draft is None or draft.kept_until < timezone.localtime():
        raise Refused(_("Code and phone number do not fit together. Check both."))
    key = secrets.token_hex(24)
    draft.key_hash = lookup(key)
    draft.save()
    request.session.cycle_key()
    request.session[draft.kind] = key
    return draft


@transaction.atomic
def keep_file(draft: Draft, upload: UploadedFile) -> DraftFile:
    """Keep a photo with the draft, by the same check as a file of a case."""
    if draft.files.count() >= FILES:
        raise Refused(_("At most %(count)d files here; more can be added after sending.") % {
            "count": FILES
        })  # fmt: skip
    content_type, extension = checked(upload)
    upload.seek(0)
    kept = DraftFile(
        draft=draft, content_type=content_type, extension=extension, size=upload.size or 0,
        sealed_name=PurePath(upload.name or "").name[:150],
    )  # fmt: skip
    kept.file.save("", upload, save=False)
    kept.save()
    return kept


def drop_file(kept: DraftFile) -> None:
    name = str(kept.file.name)
    kept.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def delete_files(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


@transaction.atomic
def throw_away(drafts: Iterable[Draft]) -> int:
    """Delete drafts with their files; the files go only when the rows are gone."""
    drafts = list(drafts)
    names = [str(kept.file.name) for draft in drafts for kept in draft.files.all()]
    for draft in drafts:
        draft.delete()
    transaction.on_commit(partial(delete_files, names))
    return len(drafts)


def sweep(before: datetime) -> int:
    """Delete files no draft knows any more: an upload that was cut off leaves one."""
    if not default_storage.exists(FOLDER):
        return 0
    known = {kept.file.name for kept in DraftFile.objects.visible_to(CLOCK)}
    stray = [
        path
        for name in default_storage.listdir(FOLDER)[1]
        for path in [f"{FOLDER}/{name}"]
        if path not in known and default_storage.get_modified_time(path) < before
    ]
    for path in stray:
        default_storage.delete(path)
    return len(stray)
