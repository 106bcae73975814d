"""The mediation case as a table: machine 10.1 of the reference."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.casework.procedure import Move
from niudai.disputes import guards as g
from niudai.disputes.models import Stage

OPEN = frozenset({Stage.ACCEPTED, Stage.ASSIGNED, Stage.MEDIATING})

L = gettext_lazy

L = gettext_lazy

ACCEPT = Move(
    "accept", L("Accept"), frozenset({Stage.REGISTERED}), Stage.ACCEPTED,
    Permission.DISPUTE_ACCEPT,
    (g.missing_scope, g.missing_consents, g.missing_representatives),
    L("In scope, and both sides agree to mediation."), "ENT §22",
    onward=True,
)  # fmt: skip
DECLINE = Move(
    "decline", L("Decline: not a labour dispute"), frozenset({Stage.REGISTERED}), Stage.DECLINED,
    Permission.DISPUTE_ACCEPT, (g.still_in_scope,),
    L("The applicant is told in writing, and where to go instead."), "ENT §22",
)  # fmt: skip
REFUSE = Move(
    "refuse", L("Record that a side refuses mediation"), frozenset({Stage.REGISTERED}),
    Stage.DECLINED, Permission.DISPUTE_ACCEPT, (g.missing_refusal,),
    L("Written notice; the limitation period begins anew."), "ENT §22, §31",
)  # fmt: skip
SEND = Move(
    "send", L("Send to another body"), frozenset({Stage.REGISTERED}), Stage.TRANSFERRED,
    Permission.DISPUTE_TRANSFER, (),
    L("Up or down the network. The day of receipt stays."),
)  # fmt: skip


def take(stage: str) -> Move:
    """Acceptance of a transfer: the case stands at the new body where it stood before."""
    return Move(
        "take", L("Take over"), frozenset({Stage.TRANSFERRED}), stage,
        Permission.DISPUTE_ACCEPT, (), L("You become the body responsible."),
    )  # fmt: skip


def give_back(stage: str) -> Move:
    """An unaccepted transfer goes back to its sender."""
    return Move(
        "give_back", L("Return to the sender"), frozenset({Stage.TRANSFERRED}), stage,
        Permission.DISPUTE_TRANSFER,
    )  # fmt: skip


ASSIGN = Move(
    "assign", L("Assign a mediator"), frozenset({Stage.ACCEPTED}), Stage.ASSIGNED,
    Permission.DISPUTE_ASSIGN, (), L("From the register, without a conflict of interest."),
    onward=True, asks=(g.missing_mediator,),
)  # fmt: skip
REASSIGN = Move(
    "reassign", L("Change the mediator"), frozenset({Stage.ASSIGNED, Stage.MEDIATING}), None,
    Permission.DISPUTE_ASSIGN, (), L("With the reason; the case goes on."),
    asks=(g.missing_mediator,),
)  # fmt: skip
PLAN = Move(
    "plan", L("Propose a meeting"), frozenset({Stage.ASSIGNED, Stage.MEDIATING}), None,
    Permission.DISPUTE_MEDIATE, (), L("Both sides are asked whether they can come."),
)  # fmt: skip
MEET = Move(
    "meet", L("Record a meeting"), frozenset({Stage.ASSIGNED, Stage.MEDIATING}), Stage.MEDIATING,
    Permission.DISPUTE_MEDIATE, (), L("Who came, and the minutes."),
    onward=True, asks=(g.missing_meeting,),
)  # fmt: skip
EXTEND = Move(
    "extend", L("Extend the mediation period"), OPEN, None, Permission.DISPUTE_MEDIATE, (),
    L("Only if both sides agree in writing before it ends."), "ENT §29",
)  # fmt: skip
AGREE = Move(
    "agree", L("Record the agreement"), frozenset({Stage.MEDIATING}), Stage.AGREED,
    Permission.DISPUTE_MEDIATE, (g.missing_agreement,),
    L("In force with the last signature or stamp."), "ENT §26; LMA §14",
    onward=True, asks=(g.missing_signatures, g.missing_originals),
)  # fmt: skip
FAIL = Move(
    "fail", L("Record that mediation failed"), frozenset({Stage.MEDIATING}), Stage.FAILED,
    Permission.DISPUTE_MEDIATE, (g.missing_meeting,),
    L("With the written notice of the right to arbitration."), "ENT §30",
)  # fmt: skip
TIME_OUT = Move(
    "time_out", L("Record that the period ran out"), OPEN, Stage.FAILED,
    Permission.DISPUTE_MEDIATE, (g.period_still_runs,),
    L("Counts as failed mediation."), "ENT §29",
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", L("Record a withdrawal"), OPEN | {Stage.REGISTERED}, Stage.WITHDRAWN,
    Permission.DISPUTE_MEDIATE, (), L("At the applicant's wish. Arbitration stays open."),
)  # fmt: skip
PARTY_WITHDRAW = Move(
    "withdraw", L("Withdraw my application"), OPEN | {Stage.REGISTERED}, Stage.WITHDRAWN,
    Permission.PARTY_WITHDRAW,
)  # fmt: skip
ASK_REVIEW = Move(
    "ask_review", L("Apply for arbitration review"), frozenset({Stage.AGREED}), Stage.REVIEWING,
    Permission.DISPUTE_MEDIATE, (g.relationship_clause,),
    L("Both sides together, while the window is open."), "ARB §74; ENT §27",
)  # fmt: skip
GRANT_REVIEW = Move(
    "grant_review", L("Record: mediation award granted"), frozenset({Stage.REVIEWING}),
    Stage.ENFORCEABLE, Permission.DISPUTE_MEDIATE, (), "", "ARB §76",
    onward=True,
)  # fmt: skip
REFUSE_REVIEW = Move(
    "refuse_review", L("Record: review refused"), frozenset({Stage.REVIEWING}), Stage.AGREED,
    Permission.DISPUTE_MEDIATE, (), "", "ARB §75",
)  # fmt: skip
ASK_CONFIRMATION = Move(
    "ask_confirmation", L("Apply for judicial confirmation"), frozenset({Stage.AGREED}),
    Stage.CONFIRMING, Permission.DISPUTE_MEDIATE, (g.not_only_payments,),
    L("Both sides together, at the basic court, while the window is open."), "CPL §205; PML §33",
)  # fmt: skip
CONFIRMATION_ACCEPTED = Move(
    "confirmation_accepted", L("Record: the court took the request"),
    frozenset({Stage.CONFIRMING}), None, Permission.DISPUTE_MEDIATE, (), "", "JCF §4",
)  # fmt: skip
GRANT_CONFIRMATION = Move(
    "grant_confirmation", L("Record: confirmation granted"), frozenset({Stage.CONFIRMING}),
    Stage.ENFORCEABLE, Permission.DISPUTE_MEDIATE, (), "", "JCF §5",
    onward=True,
)  # fmt: skip
REFUSE_CONFIRMATION = Move(
    "refuse_confirmation", L("Record: confirmation refused"), frozenset({Stage.CONFIRMING}),
    Stage.AGREED, Permission.DISPUTE_MEDIATE, (), "", "JCF §5",
)  # fmt: skip
PERFORM = Move(
    "perform", L("Record full performance"),
    frozenset({Stage.AGREED, Stage.ENFORCEABLE, Stage.DEFAULTED}), Stage.PERFORMED,
    Permission.DISPUTE_MEDIATE, (g.unperformed,), L("Every promise with its proof."),
    onward=True,
)  # fmt: skip
DEFAULT = Move(
    "default", L("Record non-performance"), frozenset({Stage.AGREED, Stage.ENFORCEABLE}),
    Stage.DEFAULTED, Permission.DISPUTE_MEDIATE, (g.nothing_due,),
    L("Enforcement where it can be had; otherwise payment order, arbitration or court."),
    "LMA §15, §16",
)  # fmt: skip
ASK_PAYMENT_ORDER = Move(
    "ask_payment_order", L("Record: payment order applied for"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (g.enforceable, g.nothing_to_pay), "", "LMA §16",
)  # fmt: skip
ASK_ENFORCEMENT = Move(
    "ask_enforcement", L("Record: enforcement applied for"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (g.not_enforceable, g.enforcement_asked),
    L("At the court, while the time for it runs."), "CPL §250",
    onward=True,
)  # fmt: skip
REFUSE_ENFORCEMENT = Move(
    "refuse_enforcement", L("Record: enforcement refused"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (g.not_enforceable, g.missing_enforcement),
    L("The agreement can no longer be enforced; the worker may sue."), "JI1 §24; CPL §248",
)  # fmt: skip
PAYMENT_ORDER_ACCEPTED = Move(
    "payment_order_accepted", L("Record: payment order request accepted"),
    frozenset({Stage.DEFAULTED}), None, Permission.DISPUTE_MEDIATE, (), "", "CPL §226",
)  # fmt: skip
PAYMENT_ORDER_SERVED = Move(
    "payment_order_served", L("Record: payment order served"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (), "", "CPL §227",
)  # fmt: skip
PAYMENT_ORDER_REFUSED = Move(
    "payment_order_refused", L("Record: payment order refused"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (), "", "CPL §227",
)  # fmt: skip
PAYMENT_ORDER_OBJECTED = Move(
    "payment_order_objected", L("Record: the debtor objected"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (), L("The order ends; the worker may sue at once."),
    "CPL §228; JI1 §13",
)  # fmt: skip
REFER = Move(
    "refer", L("Refer to arbitration or court"),
    frozenset({Stage.FAILED, Stage.DECLINED, Stage.DEFAULTED}), Stage.REFERRED,
    Permission.DISPUTE_REFER, (g.enforceable, g.missing_referral_consent),
    L("Opens a referral with its own clocks. Only a summary is passed on."),
    onward=True,
)  # fmt: skip
CLOSE = Move(
    "close", L("Close"),
    frozenset({Stage.PERFORMED, Stage.FAILED, Stage.DECLINED, Stage.WITHDRAWN, Stage.REFERRED,
               Stage.DEFAULTED}),
    Stage.CLOSED, Permission.DISPUTE_ACCEPT, (), L("Nothing more is to be done here."),
    onward=True,
)  # fmt: skip
ARCHIVE = Move(
    "archive", L("Archive"), frozenset({Stage.CLOSED}), Stage.ARCHIVED,
    Permission.DISPUTE_ARCHIVE, (g.missing_papers,), L("With box and retention."),
    "ARB §24; ENT §32",
    onward=True,
)  # fmt: skip

MOVES = (
    ACCEPT, DECLINE, REFUSE, SEND, ASSIGN, REASSIGN, PLAN, MEET, EXTEND, AGREE, FAIL, TIME_OUT,
    WITHDRAW, ASK_REVIEW, GRANT_REVIEW, REFUSE_REVIEW, ASK_CONFIRMATION, CONFIRMATION_ACCEPTED,
    GRANT_CONFIRMATION, REFUSE_CONFIRMATION, PERFORM, DEFAULT, ASK_ENFORCEMENT,
    REFUSE_ENFORCEMENT, ASK_PAYMENT_ORDER,
    PAYMENT_ORDER_ACCEPTED, PAYMENT_ORDER_SERVED, PAYMENT_ORDER_REFUSED, PAYMENT_ORDER_OBJECTED,
    REFER, CLOSE, ARCHIVE,
)  # fmt: skip
