"""Taking in a file: what it is decides, not what it is called."""

import hashlib
import zipfile
from pathlib import PurePath

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
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
MACROS = ("vbaProject.bin", "vbaData.xml")


@transaction.atomic
def attach(
    case: Case, upload: UploadedFile, *, by: Actor, name: str = "", kind: str = ""
) -> Attachment:
    """Keep a file with the case, or refuse it with a sentence."""
    content_type, extension = checked(upload)
    upload.seek(0)
    attachment = Attachment(
        item=case.item,
        name=(name or PurePath(upload.name or "").name)[:150],
        kind=kind,
        content_type=content_type,
        extension=extension,
        size=upload.size or 0,
        sha256=hashlib.sha256(upload.read()).hexdigest(),
        added_by=by.name,
    )
    upload.seek(0)
    attachment.file.save(attachment.name, upload, save=False)
    attachment.save()
    record(
        "casework.attach", case, by=by,
        personal={"name": attachment.name}, kind=kind, sha256=attachment.sha256, size=upload.size,
    )  # fmt: skip
    return attachment


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
        refuse_macros(upload)
    return content_type, extension


def refuse_macros(upload: UploadedFile) -> None:
    upload.seek(0)
    try:
        names = zipfile.ZipFile(upload).namelist()
    except zipfile.BadZipFile:
        raise Refused(_("The file is damaged and cannot be opened.")) from None
    if any(name.endswith(MACROS) for name in names):
        raise Refused(_("The file contains macros. Save it without them and send it again."))
