"""What every kind of case shares: a line of work, deadlines, words, papers, transfers."""

from niudai.casework.models.attachments import Attachment
from niudai.casework.models.case import Case
from niudai.casework.models.deadlines import Deadline
from niudai.casework.models.letter_templates import LetterTemplate
from niudai.casework.models.messages import Message
from niudai.casework.models.notes import Note
from niudai.casework.models.series import Series
from niudai.casework.models.transfers import Transfer
from niudai.casework.models.work import WorkItem

__all__ = [
    "Attachment",
    "Case",
    "Deadline",
    "LetterTemplate",
    "Message",
    "Note",
    "Series",
    "Transfer",
    "WorkItem",
]
