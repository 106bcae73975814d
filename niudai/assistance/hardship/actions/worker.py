"""What a worker does from the phone with an own file, beside applying and consenting."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.models import SELF, HardshipFile, Member, Stage
from niudai.casework import conversation
from niudai.casework.attaching import attach
from niudai.casework.models import Attachment, Message
from niudai.casework.moves import locked
from niudai.kernel.personal import lookups
from niudai.kernel.refused import Refused

PAPERS = 30  # of one worker in one file: nobody fills the disk from a phone
# Read here, and no longer written to.
OVER = frozenset({Stage.WITHDRAWN, Stage.REFUSED, Stage.ARCHIVED, Stage.DESTROYED})
SIDE = "applicant"


def open_to_words(file: HardshipFile) -> HardshipFile:
    file = locked(file)
    if file.stage in OVER:
        raise Refused(
            _("The file is “%(stage)s”: messages can be read, and no more be written.")
            % {"stage": file.get_stage_display()}
        )
    return file


@transaction.atomic
def write_message(file: HardshipFile, *, text: str, by: Actor) -> Message:
    """The worker writes to whoever handles the file; they hear that there is something."""
    file = open_to_words(file)
    message = conversation.receive(file, side=SIDE, text=text, by=by)
    notices.wrote(file)
    return message


@transaction.atomic
def reply(file: HardshipFile, *, text: str, by: Actor) -> Message:
    """The office writes to the worker, who hears that there is something to read."""
    file = open_to_words(file)
    message = conversation.answer(file, side=SIDE, text=text, by=by)
    notices.answered(file)
    return message


@transaction.atomic
def bring_paper(file: HardshipFile, *, upload: UploadedFile, by: Actor) -> Attachment:
    """The worker adds a photo or paper. Refused when it is not what it says it is."""
    file = open_to_words(file)
    by.must(Permission.PARTY_ANSWER, at=file.organisation.path)
    if file.item.attachments.filter(added_by=by.name).count() >= PAPERS:
        raise Refused(
            _("There are already %(count)d files. Bring further papers to the office.")
            % {"count": PAPERS}
        )
    return attach(file, upload, by=by, kind="other")


@transaction.atomic
def send_code_again(phone: str) -> int:
    """Send the codes of this phone's files to this phone; how many is told to nobody."""
    people = Member.objects.filter(phone_key__in=lookups(phone), relation=SELF)
    people = people.exclude(file__code_key="").exclude(file__stage__in=OVER)
    found = [person.file for person in people.select_related("file__organisation")]
    for file in found:
        notices.code_again(file)
    return len(found)
