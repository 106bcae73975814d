"""Money as tables: machine 10.3 of the reference, for sources and for batches."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.casework.procedure import Move
from niudai.funds import guards as g
from niudai.funds.models import BatchStage, SourceStage

L = gettext_lazy
P, S, B = Permission, SourceStage, BatchStage

RECEIVE = Move(
    "receive", L("Enter money received"), frozenset({S.PLANNED, S.OPEN}), S.OPEN, P.FUND_EDIT,
    (g.missing_allowance,), L("With document and amount, as the account statement says."),
    onward=True,
)  # fmt: skip
CLOSE = Move(
    "close", L("Begin to close"), frozenset({S.OPEN}), S.CLOSING, P.FUND_EDIT,
    (g.open_batches, g.bound_money), L("The period or the purpose has ended."),
)  # fmt: skip
AGREE = Move(
    "agree", L("Agree for the audit committee"), frozenset({S.CLOSING}), None, P.FUND_AUDIT, (),
    L("To what becomes of what is left."), onward=True,
)  # fmt: skip
SETTLE = Move(
    "settle", L("Carry over or give back"), frozenset({S.CLOSING}), S.CLOSED, P.FUND_EDIT,
    (g.missing_agreement, g.bound_money), L("By the rule of the source."), onward=True,
)  # fmt: skip
AUDIT = Move(
    "audit", L("Enter the audit report"), frozenset({S.CLOSED}), S.AUDITED, P.FUND_AUDIT, (),
    L("The yearly report of the audit committee."), onward=True,
)  # fmt: skip
SOURCE_MOVES = (RECEIVE, CLOSE, AGREE, SETTLE, AUDIT)

FILL = Move(
    "fill", L("Put lines in or take them out"), frozenset({B.DRAFT}), None, P.FUND_EDIT, (),
    L("Out of what is committed and waits."), onward=True,
)  # fmt: skip
LOCK = Move(
    "lock", L("Lock the list"), frozenset({B.DRAFT}), B.LOCKED, P.FUND_EDIT,
    (g.missing_lines, g.unfit_cards),
    L("Nothing can be put in or taken out any more; warnings want an answer."),
    asks=(g.unanswered_warnings,),
)  # fmt: skip
UNLOCK = Move(
    "unlock", L("Unlock again"), frozenset({B.LOCKED, B.APPROVED}), B.DRAFT, P.FUND_EDIT, (),
    L("Signatures given so far are void."),
)  # fmt: skip
SIGN = Move(
    "sign", L("Sign"), frozenset({B.LOCKED}), None, P.FUND_COMMIT, (),
    L("Two people sign, neither of them whoever locked it."), onward=True,
)  # fmt: skip
APPROVE = Move(
    "approve", L("Approved by the last signature"), frozenset({B.LOCKED}), B.APPROVED,
    P.FUND_COMMIT, (g.missing_signatures,),
)  # fmt: skip
SEND = Move(
    "send", L("Make the bank file"), frozenset({B.APPROVED}), B.SENT, P.FUND_PAY, (g.only_bank,),
    L("The list is frozen, its fingerprint kept."), onward=True,
)  # fmt: skip
GIVE_OUT = Move(
    "give_out", L("Give the goods out"), frozenset({B.APPROVED}), B.SENT, P.FUND_PAY,
    (g.only_goods,), L("To those who hand them over and have them signed for."), onward=True,
)  # fmt: skip
RECONCILE = Move(
    "reconcile", L("Reconcile"), frozenset({B.SENT}), B.RECONCILED, P.FUND_RESULT,
    (g.lines_without_result,), L("Paid and returned together are what was sent."), onward=True,
)  # fmt: skip
PUBLISH = Move(
    "publish", L("Make the use public"), frozenset({B.RECONCILED}), B.PUBLISHED, P.FUND_EDIT, (),
    L("The list with covered names is on the notice board."), onward=True,
)  # fmt: skip
CANCEL = Move(
    "cancel", L("Give the batch up"), frozenset({B.DRAFT, B.LOCKED, B.APPROVED}), B.CANCELLED,
    P.FUND_EDIT, (), L("Its lines wait again for another batch."),
)  # fmt: skip
BATCH_MOVES = (
    FILL, LOCK, UNLOCK, SIGN, APPROVE, SEND, GIVE_OUT, RECONCILE, PUBLISH, CANCEL,
)  # fmt: skip
