"""Every write of hardship files, as functions with a person in them."""

from niudai.assistance.hardship.actions.archiving import (
    archive,
    destroy,
    hand_over,
    list_for_destruction,
)
from niudai.assistance.hardship.actions.consents import give_consent, withdraw_consent
from niudai.assistance.hardship.actions.household import (
    add_member,
    add_money,
    correct,
    correct_member,
    declare,
    remove_member,
    remove_money,
)
from niudai.assistance.hardship.actions.intake import apply, submit, take_down
from niudai.assistance.hardship.actions.keeping import (
    change_category,
    confirm,
    copies_in_step,
    fall_due,
    report_change,
)
from niudai.assistance.hardship.actions.leaving import (
    cancel,
    keep,
    lift,
    look_back,
    propose_exit,
    relieve,
    settle_recovery,
)
from niudai.assistance.hardship.actions.spot_checking import draw, enter_finding

__all__ = [
    "add_member",
    "add_money",
    "apply",
    "archive",
    "cancel",
    "change_category",
    "confirm",
    "copies_in_step",
    "correct",
    "correct_member",
    "declare",
    "destroy",
    "draw",
    "enter_finding",
    "fall_due",
    "give_consent",
    "hand_over",
    "keep",
    "lift",
    "list_for_destruction",
    "look_back",
    "propose_exit",
    "relieve",
    "remove_member",
    "remove_money",
    "report_change",
    "settle_recovery",
    "submit",
    "take_down",
    "withdraw_consent",
]
