"""A study campaign: many applications at once, each by the same steps as a single one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.aid.actions.taking import submit, take_down
from niudai.assistance.aid.kinds import papers_of
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import Member
from niudai.kernel.refused import Refused

STUDY = "study"


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child of a household with a file in force, the level of the school, the amount asked."""

    member: Member
    school: str
    asked_fen: int


@transaction.atomic
def ask_for_students(
    pupils: Sequence[Pupil], *, event: str, begins_on: date, consented_on: date, by: Actor
) -> list[AidApplication]:
    """One application for each child, asked for at once; the papers of all were seen.

    All of them or none: what one lacks is said with the number of its file.
    """
    if not pupils:
        raise Refused(_("Choose at least one student."))
    return [ask(each, event, begins_on, consented_on, by=by) for each in pupils]


def ask(
    pupil: Pupil, event: str, begins_on: date, consented_on: date, *, by: Actor
) -> AidApplication:
    file = pupil.member.file
    papers = [paper.id for paper in papers_of(STUDY, begins_on)]
    try:
        case = take_down(
            file, kind=STUDY, event=event, event_on=begins_on, student=pupil.member,
            school=pupil.school, asked_fen=pupil.asked_fen, papers=papers,
            consented_on=consented_on, by=by,
        )  # fmt: skip
        return submit(case, by=by)
    except Refused as refusal:
        raise Refused(f"{file.reference}: {refusal.reason}") from refusal
