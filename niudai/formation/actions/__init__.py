"""Every write of a union's cases, as functions with a person in them."""

from niudai.formation.actions.election import (
    Result,
    add_candidate,
    approve,
    consent,
    elect,
    order_again,
    propose,
    remove_candidate,
    report,
)
from niudai.formation.actions.ending import (
    carry_out,
    propose_ending,
    refuse_ending,
    withdraw_ending,
)
from niudai.formation.actions.registration import (
    apply_registration,
    refuse_registration,
    register,
    withdraw_registration,
)
from niudai.formation.actions.setting_up import (
    add_preparer,
    correct,
    delay,
    give_up,
    permit,
    prepare,
    prepare_re_election,
    refuse,
    remove_preparer,
    request,
    return_request,
)

__all__ = [
    "Result",
    "add_candidate",
    "add_preparer",
    "apply_registration",
    "approve",
    "carry_out",
    "consent",
    "correct",
    "delay",
    "elect",
    "give_up",
    "order_again",
    "permit",
    "prepare",
    "prepare_re_election",
    "propose",
    "propose_ending",
    "refuse",
    "refuse_ending",
    "refuse_registration",
    "register",
    "remove_candidate",
    "remove_preparer",
    "report",
    "request",
    "return_request",
    "withdraw_ending",
    "withdraw_registration",
]
