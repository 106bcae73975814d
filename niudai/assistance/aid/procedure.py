"""The course of an application for aid as a table: machine 10.2 of the reference.

What finance does with its line of money moves it too; those moves are on no page of aid.
"""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.aid import guards as g
from niudai.assistance.aid.models import Stage as S
from niudai.casework.procedure import Move

L = gettext_lazy
P = Permission
BEFORE_DECISION = frozenset(
    {S.DRAFT, S.SUBMITTED, S.UNIT_OPINION, S.TOWN_CHECKED, S.COUNTY_REVIEWED, S.PUBLICITY,
     S.RETURNED}
)  # fmt: skip
UNDER_CHECK = frozenset({S.UNIT_OPINION, S.TOWN_CHECKED, S.COUNTY_REVIEWED})
WAITS_FOR_MONEY = frozenset({S.APPROVED, S.APPROVED_URGENT})

SUBMIT = Move(
    "submit", L("Ask for aid"), frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, P.AID_HANDLE,
    (g.missing_file, g.missing_consent, g.missing_event, g.missing_amount, g.missing_cost,
     g.missing_student, g.missing_papers, g.missing_card, g.foreign_card),
    L("To the union of the unit, with the papers of this kind."), onward=True,
)  # fmt: skip
GIVE_OPINION = Move(
    "give_opinion", L("Give the unit's opinion"), frozenset({S.SUBMITTED}), S.UNIT_OPINION,
    P.AID_HANDLE, (), L("What the union on the spot knows; then the town checks."), onward=True,
)  # fmt: skip
RETURN = Move(
    "return_to_applicant", L("Return for completion"), frozenset({S.SUBMITTED}), S.RETURNED,
    P.AID_HANDLE, (), L("With what is missing."),
)  # fmt: skip
CHECK = Move(
    "check", L("Check for the town"), frozenset({S.UNIT_OPINION}), S.TOWN_CHECKED, P.AID_CHECK,
    (), L("Double help of the household is searched and answered."), onward=True,
    asks=(g.unanswered_doubles,),
)  # fmt: skip
SEND_BACK = Move(
    "send_back", L("Send back"), UNDER_CHECK, S.RETURNED, P.AID_CHECK, (),
    L("With what is missing."),
)  # fmt: skip
REFUSE = Move(
    "refuse", L("Refuse the aid"), UNDER_CHECK, S.REFUSED, P.AID_CHECK, (),
    L("With the reason, which the applicant is told."),
)  # fmt: skip
REVIEW = Move(
    "review", L("Review for the county"), frozenset({S.TOWN_CHECKED}), S.COUNTY_REVIEWED,
    P.AID_REVIEW, (), L("Ceiling, earlier help, sources that fit, and the amount proposed."),
    onward=True,
)  # fmt: skip
PUBLISH = Move(
    "publish", L("Make public"), frozenset({S.COUNTY_REVIEWED}), S.PUBLICITY, P.AID_REVIEW,
    (g.missing_publicity_consent, g.missing_assessment), L("A masked line, for the days set."),
)  # fmt: skip
END_PUBLICITY = Move(
    "end_publicity", L("End the publicity"), frozenset({S.PUBLICITY}), S.COUNTY_REVIEWED,
    P.AID_REVIEW, (g.running_publicity,), L("Nobody objected, or it was looked into."),
    onward=True,
)  # fmt: skip
APPROVE = Move(
    "approve", L("Approve"), frozenset({S.COUNTY_REVIEWED}), S.APPROVED, P.AID_APPROVE,
    (g.undecided_ceiling, g.wanted_publicity),
    L("The amount, who approved it, and the source: the money is bound at once."), onward=True,
    asks=(g.nothing_approved, g.more_than_asked, g.over_ceiling, g.missing_source,
          g.missing_level),
)  # fmt: skip
APPROVE_URGENTLY = Move(
    "approve_urgently", L("Approve at once"), frozenset({S.DRAFT}), S.APPROVED_URGENT,
    P.AID_APPROVE, (g.not_sudden, g.undecided_urgent_limit, g.missing_file),
    L("Paid first on a word, within the limit; the papers follow."),
    asks=(g.nothing_approved, g.more_than_asked, g.over_urgent_limit, g.missing_oral,
          g.missing_source, g.missing_level),
)  # fmt: skip
COMPLETE_PAPERS = Move(
    "complete_papers", L("Papers are complete"),
    frozenset({S.APPROVED_URGENT, S.APPROVED, S.SCHEDULED, S.PAID, S.BANK_REJECTED, S.CLOSED}),
    None, P.AID_HANDLE, (g.not_given_at_once,), L("What was given at once is now proved."),
    asks=(g.missing_consent, g.missing_papers),
)  # fmt: skip
GIVE = Move(
    "give", L("Enter that it was given"), WAITS_FOR_MONEY, S.PAID, P.AID_HANDLE,
    (g.paid_by_a_line,), L("A service, or money a grass-roots union paid itself: signed for."),
    onward=True, asks=(g.missing_signature,),
)  # fmt: skip
CONFIRM = Move(
    "confirm", L("Confirm the receipt"), frozenset({S.PAID}), S.CLOSED, P.AID_HANDLE, (),
    L("The worker said so, or somebody called."), onward=True,
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", L("Withdraw"), BEFORE_DECISION, S.WITHDRAWN, P.AID_HANDLE, (),
    L("The applicant no longer asks for it."),
)  # fmt: skip
GIVE_UP = Move(
    "give_up", L("Withdraw what was approved"), WAITS_FOR_MONEY | {S.BANK_REJECTED},
    S.WITHDRAWN, P.AID_APPROVE, (g.line_in_a_batch,), L("The money is free again."),
)  # fmt: skip
FIND_FALSE = Move(
    "find_false", L("Ask it back"), frozenset({S.PAID, S.CLOSED}), S.RECOVERY, P.AID_REVIEW, (),
    L("The audit found that it was not true."), asks=(g.missing_finding,),
)  # fmt: skip
RECOVER = Move(
    "recover", L("Enter that it came back"), frozenset({S.RECOVERY}), S.RECOVERED, P.AID_REVIEW,
    (g.paid_by_a_line,), L("What was given without a payment of ours."),
)  # fmt: skip

