"""A reception as a table: received, handled, answered or passed on, called back, closed."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.desk import guards as g
from niudai.assistance.desk.models import Stage
from niudai.casework.procedure import Move

L = gettext_lazy
RECEIVE = Permission.DESK_RECEIVE
AT_THE_DESK = frozenset({Stage.RECEIVED, Stage.HANDLING})
DONE = frozenset({Stage.ANSWERED, Stage.ROUTED, Stage.REFERRED})

HANDLE = Move(
    "handle", L("Begin to handle"), frozenset({Stage.RECEIVED}), Stage.HANDLING, RECEIVE, (),
    L("It takes more than this visit."),
)  # fmt: skip
ANSWER = Move(
    "answer", L("Answer"), AT_THE_DESK, Stage.ANSWERED, RECEIVE, (),
    L("On the spot or after inquiry, with the result."), onward=True, asks=(g.missing_answer,),
)  # fmt: skip
ROUTE = Move(
    "route", L("Pass on within the house"), AT_THE_DESK, Stage.ROUTED, RECEIVE, (),
    L("Open what it needs; nothing is typed twice."),
)  # fmt: skip
REFER = Move(
    "refer", L("Refer elsewhere"), AT_THE_DESK, Stage.REFERRED, RECEIVE, (),
    L("To another union or a partner, with the visitor's consent."),
)  # fmt: skip
CALL_BACK = Move(
    "call_back", L("Call back"), DONE, Stage.CALLED_BACK, RECEIVE, (g.missing_phone,),
    L("Ask how satisfied the visitor is."), onward=True,
)  # fmt: skip
RESUME = Move(
    "resume", L("Take it up again"), frozenset({Stage.CALLED_BACK, *DONE}), Stage.HANDLING, RECEIVE,
    (), L("The visitor is not satisfied or it went wrong elsewhere."),
)  # fmt: skip
CLOSE = Move(
    "close", L("Close"), frozenset({Stage.CALLED_BACK, *DONE}), Stage.CLOSED, RECEIVE,
    (g.missing_call,), L("The record is complete."), onward=True,
)  # fmt: skip
TAKE_OVER = Move(
    "take_over", L("Take over"), AT_THE_DESK | DONE, None, RECEIVE, (),
    L("From now on you are responsible instead of who was asked first."),
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", L("Withdrawn by the visitor"), AT_THE_DESK, Stage.WITHDRAWN, RECEIVE, (),
    L("With the reason."),
)  # fmt: skip

RECEPTION_MOVES = (HANDLE, ANSWER, ROUTE, REFER, CALL_BACK, RESUME, CLOSE, TAKE_OVER, WITHDRAW)
