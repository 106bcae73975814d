"""What keeps a file that is on file from its next step, in sentences."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.models import Exit, HardshipFile
from niudai.assistance.hardship.reckoning import judged
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import Answer, evaluate
from niudai.rulebook.in_words import result_name

EXIT, SYNC, DESTRUCTION = "HARDSHIP-EXIT", "HARDSHIP-SYNC", "HARDSHIP-DESTRUCTION"


def category_today(file: HardshipFile) -> str | None:
    try:
        answer = judged(file)
    except Refused:
        return None
    return answer.more.get("category") if answer.decides and answer.holds else "none"


def another_category(file: HardshipFile) -> str | None:
    """Confirmed is what comes out again."""
    found = category_today(file)
    if found in {None, file.category}:
        return None
    if found == "none":
        return _("By the rules of today the household is not in hardship: propose its exit.")
    return _("By the rules of today the category is “%(category)s”: change it.") % {
        "category": result_name(str(found))
    }


def same_category(file: HardshipFile) -> str | None:
    if category_today(file) == file.category:
        return _("The category stays the same: confirm it.")
    return None


def open_exit(file: HardshipFile) -> Exit | None:
    """The proposal under decision."""
    return next((each for each in file.exits.all() if each.outcome == Exit.Outcome.OPEN), None)


def exit_answer(file: HardshipFile, proposed: Exit, *, on: date | None = None) -> Answer:
    """What the rule of exit says of the months that were entered."""
    facts: dict[str, Any] = {
        "per_head": proposed.months, "safety_net": proposed.safety_net,
        "guarantees": proposed.guarantees, "residence": file.residence,
    }  # fmt: skip
    return evaluate(EXIT, facts, on=on or timezone.localdate(), place=file.place)


def asked_exit(file: HardshipFile) -> Answer | None:
    proposed = open_exit(file)
    return exit_answer(file, proposed) if proposed else None


def exit_previews(file: HardshipFile) -> str | None:
    try:
        answer = asked_exit(file)
    except Refused as refusal:
        return refusal.reason
    if answer is None:
        return _("Nobody has proposed the exit.")
    if answer.decides:
        return None
    return _("No decision: the rules give a preview only. %(why)s") % {
        "why": answer.explanation[-1]
    }


def not_so(file: HardshipFile, wanted: str) -> str | None:
    try:
        answer = asked_exit(file)
    except Refused:
        return None  # said by `exit_previews`
    if answer is None or answer.result == wanted:
        return None
    return " ".join(answer.explanation)


def not_lifted(file: HardshipFile) -> str | None:
    return not_so(file, "lifted")


def not_relieved(file: HardshipFile) -> str | None:
    return not_so(file, "relieved")


def proposed_it(file: HardshipFile, by: Actor) -> str | None:
    proposed = open_exit(file)
    if proposed and is_same(proposed.proposed_by, proposed.proposed_user, by):
        return _("You proposed the exit: another person decides.")
    return None


def reported_it(file: HardshipFile, by: Actor) -> str | None:
    change = file.changes.first()
    if change and is_same(change.reported_by, change.reported_user, by):
        return _("You reported the change: another person decides.")
    return None


# Joined to the steps before in `separation`.
LATER = {
    "lift": proposed_it, "relieve": proposed_it, "keep": proposed_it, "confirm": reported_it,
    "change_category": reported_it,
}  # fmt: skip


def followed(file: HardshipFile) -> str | None:
    new = file.followed_by.first()
    if new is None:
        return None
    return _("It fell back: %(reference)s follows this file.") % {"reference": new.reference}


def copies_apart(file: HardshipFile) -> str | None:
    if file.item.deadlines.open().filter(rule_id=SYNC).exists():
        return _("Paper and electronic copy do not agree yet.")
    return None


def copies_agree(file: HardshipFile) -> str | None:
    return None if copies_apart(file) else _("Nothing was changed in one copy only.")


def open_recovery(file: HardshipFile) -> str | None:
    recovery = getattr(file, "recovery", None)
    if recovery and recovery.done_on is None:
        return _("The aid is still to be paid back.")
    return None


def earliest_destruction(file: HardshipFile, *, on: date | None = None) -> Answer:
    """From which day the file may be destroyed (P11), by the rule of the place."""
    facts = {"withdrawn_on": file.left_on.isoformat() if file.left_on else ""}
    return evaluate(DESTRUCTION, facts, on=on or timezone.localdate(), place=file.place)


def too_early(file: HardshipFile) -> str | None:
    try:
        answer = earliest_destruction(file)
    except Refused as refusal:
        return refusal.reason
    if not answer.decides:
        return _("No decision: the rules give a preview only. %(why)s") % {
            "why": answer.explanation[-1]
        }
    return None if answer.holds else " ".join(answer.explanation)
