"""From on file to destroyed: review, exit, cancellation, look-back, archive (domain 1.5, 10.1)."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.hardship.guards import decision as d
from niudai.assistance.hardship.guards import keeping as k
from niudai.assistance.hardship.models import IN_FORCE, Stage
from niudai.casework.procedure import Move

L = gettext_lazy
HANDLE, REVIEW = Permission.HARDSHIP_HANDLE, Permission.HARDSHIP_REVIEW
DECIDE, ARCHIVES = Permission.HARDSHIP_DECIDE, Permission.HARDSHIP_ARCHIVE
LEFT = frozenset({Stage.LIFTED, Stage.RELIEVED, Stage.LOOK_BACK})
S = frozenset

REPORT_CHANGE = Move(
    "report_change", L("Report a change"), S({Stage.ACTIVE, Stage.REVIEW_DUE}), Stage.REVIEW_DUE,
    HANDLE, (), L("The household is reckoned again; the other copy is to be changed, too."),
)  # fmt: skip
FALL_DUE = Move(
    "fall_due", L("The yearly review is due"), S({Stage.ACTIVE}), Stage.REVIEW_DUE, HANDLE
)
CONFIRM = Move(
    "confirm", L("Confirm: it stays as it is"), S({Stage.REVIEW_DUE}), Stage.ACTIVE, DECIDE,
    (d.cannot_decide, k.another_category), L("Reckoned again and kept; a new year begins."),
    onward=True,
)  # fmt: skip
CHANGE_CATEGORY = Move(
    "change_category", L("Change the category"), S({Stage.REVIEW_DUE}), Stage.ACTIVE, DECIDE,
    (d.cannot_decide, d.no_test_met, k.same_category),
    L("Reckoned again; the whole answer is kept anew."), onward=True,
)  # fmt: skip
PROPOSE_EXIT = Move(
    "propose_exit", L("Propose the exit"), S({Stage.ACTIVE, Stage.REVIEW_DUE}),
    Stage.EXIT_PROPOSED, HANDLE, (), L("With the months above the line, or the safety net."),
)  # fmt: skip
LIFT = Move(
    "lift", L("Confirm: lifted out of hardship"), S({Stage.EXIT_PROPOSED}), Stage.LIFTED, DECIDE,
    (k.exit_previews, k.not_lifted), L("By the rule of exit."), onward=True,
)  # fmt: skip
RELIEVE = Move(
    "relieve", L("Confirm: relieved"), S({Stage.EXIT_PROPOSED}), Stage.RELIEVED, DECIDE,
    (k.exit_previews, k.not_relieved), L("Kept by the safety net and regular help."), onward=True,
)  # fmt: skip
KEEP = Move(
    "keep", L("It stays on file"), S({Stage.EXIT_PROPOSED}), Stage.REVIEW_DUE, DECIDE, (),
    L("With the reason; the review goes on."),
)  # fmt: skip
CANCEL = Move(
    "cancel", L("Cancel the file"), IN_FORCE, Stage.CANCELLED, DECIDE, (),
    L("Death, retirement, transfer, or false data."),
)  # fmt: skip
LOOK_BACK = Move(
    "look_back", L("Record a look-back"), LEFT, Stage.LOOK_BACK, REVIEW, (k.followed,),
    L("By phone or at home; whoever fell back gets a new application."),
)  # fmt: skip
ARCHIVE = Move(
    "archive", L("Archive"), LEFT | {Stage.CANCELLED}, Stage.ARCHIVED, ARCHIVES,
    (k.copies_apart, k.open_recovery), L("The original is kept as long as the rule says."),
    onward=True,
)  # fmt: skip
DESTROY = Move(
    "destroy", L("Destroy"), S({Stage.ARCHIVED}), Stage.DESTROYED, ARCHIVES, (k.too_early,),
    L("By an approved list, by two people."),
)  # fmt: skip
COPIES_IN_STEP = Move(
    "copies_in_step", L("Paper and electronic copy agree"),
    IN_FORCE | LEFT | {Stage.CANCELLED}, None, HANDLE, (k.copies_agree,),
    L("What was changed in one stands in the other."),
)  # fmt: skip

# What a form of its own asks; falling due is the clock's, destroying goes by lists.
KEEPING_MOVES = (
    REPORT_CHANGE, FALL_DUE, CONFIRM, CHANGE_CATEGORY, PROPOSE_EXIT, LIFT, RELIEVE, KEEP, CANCEL,
    LOOK_BACK, ARCHIVE, DESTROY, COPIES_IN_STEP,
)  # fmt: skip
