"""A union's life as tables: machine 10.11 of the reference."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.casework.procedure import Move
from niudai.formation import guards as g
from niudai.formation.models import EndingStage, RegistrationStage, Stage

L = gettext_lazy
HANDLE, DECIDE = Permission.FORMATION_HANDLE, Permission.FORMATION_APPROVE
ON_THE_WAY = frozenset(
    {Stage.PREPARING, Stage.REQUESTED, Stage.PERMITTED, Stage.ELECTED, Stage.REPORTED}
)

REQUEST = Move(
    "request", L("Send the request"), frozenset({Stage.PREPARING}), Stage.REQUESTED, HANDLE,
    (g.missing_size, g.missing_employer, g.group_out_of_size, g.term_not_allowed),
    L("To the higher union, with staff, wish and preparatory group."), "TUL §12", onward=True,
)  # fmt: skip
DELAY = Move(
    "delay", L("Approve a delay"), frozenset({Stage.PREPARING}), None, DECIDE,
    (g.only_a_re_election,), L("With its reason; the higher union decides."), "TUL §16",
)  # fmt: skip
PERMIT = Move(
    "permit", L("Approve to prepare"), frozenset({Stage.REQUESTED}), Stage.PERMITTED, DECIDE, (),
    L("The reply to the request; members are recruited, candidates found."), "TUL §12",
    onward=True,
)  # fmt: skip
RETURN_REQUEST = Move(
    "return_request", L("Return for completion"), frozenset({Stage.REQUESTED}), Stage.PREPARING,
    DECIDE, (), L("With what is still missing."),
)  # fmt: skip
REFUSE = Move(
    "refuse", L("Refuse the request"), frozenset({Stage.REQUESTED}), Stage.REFUSED, DECIDE, (),
    L("With the reason."),
)  # fmt: skip
PROPOSE = Move(
    "propose", L("Send the candidates"), frozenset({Stage.PERMITTED}), None, HANDLE,
    (g.sent_already, g.missing_candidates, g.near_relative, g.head_of_the_unit, g.barred_otherwise,
     g.committee_out_of_size, g.audit_out_of_size, g.margin_too_small),
    L("Committee, audit, women: to the higher union."), "TUL §10", onward=True,
)  # fmt: skip
CONSENT = Move(
    "consent", L("Agree to the candidates"), frozenset({Stage.PERMITTED}), None, DECIDE,
    (g.missing_proposal, g.agreed_already, g.near_relative), L("The election may be held."),
    "TUL §10", onward=True,
)  # fmt: skip
ELECT = Move(
    "elect", L("Record the election"), frozenset({Stage.PERMITTED}), Stage.ELECTED, HANDLE,
    (g.missing_candidates, g.missing_consent, g.near_relative),
    L("Secret vote: ballots, votes, who is elected, who is the chair."), "TUL §10", onward=True,
    asks=(g.impossible_votes, g.missing_result, g.missing_chair),
)  # fmt: skip
REPORT = Move(
    "report", L("Report the result"), frozenset({Stage.ELECTED}), Stage.REPORTED, HANDLE,
    (g.missing_result, g.missing_chair), L("To the higher union, for approval."), "TUL §12",
    onward=True,
)  # fmt: skip
APPROVE = Move(
    "approve", L("Approve the result"), frozenset({Stage.REPORTED}), Stage.APPROVED, DECIDE,
    (g.missing_employer, g.near_relative),
    L("The union stands in the network from here on, its officers are entered."), "TUL §12",
    onward=True,
)  # fmt: skip
ORDER_AGAIN = Move(
    "order_again", L("Have the election repeated"), frozenset({Stage.REPORTED}), Stage.PERMITTED,
    DECIDE, (), L("The result is not approved, with the reason."),
)  # fmt: skip
GIVE_UP = Move(
    "give_up", L("Give up"), ON_THE_WAY, Stage.GIVEN_UP, HANDLE, (), L("With the reason."),
)  # fmt: skip

FORMATION_MOVES = (
    REQUEST, DELAY, PERMIT, RETURN_REQUEST, REFUSE, PROPOSE, CONSENT, ELECT, REPORT, APPROVE,
    ORDER_AGAIN, GIVE_UP,
)  # fmt: skip

APPLIED = frozenset({RegistrationStage.APPLIED})
REGISTER = Move(
    "register", L("Enter in the register"), APPLIED, RegistrationStage.REGISTERED, DECIDE,
    (g.missing_conditions,), L("The registrar is the county federation; free of charge."),
    "ULP §10", onward=True,
)  # fmt: skip
REFUSE_REGISTRATION = Move(
    "refuse_registration", L("Refuse the registration"), APPLIED, RegistrationStage.REFUSED,
    DECIDE, (), L("With the reason."),
)  # fmt: skip
WITHDRAW_REGISTRATION = Move(
    "withdraw_registration", L("Withdraw the application"), APPLIED, RegistrationStage.WITHDRAWN,
    HANDLE,
)  # fmt: skip
REGISTRATION_MOVES = (REGISTER, REFUSE_REGISTRATION, WITHDRAW_REGISTRATION)

PROPOSED = frozenset({EndingStage.PROPOSED})
CARRY_OUT = Move(
    "carry_out", L("Decide and carry out"), PROPOSED, EndingStage.CARRIED_OUT, DECIDE,
    (g.unit_beneath_itself, g.open_union_cases),
    L("Members, employers, sites, units beneath and open work are placed; the union ends."),
    "TUL §13", onward=True,
)  # fmt: skip
REFUSE_ENDING = Move(
    "refuse_ending", L("Refuse the proposal"), PROPOSED, EndingStage.REFUSED, DECIDE, (),
    L("With the reason."),
)  # fmt: skip
WITHDRAW_ENDING = Move(
    "withdraw_ending", L("Withdraw the proposal"), PROPOSED, EndingStage.WITHDRAWN, HANDLE,
)  # fmt: skip
ENDING_MOVES = (CARRY_OUT, REFUSE_ENDING, WITHDRAW_ENDING)
