"""Every write to persons and memberships."""

from niudai.membership.actions.joining import (
    admit,
    apply,
    ask_for_applicant,
    refuse_joining,
    withdraw_joining,
)
from niudai.membership.actions.persons import correct_person, enter_person
from niudai.membership.actions.stays import (
    correct_membership,
    end_membership,
    join,
    keep,
    note_dues,
    restore,
)
from niudai.membership.actions.transfers import (
    ask_for,
    ask_transfer,
    call_back,
    refuse_transfer,
    take_over,
)
from niudai.membership.actions.work import begin_work, end_work

__all__ = [
    "admit",
    "apply",
    "ask_for",
    "ask_for_applicant",
    "ask_transfer",
    "begin_work",
    "call_back",
    "correct_membership",
    "correct_person",
    "end_membership",
    "end_work",
    "enter_person",
    "join",
    "keep",
    "note_dues",
    "refuse_joining",
    "refuse_transfer",
    "restore",
    "take_over",
    "withdraw_joining",
]
