"""Stages of a hardship file in the words of the household, and what is asked of it now."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.models import HardshipFile, Stage

Text = str | Promise


class Told(NamedTuple):
    """Where it stands, what happens, and what the worker does now (or nothing)."""

    title: Text
    then: Text
    now: Text = ""


NOTHING = _("Nothing is asked of you now.")
STAGES: dict[str, Told] = {
    Stage.DRAFT: Told(
        _("Begun, not handed in"),
        _("Your union takes it down with you."),
        _("Bring the papers that are missing to your union."),
    ),
    Stage.SUBMITTED: Told(
        _("We have your application"),
        _("Your union looks whether everything is there and then visits you."),
    ),
    Stage.UNIT_CHECK: Told(
        _("Your union checks it"),
        _("Two people will visit you at home. They call before."),
        _("Have the papers at hand when they come."),
    ),
    Stage.SURVEYED: Told(
        _("You were visited"),
        _(
            "Next it is made public where you work or live: covered name, unit, town. No "
            "illness, no child."
        ),
    ),
    Stage.UNIT_PUBLICITY: Told(
        _("Made public"),
        _("For some days others may say that it is not so. Then the town looks at it."),
    ),
    Stage.OBJECTION: Told(
        _("Somebody objected"),
        _("Somebody else than before looks into it. The days of publicity wait meanwhile."),
        _("You may write what you know, or add papers."),
    ),
    Stage.TOWN_REVIEW: Told(
        _("With the town"),
        _("The union of the town looks at it once more."),
    ),
    Stage.DATA_MATCH: Told(
        _("Data are compared"),
        _("The civil-affairs centre compares it with its registers, as you agreed."),
    ),
    Stage.DECISION: Told(
        _("With the city"),
        _("The federation of the city decides."),
    ),
    Stage.COUNTY_PUBLICITY: Told(
        _("Decided, and made public once more"),
        _("If nobody objects, you are on file the day after."),
    ),
    Stage.ACTIVE: Told(
        _("You are on file"),
        _("You may ask for help by a few questions. Once a year we look at it anew."),
        _("If something changes, tell us: income, work, who lives with you."),
    ),
    Stage.REVIEW_DUE: Told(
        _("We look at it anew"),
        _("Once a year everything is checked again. Help goes on meanwhile."),
        _("Have proof of income and costs of the last twelve months ready."),
    ),
    Stage.EXIT_PROPOSED: Told(
        _("You may no longer need it"),
        _("Your union proposes that the file ends. The city decides."),
        _("If this is wrong, write to us now."),
    ),
    Stage.LIFTED: Told(
        _("Lifted out of hardship"),
        _("The file has ended. We ask after you once more; if it gets hard again, come back."),
    ),
    Stage.RELIEVED: Told(
        _("In other hands"),
        _("The file has ended: other help secures your living."),
    ),
    Stage.CANCELLED: Told(
        _("The file has ended"),
        _("The reason stands below."),
    ),
    Stage.LOOK_BACK: Told(
        _("We ask after you"),
        _("We look whether you still get along."),
    ),
    Stage.ARCHIVED: Told(
        _("The file has ended"),
        _("It is kept in the archive."),
    ),
    Stage.DESTROYED: Told(
        _("The file has ended"),
        _("It was destroyed after its time."),
    ),
    Stage.RETURNED: Told(
        _("Something is missing"),
        _("Your union needs more before it can go on. What it is stands below."),
        _("Correct your answers, add papers, and hand it in again."),
    ),
    Stage.REFUSED: Told(
        _("No file"),
        _("The reason stands below."),
        _(
            "If something was overlooked, write to us, or apply again with new papers. You may "
            "also go to the union of the town or the city, or call 12351."
        ),
    ),
    Stage.WITHDRAWN: Told(
        _("You have withdrawn"),
        _("Nobody works on it any more. You may apply again at any time."),
    ),
    Stage.TEMPORARY: Told(
        _("A file for the time being"),
        _("For an emergency. The full way follows."),
    ),
}


def told(file: HardshipFile) -> Told:
    words = STAGES[file.stage]
    return words if words.now else words._replace(now=NOTHING)
