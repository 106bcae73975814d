"""Somebody objects; another than the first checker inquires and answers in writing (1.4)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.checking import end_what_hangs
from niudai.assistance.hardship.actions.deciding import decide_anew
from niudai.assistance.hardship.actions.publishing import hang
from niudai.assistance.hardship.actions.speaking import say
from niudai.assistance.hardship.actions.writing import is_worker, stated
from niudai.assistance.hardship.guards.separation import refuse_same_person
from niudai.assistance.hardship.guards.steps import open_objections
from niudai.assistance.hardship.models import HardshipFile, Objection, Publicity
from niudai.assistance.hardship.procedure import stage_of_publicity
from niudai.assistance.hardship.procedure.filing import (
    OBJECT,
    PARTY_OBJECT,
    UPHOLD,
    dismiss,
    restart,
)
from niudai.audit.log import record
from niudai.casework.moves import advance, locked
from niudai.kernel.refused import Refused

Outcome = Objection.Outcome


@transaction.atomic
def raise_objection(
    file: HardshipFile, *, facts: str, name: str = "", contact: str = "",
    anonymous: bool = False, made_at: datetime | None = None, by: Actor,
) -> HardshipFile:  # fmt: skip
    """Keep an objection, by name or without one; the period stands still."""
    file = locked(file)
    said = stated(facts, _("An objection needs facts that can be looked into."))
    if not anonymous and not name.strip():
        raise Refused(_("Give a name, or say that it is without one."))
    at = made_at or timezone.now()
    if at > timezone.now():
        raise Refused(_("This is in the future: enter what has happened."))
    publicity = file.publicities.filter(ended_on=None).first()
    day = timezone.localdate(at)
    file = advance(file, PARTY_OBJECT if is_worker(by) else OBJECT, on=day, by=by)
    if publicity is None or day < publicity.posted_on:
        raise Refused(_("The file was not public on that day."))
    Objection.objects.create(
        publicity=publicity, anonymous=anonymous, name="" if anonymous else name.strip(),
        contact=contact.strip(), facts=said, made_at=at,
    )  # fmt: skip
    notices.objected(file)
    return file


@transaction.atomic
def dismiss_objection(objection: Objection, *, finding: str, by: Actor) -> HardshipFile:
    """It does not hold: the publicity goes on, once no other objection is open."""
    file = inquired(objection, "dismiss_objection", by=by)
    answer(objection, Outcome.DISMISSED, finding, by=by)
    if open_objections(file):
        record("hardship.answer_objection", file, by=by, outcome=Outcome.DISMISSED)
        return file
    return advance(file, dismiss(stage_of_publicity(file)), by=by)


@transaction.atomic
def uphold_objection(objection: Objection, *, finding: str, by: Actor) -> HardshipFile:
    """It holds, and there is no file."""
    file = inquired(objection, UPHOLD.name, by=by)
    answer(objection, Outcome.UPHELD, finding, by=by)
    refuse_open(file)
    place = str(file.lies_at)
    file = advance(file, UPHOLD, by=by)
    end_what_hangs(file)
    say(file, UPHOLD.name, finding, on=timezone.localdate(), place=place, by=by)
    notices.answered(file)
    return file


@transaction.atomic
def restart_publicity(objection: Objection, *, finding: str, by: Actor) -> HardshipFile:
    """It holds, the file was mended: a material change, the list hangs anew for the whole time."""
    file = inquired(objection, "restart_publicity", by=by)
    answer(objection, Outcome.UPHELD, finding, by=by)
    refuse_open(file)
    before = objection.publicity
    today = timezone.localdate()
    if before.round == Publicity.Round.COUNTY:
        decide_anew(file, by=by)
    file = advance(file, restart(stage_of_publicity(file)), by=by)
    Publicity.objects.filter(pk=before.pk).update(
        ended_on=today, result=_("begun anew after an objection")
    )
    hang(
        file, before.round, day=today, places=before.places, online=before.online,
        telephone=before.shown.get("telephone", ""),
    )  # fmt: skip
    return file


def inquired(objection: Objection, act: str, *, by: Actor) -> HardshipFile:
    file = locked(objection.publicity.file)
    objection.refresh_from_db()
    if objection.outcome != Outcome.OPEN:
        raise Refused(_("This objection was answered already."))
    refuse_same_person(file, act, by=by)
    return file


def answer(objection: Objection, outcome: str, finding: str, *, by: Actor) -> None:
    objection.finding = stated(finding, _("Write down what the inquiry found."))
    objection.outcome, objection.answered_on = outcome, timezone.localdate()
    objection.inquired_by, objection.inquired_user = by.name, by.user_id
    objection.save()


def refuse_open(file: HardshipFile) -> None:
    if open_objections(file):
        raise Refused(_("Another objection is open: answer it first."))
