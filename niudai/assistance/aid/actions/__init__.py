"""Every write of aid, as functions with a person in them."""

from niudai.assistance.aid.actions.afterwards import (
    add_outcome,
    complete_papers,
    confirm,
    find_false,
    give,
    give_up,
    recover,
)
from niudai.assistance.aid.actions.campaign import Pupil, ask_for_students
from niudai.assistance.aid.actions.checking import (
    check,
    end_publicity,
    give_opinion,
    publish,
    refuse,
    return_to_applicant,
    review,
    send_back,
    withdraw,
)
from niudai.assistance.aid.actions.deciding import approve, approve_urgently, help_at_once
from niudai.assistance.aid.actions.paying import batch_approved
from niudai.assistance.aid.actions.taking import (
    ask,
    correct,
    submit,
    take_down,
    take_down_for_member,
)

__all__ = [
    "Pupil",
    "add_outcome",
    "approve",
    "approve_urgently",
    "ask",
    "ask_for_students",
    "batch_approved",
    "check",
    "complete_papers",
    "confirm",
    "correct",
    "end_publicity",
    "find_false",
    "give",
    "give_opinion",
    "give_up",
    "help_at_once",
    "publish",
    "recover",
    "refuse",
    "return_to_applicant",
    "review",
    "send_back",
    "submit",
    "take_down",
    "take_down_for_member",
    "withdraw",
]
