"""Every write of hardship files, as functions with a person in them."""

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

__all__ = [
    "add_member",
    "add_money",
    "apply",
    "correct",
    "correct_member",
    "declare",
    "give_consent",
    "remove_member",
    "remove_money",
    "submit",
    "take_down",
    "withdraw_consent",
]
