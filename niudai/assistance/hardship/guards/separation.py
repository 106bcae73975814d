"""Two steps of control that follow each other are done by two people (reference 10).

Each function gives the sentence that keeps this person from the act, or nothing.
"""

from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.guards.keeping import LATER
from niudai.assistance.hardship.models import HardshipFile
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused


def said_by(file: HardshipFile, step: str, by: Actor) -> bool:
    """Whether this person said the last word at that step."""
    found = [each for each in file.opinions.all() if each.step == step]
    return bool(found) and is_same(found[-1].said_by, found[-1].said_user, by)


def checked_it(file: HardshipFile, by: Actor) -> str | None:
    if said_by(file, "accept", by):
        return _("You did the first check: another person does this step.")
    return None


def visited_it(file: HardshipFile, by: Actor) -> str | None:
    visit = next(iter(file.surveys.all()), None)
    if visit and (
        is_same(visit.entered_by, visit.entered_user, by)
        or by.name in {visit.first_surveyor, visit.second_surveyor}
    ):
        return _("You visited the household: another person does this step.")
    return None


def reviewed_it(file: HardshipFile, by: Actor) -> str | None:
    if said_by(file, "review", by):
        return _("You reviewed the file for the town: another person does this step.")
    return None


def matched_it(file: HardshipFile, by: Actor) -> str | None:
    answered = next((each for each in file.matches.all() if each.outcome != "asked"), None)
    if answered and is_same(answered.entered_by, answered.entered_user, by):
        return _("You entered the answer of the civil-affairs centre: another person decides.")
    return None


HINDRANCES = {
    **{act: (check,) for act, check in LATER.items()},
    "review": (checked_it, visited_it),
    "return_to_unit": (checked_it, visited_it),
    "match": (reviewed_it,),
    "approve": (matched_it, reviewed_it),
    "refuse_decision": (matched_it, reviewed_it),
    "dismiss_objection": (checked_it,),
    "uphold_objection": (checked_it,),
    "restart_publicity": (checked_it,),
}


def hindrance(file: HardshipFile, act: str, by: Actor) -> str | None:
    return next(filter(None, (check(file, by) for check in HINDRANCES.get(act, ()))), None)


def refuse_same_person(file: HardshipFile, act: str, *, by: Actor) -> None:
    if sentence := hindrance(file, act, by):
        raise Refused(sentence)