MOVES = (
    SUBMIT, GIVE_OPINION, RETURN, CHECK, SEND_BACK, REFUSE, REVIEW, PUBLISH, END_PUBLICITY,
    APPROVE, APPROVE_URGENTLY, COMPLETE_PAPERS, GIVE, CONFIRM, WITHDRAW, GIVE_UP, FIND_FALSE,
    RECOVER,
)  # fmt: skip

SCHEDULE = Move(
    "schedule", L("Put in a batch"), WAITS_FOR_MONEY, S.SCHEDULED, P.FUND_EDIT,
)  # fmt: skip
UNSCHEDULE = Move(
    "unschedule", L("Taken out of the batch"), frozenset({S.SCHEDULED}), S.APPROVED, P.FUND_EDIT,
)  # fmt: skip
PAY = Move("pay", L("Paid"), frozenset({S.SCHEDULED}), S.PAID, P.FUND_RESULT)
REJECT = Move(
    "reject", L("Returned by the bank"), frozenset({S.SCHEDULED}), S.BANK_REJECTED, P.FUND_RESULT,
)  # fmt: skip
REPAY = Move(
    "repay", L("To be paid again"), frozenset({S.BANK_REJECTED}), S.APPROVED, P.FUND_EDIT,
)  # fmt: skip
RELEASE = Move(
    "release", L("Money released"), WAITS_FOR_MONEY, S.WITHDRAWN, P.FUND_COMMIT,
)  # fmt: skip
PAY_BACK = Move(
    "pay_back", L("Paid back"), frozenset({S.PAID, S.CLOSED, S.RECOVERY}), S.RECOVERED,
    P.FUND_RESULT,
)  # fmt: skip
OF_THE_LINE = (SCHEDULE, UNSCHEDULE, PAY, REJECT, REPAY, RELEASE, PAY_BACK)
