"""A campaign as a table: planned, visits under way, reckoned, closed (machine 10.3, goods)."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.warmth import guards as g
from niudai.assistance.warmth.models import Stage
from niudai.casework.procedure import Move

L = gettext_lazy
EDIT = Permission.WARMTH_EDIT

START = Move(
    "start", L("Begin the visits"), frozenset({Stage.PLANNED}), Stage.RUNNING, EDIT,
    (g.missing_means,), L("From here on visits are entered."), onward=True,
)  # fmt: skip
CANCEL = Move(
    "cancel", L("Give up"), frozenset({Stage.PLANNED}), Stage.CANCELLED, EDIT, (),
    L("With the reason."),
)  # fmt: skip
FINISH = Move(
    "finish", L("End the visits"), frozenset({Stage.RUNNING}), Stage.RECKONING, EDIT, (),
    L("No more visits; goods and money are reckoned."), onward=True,
)  # fmt: skip
RESUME = Move(
    "resume", L("Go on with the visits"), frozenset({Stage.RECKONING}), Stage.RUNNING, EDIT, (),
    L("With the reason."),
)  # fmt: skip
CLOSE = Move(
    "close", L("Close the campaign"), frozenset({Stage.RECKONING}), Stage.CLOSED, EDIT,
    (g.goods_with_towns, g.open_lines, g.unpaid_goods),
    L("Received, handed over and left agree."), onward=True,
    asks=(g.missing_leftovers,),
)  # fmt: skip

CAMPAIGN_MOVES = (START, CANCEL, FINISH, RESUME, CLOSE)
