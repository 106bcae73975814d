"""Every write of giving, as functions with a person in them."""

from niudai.assistance.giving.actions.donors import (
    add_donor,
    agree,
    arrive,
    correct_donor,
    issue_link,
    link_source,
    pledge,
    withdraw_pledge,
)
from niudai.assistance.giving.actions.money import bind_gift
from niudai.assistance.giving.actions.needs import (
    consent,
    give,
    note_need,
    offer,
    release,
    reserve,
    reword,
    take_back,
    tell,
)

__all__ = [
    "add_donor",
    "agree",
    "arrive",
    "bind_gift",
    "consent",
    "correct_donor",
    "give",
    "issue_link",
    "link_source",
    "note_need",
    "offer",
    "pledge",
    "release",
    "reserve",
    "reword",
    "take_back",
    "tell",
    "withdraw_pledge",
]
