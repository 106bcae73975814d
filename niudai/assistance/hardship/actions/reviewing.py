"""The town looks again, the county asks the civil-affairs centre (domain 1.3, steps 5 and 6)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.speaking import say
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.separation import refuse_same_person
from niudai.assistance.hardship.models import HardshipFile, Match
from niudai.assistance.hardship.procedure.filing import (
    ASK_MATCH,
    MATCH,
    RETURN_TO_UNIT,
    REVIEW_TOWN,
)
from niudai.casework.moves import advance, locked, timely
from niudai.kernel.refused import Refused


@transaction.atomic
def review(
    file: HardshipFile, *, opinion: str, stamped: bool = False, on: date | None = None, by: Actor
) -> HardshipFile:
    """The town agrees, with its stamp."""
    file = locked(file)
    if not stamped:
        raise Refused(_("The opinion of the town needs its stamp."))
    refuse_same_person(file, REVIEW_TOWN.name, by=by)
    day, place = timely(file, on), str(file.lies_at)
    file = advance(file, REVIEW_TOWN, on=day, by=by)
    say(file, REVIEW_TOWN.name, stated(opinion, _("Write the opinion.")), on=day, place=place,
        by=by)  # fmt: skip
    notices.turn(file)
    return file


@transaction.atomic
def return_to_unit(file: HardshipFile, *, reason: str, by: Actor) -> HardshipFile:
    """The town does not agree: back to the unit, with what does not hold."""
    file = locked(file)
    text = stated(reason, _("Say what is missing."))
    refuse_same_person(file, RETURN_TO_UNIT.name, by=by)
    place = str(file.lies_at)
    file = advance(file, RETURN_TO_UNIT, by=by)
    say(file, RETURN_TO_UNIT.name, text, on=timezone.localdate(), place=place, by=by)
    notices.answered(file)
    notices.turn(file)
    return file


@transaction.atomic
def ask_match(file: HardshipFile, *, on: date | None = None, by: Actor) -> HardshipFile:
    """Ask the centre about the family's finances."""
    file = advance(file, ASK_MATCH, on=on, by=by)
    Match.objects.create(file=file, asked_on=on or timezone.localdate(), asked_by=by.name)
    return file


@transaction.atomic
def match(
    file: HardshipFile, *, outcome: str, answer: str = "", on: date | None = None, by: Actor
) -> HardshipFile:
    """Enter what the registers say; the decision belongs to another person."""
    file = locked(file)
    if outcome not in {Match.Outcome.FITS, Match.Outcome.DIFFERS}:
        raise Refused(_("Say whether it fits what was declared."))
    if outcome == Match.Outcome.DIFFERS:
        stated(answer, _("Write down what differs."))
    refuse_same_person(file, MATCH.name, by=by)
    day = timely(file, on)
    open_one = file.matches.filter(outcome=Match.Outcome.ASKED).first()
    if open_one and day < open_one.asked_on:
        raise Refused(_("The answer cannot be older than the question."))
    file = advance(file, MATCH, on=day, by=by, outcome=outcome)
    file.matches.filter(outcome=Match.Outcome.ASKED).update(outcome=outcome, answered_on=day)
    answered = file.matches.filter(answered_on=day).latest("pk")
    answered.answer, answered.entered_by = answer.strip(), by.name
    answered.entered_user = by.user_id
    answered.save()
    notices.turn(file)
    return file
