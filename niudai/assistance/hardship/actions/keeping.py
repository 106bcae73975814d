"""While the file is in force: what changed, and what the review says (domain 1.5)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.speaking import say
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.separation import refuse_same_person
from niudai.assistance.hardship.models import Change, HardshipFile, Stage
from niudai.assistance.hardship.procedure.keeping import (
    CHANGE_CATEGORY,
    CONFIRM,
    COPIES_IN_STEP,
    FALL_DUE,
    REPORT_CHANGE,
)
from niudai.assistance.hardship.reckoning import kept
from niudai.casework.models import Deadline
from niudai.casework.moves import advance, locked, timely
from niudai.casework.procedure import Move
from niudai.kernel.refused import Refused

REVIEW = "HARDSHIP-REVIEW"


@transaction.atomic
def report_change(
    file: HardshipFile, *, what: str, on: date | None = None, by: Actor
) -> HardshipFile:
    """Something changed in the household: the review is due, and the other copy is to follow."""
    text = stated(what, _("Say what changed."))
    file = advance(file, REPORT_CHANGE, on=on, by=by)
    Change.objects.create(
        file=file, happened_on=timely(file, on), what=text, reported_by=by.name,
        reported_user=by.user_id,
    )  # fmt: skip
    notices.turn(file)
    return file


def reviews_due(today: date) -> list[int]:
    """Files in force whose year is over, unless their review has begun."""
    over = Deadline.objects.open().filter(rule_id=REVIEW, legal_end__lte=today)
    cases = over.filter(item__kind=HardshipFile._meta.label_lower).values("item__case_id")
    active = HardshipFile.objects.filter(pk__in=cases, stage=Stage.ACTIVE)
    return list(active.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def fall_due(pk: int) -> bool:
    """Open the yearly review; False when somebody else was quicker."""
    file = HardshipFile.objects.select_for_update().filter(pk=pk, stage=Stage.ACTIVE).first()
    if file is None:
        return False
    file = advance(file, FALL_DUE, by=CLOCK)
    notices.turn(file)
    return True


@transaction.atomic
def confirm(
    file: HardshipFile, *, opinion: str = "", on: date | None = None, by: Actor
) -> HardshipFile:
    """Reckoned again, the same category comes out: the file holds another year."""
    return reviewed(file, CONFIRM, opinion, on, by=by)


@transaction.atomic
def change_category(
    file: HardshipFile, *, opinion: str, on: date | None = None, by: Actor
) -> HardshipFile:
    """Reckoned again, another category comes out; inputs, rules and sentences are kept anew."""
    stated(opinion, _("Say what the change rests on."))
    return reviewed(file, CHANGE_CATEGORY, opinion, on, by=by)


def reviewed(
    file: HardshipFile, move: Move, opinion: str, on: date | None, *, by: Actor
) -> HardshipFile:
    file = locked(file)
    move.check(file, by=by)
    refuse_same_person(file, move.name, by=by)
    day = timely(file, on)
    answer, reckoned = kept(file, on=day)
    if not answer.decides:
        raise Refused(_("No decision: the rules of that day give a preview only."))
    before, found = file.category, str(answer.more["category"])
    if (found == before) != (move is CONFIRM):
        raise Refused(_("By the rules of that day the category is another."))
    if not answer.holds:
        raise Refused(" ".join(answer.explanation))
    place = str(file.lies_at)
    file = advance(file, move, on=day, by=by, category=[before, found], rule=answer.rule.key)
    review = file.item.deadlines.open().filter(rule_id=REVIEW).first()
    file.category, file.rule_key, file.decided_on = found, answer.rule.key, day
    file.reckoned = reckoned | {"computed": found, "decided_by": by.name}
    file.valid_until = review.natural_end if review else None
    file.save(update_fields=["category", "rule_key", "decided_on", "reckoned", "valid_until"])
    say(file, move.name, opinion, on=day, place=place, by=by)
    notices.answered(file)
    return file


@transaction.atomic
def copies_in_step(file: HardshipFile, *, on: date | None = None, by: Actor) -> HardshipFile:
    """Paper and electronic copy say the same again (A8 art. 13)."""
    return advance(file, COPIES_IN_STEP, on=on, by=by)
