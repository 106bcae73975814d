"""Who may write in a file, and until when."""

from typing import Any

from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models import HardshipFile, Stage
from niudai.casework.moves import locked
from niudai.kernel.refused import Refused

# While a list hangs at the door the household behind it does not change.
OPEN = frozenset(
    {Stage.DRAFT, Stage.RETURNED, Stage.SUBMITTED, Stage.UNIT_CHECK, Stage.SURVEYED,
     Stage.OBJECTION, Stage.DATA_MATCH, Stage.DECISION, Stage.TEMPORARY, Stage.ACTIVE,
     Stage.REVIEW_DUE}
)  # fmt: skip
OPEN_TO_THE_WORKER = frozenset({Stage.DRAFT, Stage.RETURNED})


def is_worker(by: Actor) -> bool:
    """The worker on a phone; the clock and officers are not."""
    return by.may(Permission.PARTY_APPLY) and not by.everywhere


def must_write(path: str, *, by: Actor) -> None:
    wanted = Permission.PARTY_APPLY if is_worker(by) else Permission.HARDSHIP_HANDLE
    by.must(wanted, at=path)


def written_on(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """The file, held, while its facts may still change."""
    file = locked(file)
    must_write(file.organisation.path, by=by)
    if file.stage not in (OPEN_TO_THE_WORKER if is_worker(by) else OPEN):
        raise Refused(
            _("The file is “%(stage)s”: nothing is changed in it now.")
            % {"stage": file.get_stage_display()}
        )
    return file


def stated(text: str, sentence: Any) -> str:
    """The text without the blanks around it; Refused with the sentence where there is none."""
    text = text.strip()
    if not text:
        raise Refused(str(sentence))
    return text
