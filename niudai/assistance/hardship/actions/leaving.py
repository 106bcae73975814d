"""Leaving the files: lifted, relieved, cancelled; the money of a file that was false."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.intake import numbered
from niudai.assistance.hardship.actions.speaking import say
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.keeping import exit_answer, open_exit
from niudai.assistance.hardship.guards.separation import refuse_same_person
from niudai.assistance.hardship.models import Exit, HardshipFile, LookBack, Member, Recovery
from niudai.assistance.hardship.procedure.keeping import (
    CANCEL,
    KEEP,
    LIFT,
    LOOK_BACK,
    PROPOSE_EXIT,
    RELIEVE,
)
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, open_case, timely
from niudai.casework.procedure import Move
from niudai.kernel.identifiers import new_code
from niudai.kernel.refused import Refused

WHY = {
    "died": gettext_lazy("Died"),
    "retired": gettext_lazy("Retired"),
    "transferred": gettext_lazy("Transferred elsewhere"),
    "false": gettext_lazy("Filed on false data"),
}
FALSE = "false"


@transaction.atomic
def propose_exit(
    file: HardshipFile, *, months: list[dict[str, str]], why: str, safety_net: bool = False,
    guarantees: bool = False, on: date | None = None, by: Actor,
) -> HardshipFile:  # fmt: skip
    """Propose that the household leaves: income a head month by month, the net that holds it.

    Months the rulebook cannot read are refused; whether they are enough is the county's question.
    """
    text = stated(why, _("Give the reason."))
    file = advance(file, PROPOSE_EXIT, on=on, by=by)
    proposed = Exit(
        file=file, months=months, safety_net=safety_net, guarantees=guarantees, why=text,
        proposed_on=timely(file, on), proposed_by=by.name, proposed_user=by.user_id,
    )  # fmt: skip
    refuse_future(months)
    exit_answer(file, proposed)
    proposed.save()
    notices.turn(file)
    return file


def refuse_future(months: list[dict[str, str]]) -> None:
    this = f"{timezone.localdate():%Y-%m}"
    for month in months:
        if str(month.get("month", "")) > this:
            raise Refused(_("%(month)s has not come yet.") % {"month": month["month"]})


@transaction.atomic
def lift(
    file: HardshipFile, *, opinion: str = "", on: date | None = None, by: Actor
) -> HardshipFile:
    """Lifted: the months running above the line are as many as the rule asks."""
    return left(file, LIFT, Exit.Outcome.LIFTED, opinion, on, by=by)


@transaction.atomic
def relieve(
    file: HardshipFile, *, opinion: str = "", on: date | None = None, by: Actor
) -> HardshipFile:
    """Relieved: it cannot be lifted, the safety net and regular help keep it at the line."""
    return left(file, RELIEVE, Exit.Outcome.RELIEVED, opinion, on, by=by)


def left(
    file: HardshipFile, move: Move, outcome: Exit.Outcome, opinion: str, on: date | None, *,
    by: Actor,
) -> HardshipFile:  # fmt: skip
    file = locked(file)
    move.check(file, by=by)
    refuse_same_person(file, move.name, by=by)
    proposed, day = found_exit(file), timely(file, on)
    answer, said = exit_answer(file, proposed, on=day), {}
    if not answer.decides or answer.result != outcome:
        raise Refused(" ".join(answer.explanation))
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            again = exit_answer(file, proposed, on=day)
            said[language] = {"explanation": again.explanation, "more": dict(again.more)}
    proposed.rule_key = answer.rule.key
    proposed.reckoned = {"on": day.isoformat(), "result": answer.result, "said": said}
    with translation.override(settings.LANGUAGE_CODE):
        leave(file, day, outcome.value, str(outcome.label))
    place = str(file.lies_at)
    file = advance(file, move, on=day, by=by, rule=answer.rule.key)
    settle(proposed, outcome, day, by=by)
    say(file, move.name, opinion, on=day, place=place, by=by)
    notices.answered(file)
    return file


def found_exit(file: HardshipFile) -> Exit:
    proposed = open_exit(file)
    if proposed is None:
        raise Refused(_("Nobody has proposed the exit."))
    return proposed


def settle(proposed: Exit, outcome: Exit.Outcome, day: date, *, by: Actor) -> None:
    proposed.outcome, proposed.decided_on, proposed.decided_by = outcome, day, by.name
    proposed.save()


def leave(file: HardshipFile, day: date, way: str, why: str) -> None:
    file.left_on, file.left_as, file.left_why = day, way, why[:200]
    file.save(update_fields=["left_on", "left_as", "left_why"])


@transaction.atomic
def keep(file: HardshipFile, *, reason: str, by: Actor) -> HardshipFile:
    """The proposal does not hold: the file stays, its review goes on."""
    text = stated(reason, _("Give the reason."))
    file = locked(file)
    refuse_same_person(file, KEEP.name, by=by)
    KEEP.check(file, by=by)
    settle(found_exit(file), Exit.Outcome.STAYS, timezone.localdate(), by=by)
    place = str(file.lies_at)
    file = advance(file, KEEP, by=by)
    say(file, KEEP.name, text, on=timezone.localdate(), place=place, by=by)
    return file


@transaction.atomic
def cancel(
    file: HardshipFile, *, why: str, reason: str, on: date | None = None, by: Actor
) -> HardshipFile:
    """Take the file off: death, retirement, transfer, or false data, then the aid is owed."""
    if why not in WHY:
        raise Refused(_("Choose why the file is cancelled."))
    text = stated(reason, _("Give the reason."))
    file = locked(file)
    CANCEL.check(file, by=by)
    day = timely(file, on)
    if proposed := open_exit(file):
        settle(proposed, Exit.Outcome.STAYS, day, by=by)
    with translation.override(settings.LANGUAGE_CODE):
        leave(file, day, "cancelled", str(WHY[why]))
    place = str(file.lies_at)
    file = advance(file, CANCEL, on=day, by=by, why=why)
    say(file, CANCEL.name, text, on=day, place=place, by=by)
    if why == FALSE:
        Recovery.objects.create(file=file, asked_on=day)
    if why != "died":
        notices.answered(file)
    return file


@transaction.atomic
def settle_recovery(recovery: Recovery, *, how: str, by: Actor) -> Recovery:
    """The aid came back, or it was decided otherwise: how, in words or a document number."""
    text = stated(how, _("Say how it was settled."))
    recovery = Recovery.objects.select_for_update().get(pk=recovery.pk)
    by.must(Permission.HARDSHIP_DECIDE, at=recovery.file.organisation.path)
    if recovery.done_on:
        raise Refused(_("It was settled already."))
    recovery.done_on, recovery.how = timezone.localdate(), text
    recovery.save()
    record("hardship.settle_recovery", recovery.file, by=by, how=text)
    return recovery


@transaction.atomic
def look_back(
    file: HardshipFile, *, way: str, findings: str, fell_back: bool = False,
    on: date | None = None, by: Actor,
) -> HardshipFile:  # fmt: skip
    """Call on a household that left. One that fell back gets a new application, linked to this."""
    if way not in LookBack.Way.values:
        raise Refused(_("Choose by phone or at home."))
    text = stated(findings, _("Say what was found."))
    file = advance(file, LOOK_BACK, on=on, by=by, fell_back=fell_back)
    LookBack.objects.create(
        file=file, visited_on=timely(file, on), way=way, findings=text, fell_back=fell_back,
        visited_by=by.name,
    )  # fmt: skip
    if fell_back:
        begin_again(file, by=by)
    return file


def begin_again(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """A draft with the household as it stood; money and consents are asked anew."""
    by.must(Permission.HARDSHIP_HANDLE, at=file.organisation.path)
    return copied(file, by=by)


COPIED = (
    "employer_id", "employer_said", "unit_kind", "unit_condition", "industry", "work_since",
    "is_member", "waiver", "migrant", "contract_signed_on", "contract_band", "residence",
    "registered_at", "address", "postcode", "other_contact", "housing", "floor_area",
    "single_parent", "zero_employment", "self_help", "bank", "card", "card_name", "person_id",
)  # fmt: skip


def copied(file: HardshipFile, *, by: Actor) -> HardshipFile:
    today = timezone.localdate()
    new = HardshipFile.objects.create(
        reference=numbered(file.organisation, "困申", today), organisation=file.organisation,
        received_on=today, name=file.name, previous=file, code=new_code(),
        **{name: getattr(file, name) for name in COPIED},
    )  # fmt: skip
    for member in file.household:
        facts: dict[str, Any] = {
            field.attname: getattr(member, field.attname)
            for field in Member._meta.concrete_fields
            if field.attname not in {"id", "file_id"} and not field.attname.endswith("_key")
        }
        Member.objects.create(file=new, **facts)
    return open_case(new, by=by, event="fall_back", previous=file.reference)
