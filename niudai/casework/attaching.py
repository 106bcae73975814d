"""Taking in a file: what it is decides, not what it is called."""

import hashlib
import zipfile
import zlib
from pathlib import PurePath

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.models import Attachment, Case
from niudai.kernel.refused import Refused

# What an office needs. Nothing a browser or a desk would run.
ACCEPTED = {
    "image/jpeg": ("jpg", {"jpg", "jpeg"}),
    "image/png": ("png", {"png"}),
    "image/webp": ("webp", {"webp"}),
    "image/heic": ("heic", {"heic", "heif"}),
    "application/pdf": ("pdf", {"pdf"}),
    "audio/mpeg": ("mp3", {"mp3"}),
    "audio/x-wav": ("wav", {"wav"}),
    "audio/amr": ("amr", {"amr"}),
    "audio/mp4": ("m4a", {"m4a", "mp4"}),
    "video/mp4": ("mp4", {"mp4"}),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx", {"docx"}),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx", {"xlsx"}),
    "application/msword": ("doc", {"doc"}),
    "application/vnd.ms-excel": ("xls", {"xls"}),
}
MACROS = ("vbaproject.bin", "vbadata.xml")  # the names of parts do not tell capitals apart
MACRO_TYPES = (b"vnd.ms-office.vbaproject", b"macroenabled")
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")  # the folder of macros in files before 2007
TYPES = "[Content_Types].xml"
UNPACKED = 20  # times the limit of a file: more is no letter and no table


@transaction.atomic
def attach(
    case: Case, upload: UploadedFile, *, by: Actor, name: str = "", kind: str = ""
) -> Attachment:
    """Keep a file with the case, or refuse it with a sentence."""
    party = Permission.PARTY_ANSWER if by.may(Permission.PARTY_ANSWER) else None
    by.must(party or case.VIEW, at=case.organisation.path)
    content_type, extension = checked(upload)
    attachment = Attachment(
        item=case.item,
        name=(name or PurePath(upload.name or "").name)[:150],
        kind=kind,
        content_type=content_type,
        extension=extension,
        size=upload.size or 0,
        sha256=fingerprint(upload),
        added_by=by.name,
    )
    attachment.file.save(attachment.name, upload, save=False)
    attachment.save()
    record(
        "casework.attach", case, by=by,
        personal={"name": attachment.name}, kind=kind, sha256=attachment.sha256, size=upload.size,
    )  # fmt: skip
    return attachment


def fingerprint(upload: UploadedFile) -> str:
    """SHA-256 of the content as it came, before it is sealed."""
    digest = hashlib.sha256()
    for part in upload.chunks():
        digest.update(part)
    return digest.hexdigest()


def checked(upload: UploadedFile) -> tuple[str, str]:
    """Content type and ending of an acceptable file; Refused says what is wrong with another."""
    limit = settings.ATTACHMENT_LIMIT_MIB
    if not upload.size:
        raise Refused(_("The file is empty."))
    if upload.size > limit * 1024 * 1024:
        raise Refused(_("The file is larger than %(limit)d MiB.") % {"limit": limit})
    upload.seek(0)
    guess = filetype.guess(upload.read(8192))
    content_type = guess.mime if guess else ""
    if content_type not in ACCEPTED:
        raise Refused(
            _(
                "This kind of file is not accepted. Send a photo, a PDF, a recording, "
                "a Word or an Excel file."
            )
        )
    extension, endings = ACCEPTED[content_type]
    said = PurePath(upload.name or "").suffix.lower().lstrip(".")
    if said not in endings:
        raise Refused(
            _(
                "The file is called .%(said)s but its content is .%(is)s. "
                "Rename it or send the right one."
            )
            % {"said": said, "is": extension}
        )
    if extension in {"docx", "xlsx"}:
        refuse_unsafe_parts(upload, limit=limit * UNPACKED)
    elif extension in {"doc", "xls"}:
        refuse_macros(holds(upload, OLD_MACROS))
    return content_type, extension


def refuse_unsafe_parts(upload: UploadedFile, *, limit: int) -> None:
    """Look into a file of parts before anything opens it; `limit` in MiB, all parts together."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as parts:
            if sum(part.file_size for part in parts.infolist()) > limit * 1024 * 1024:
                raise Refused(_("The file unpacks to more than %(limit)d MiB.") % {"limit": limit})
            types = parts.read(TYPES).lower() if TYPES in parts.namelist() else b""
            refuse_macros(
                any(name.lower().endswith(MACROS) for name in parts.namelist())
                or any(kind in types for kind in MACRO_TYPES)
            )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        raise Refused(_("The file is damaged and cannot be opened.")) from None


def holds(upload: UploadedFile, sign: bytes) -> bool:
    """Whether the sign stands anywhere in the content, also across two pieces of it."""
    before = b""
    for part in upload.chunks():
        if sign in before + part:
            return True
        before = part[-len(sign) :]
    return False


def refuse_macros(there: bool) -> None:
    if there:
        raise Refused(_("The file contains macros. Save it without them and send it again."))
