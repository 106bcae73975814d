"""Every write of the one-stop desk, as functions with a person in them."""

from niudai.assistance.desk.actions.checking import check_site
from niudai.assistance.desk.actions.moving import (
    answer,
    call_back,
    close,
    handle,
    refer,
    resume,
    route,
    take_over,
    withdraw,
)
from niudai.assistance.desk.actions.queueing import call_next, draw_number, miss, serve
from niudai.assistance.desk.actions.receiving import correct, receive

__all__ = [
    "answer",
    "call_back",
    "call_next",
    "check_site",
    "close",
    "correct",
    "draw_number",
    "handle",
    "miss",
    "receive",
    "refer",
    "resume",
    "route",
    "serve",
    "take_over",
    "withdraw",
]
