"""Every write of the capability, as functions with a person in them."""

from niudai.disputes.actions.acceptance import (
    accept,
    assign,
    decline,
    record_consent,
    record_scope,
    refuse,
)
from niudai.disputes.actions.agreement import (
    agree,
    ask_confirmation,
    ask_review,
    default,
    draft_agreement,
    payment_order,
    perform,
    perform_item,
    tell_enforcement,
)
from niudai.disputes.actions.closing import archive, close, consent_to_referral
from niudai.disputes.actions.correction import add_claim, add_party, correct, remove_claim
from niudai.disputes.actions.intake import ClaimFacts, PartyFacts, register, route
from niudai.disputes.actions.links import ask_employer, issue_answer_link
from niudai.disputes.actions.mediation import (
    answer_meeting,
    extend,
    fail,
    hold_meeting,
    plan_meeting,
    time_out,
    withdraw,
)
from niudai.disputes.actions.network import return_unaccepted, send, take

__all__ = [
    "ClaimFacts",
    "PartyFacts",
    "accept",
    "add_claim",
    "add_party",
    "agree",
    "answer_meeting",
    "archive",
    "ask_confirmation",
    "ask_employer",
    "ask_review",
    "assign",
    "close",
    "consent_to_referral",
    "correct",
    "decline",
    "default",
    "draft_agreement",
    "extend",
    "fail",
    "hold_meeting",
    "issue_answer_link",
    "payment_order",
    "perform",
    "perform_item",
    "plan_meeting",
    "record_consent",
    "record_scope",
    "refuse",
    "register",
    "remove_claim",
    "return_unaccepted",
    "route",
    "send",
    "take",
    "tell_enforcement",
    "time_out",
    "withdraw",
]
