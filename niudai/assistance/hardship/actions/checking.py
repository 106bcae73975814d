"""The first check at the unit: taken up, returned, refused, withdrawn, visited (domain 1.3)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.speaking import say
from niudai.assistance.hardship.actions.writing import is_worker, stated
from niudai.assistance.hardship.models import HardshipFile, Stage, Survey
from niudai.assistance.hardship.procedure.filing import (
    ACCEPT,
    PARTY_WITHDRAW,
    REFUSE,
    RETURN,
    SURVEY,
    WITHDRAW,
)
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, timely
from niudai.kernel.identifiers import new_code
from niudai.kernel.personal import lookups
from niudai.kernel.refused import Refused
from niudai.membership.models import Person

VISITED = frozenset(
    {Stage.SURVEYED, Stage.OBJECTION, Stage.TOWN_REVIEW, Stage.DATA_MATCH, Stage.DECISION,
     Stage.ACTIVE, Stage.REVIEW_DUE, Stage.TEMPORARY}
)  # fmt: skip


@transaction.atomic
def accept(
    file: HardshipFile, *, opinion: str = "", on: date | None = None, by: Actor
) -> HardshipFile:
    """Take the application up: the first check (初审) is this person's."""
    file = locked(file)
    day = timely(file, on)
    file.person = known_person(file)
    file.code = file.code or new_code()
    file.save(update_fields=["person", "code", "code_key"])
    place = str(file.lies_at)
    file = advance(file, ACCEPT, on=day, by=by)
    say(file, "accept", opinion, on=day, place=place, by=by)
    return file


def known_person(file: HardshipFile) -> Person | None:
    """The person on file with this number and this name."""
    worker = file.worker
    if file.person_id or not worker.number:
        return file.person
    rows = Person.objects.filter(
        number_key__in=lookups(worker.number), name=worker.name, merged_into=None
    )
    return rows.order_by("pk").first()


@transaction.atomic
def return_for_completion(file: HardshipFile, *, reason: str, by: Actor) -> HardshipFile:
    """Back to the worker, with what is missing."""
    text = stated(reason, _("Say what is missing."))
    place = str(file.lies_at)
    file = advance(file, RETURN, by=by)
    say(file, RETURN.name, text, on=timezone.localdate(), place=place, by=by)
    notices.answered(file)
    return file


@transaction.atomic
def refuse(file: HardshipFile, *, reason: str, by: Actor) -> HardshipFile:
    """No file, with the reason the worker reads."""
    text = stated(reason, _("Give the reason."))
    place = str(file.lies_at)
    file = advance(file, REFUSE, by=by)
    say(file, REFUSE.name, text, on=timezone.localdate(), place=place, by=by)
    notices.answered(file)
    return file


@transaction.atomic
def withdraw(file: HardshipFile, *, reason: str = "", by: Actor) -> HardshipFile:
    """The worker takes the application back; what was done until now stays."""
    worker = is_worker(by)
    by.must(
        Permission.PARTY_WITHDRAW if worker else Permission.HARDSHIP_HANDLE,
        at=file.organisation.path,
    )
    file = locked(file)
    file = advance(file, PARTY_WITHDRAW if worker else WITHDRAW, by=by)
    end_what_hangs(file)
    say(file, "withdraw", reason, on=timezone.localdate(), place=str(file.organisation), by=by)
    return file


def end_what_hangs(file: HardshipFile) -> None:
    """A file that ended hangs on no wall."""
    file.publicities.filter(ended_on=None).update(
        ended_on=timezone.localdate(), result=_("taken down: the file ended")
    )


@transaction.atomic
def survey(
    file: HardshipFile,
    *,
    client_id: UUID,
    visited_on: date,
    first_surveyor: str,
    second_surveyor: str,
    first_signature: str,
    second_signature: str,
    findings: str,
    conclusion: str = "",
    offline: bool = False,
    by: Actor,
) -> HardshipFile:
    """Keep a home visit by two; the same visit sent twice is kept once."""
    file = locked(file)
    by.must(Permission.HARDSHIP_HANDLE, at=file.organisation.path)
    if kept := Survey.objects.filter(client_id=client_id).first():
        if kept.file_id != file.pk:
            raise Refused(_("This visit was kept with another file."))
        return file
    first = stated(first_surveyor, _("Name both who visited."))
    second = stated(second_surveyor, _("Name both who visited."))
    if first == second:
        raise Refused(_("Two people visit a household."))
    if not (first_signature.strip() and second_signature.strip()):
        raise Refused(_("Both who visited must sign."))
    day = timely(file, visited_on)
    made = Survey.objects.create(
        file=file, client_id=client_id, visited_on=day, first_surveyor=first,
        second_surveyor=second, first_signature=first_signature,
        second_signature=second_signature, conclusion=conclusion.strip(), offline=offline,
        findings=stated(findings, _("Write down what was seen.")), entered_by=by.name,
        entered_user=by.user_id,
    )  # fmt: skip
    return followed(file, made, by=by)


def followed(file: HardshipFile, made: Survey, *, by: Actor) -> HardshipFile:
    """The visit ends the first check; at a later stage it is one more look."""
    facts: dict[str, Any] = {"on": made.visited_on, "offline": made.offline}
    if file.stage == Stage.UNIT_CHECK:
        return advance(file, SURVEY, by=by, **facts)
    if file.stage not in VISITED:
        raise Refused(
            _("The file is “%(stage)s”: take it to the first check before the visit.")
            % {"stage": file.get_stage_display()}
        )
    record("hardship.visit_again", file, by=by, **facts)
    return file
