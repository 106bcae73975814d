"""What people change in the rulebook: the calendar, the county's own rows, rules that rest."""

from niudai.rulebook.actions.calendar import load_calendar
from niudai.rulebook.actions.entering import EnteredFacts, confirm, enter, withdraw
from niudai.rulebook.actions.suspending import (
    confirm_suspension,
    lift_suspension,
    suspend,
)

__all__ = [
    "EnteredFacts",
    "confirm",
    "confirm_suspension",
    "enter",
    "lift_suspension",
    "load_calendar",
    "suspend",
    "withdraw",
]
