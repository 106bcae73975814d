"""Who is told when lines change, in the transaction of the change.

A capability whose decisions are paid here keeps its cases in step by a function that
settings.LINE_FOLLOWERS names: it gets the event, the keys of the lines and the person, so that ten
thousand lines are followed by as few statements as one.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from niudai.access.actor import Actor

PUT_IN, TAKE_OUT, PAY, REJECT = "put_in", "take_out", "pay", "reject"
REPAY, RELEASE, REVERSE = "repay", "release", "reverse"


class Follower(Protocol):
    def __call__(self, event: str, lines: Sequence[int], *, by: Actor) -> None: ...


@cache
def followers() -> tuple[Follower, ...]:
    return tuple(import_string(name) for name in settings.LINE_FOLLOWERS)


def tell(event: str, lines: Sequence[int], *, by: Actor) -> None:
    """Say what happened to these lines to everybody who follows them."""
    for follower in followers():
        follower(event, lines, by=by)
