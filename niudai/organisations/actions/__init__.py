"""Every write of the slice, as functions with a person in them."""

from niudai.organisations.actions.divisions import compare, load_divisions
from niudai.organisations.actions.employers import (
    add_employer,
    correct_employer,
    give_union,
    take_union,
)
from niudai.organisations.actions.federation import set_up_federation
from niudai.organisations.actions.officers import appoint, end_term
from niudai.organisations.actions.sites import add_site, close_site, correct_site
from niudai.organisations.actions.units import correct, dissolve, move, set_up

__all__ = [
    "add_employer",
    "add_site",
    "appoint",
    "close_site",
    "compare",
    "correct",
    "correct_employer",
    "correct_site",
    "dissolve",
    "end_term",
    "give_union",
    "load_divisions",
    "move",
    "set_up",
    "set_up_federation",
    "take_union",
]
