"""“What you can do now” on the page of a case: its moves and what is recorded beside them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from niudai.casework.procedure import Offer


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the page: the verb, a word about it, and where it is done."""

    name: str
    label: str | Promise
    about: str | Promise
    address: str
    onward: bool = False  # the usual next step: the one main button, where it stands first


def shown(
    offered: Iterable[Offer], address: Callable[[str], str], *, beside: Sequence[Act] = ()
) -> dict[str, Any]:
    """What the page's template asks for: the open acts, and the shut moves with what is missing.

    What is recorded beside the moves follows them, unless it is the usual next step itself.
    """
    allowed = [offer for offer in offered if offer.allowed]
    moves = [
        Act(move.name, move.label, move.about, address(move.name), onward=move.onward)
        for move in (offer.move for offer in allowed if offer.is_open)
    ]
    usual = bool(moves) and moves[0].onward
    ahead = [act for act in beside if act.onward and not usual]
    return {
        "open_moves": [*ahead, *moves, *(act for act in beside if act not in ahead)],
        "shut_moves": [offer for offer in allowed if not offer.is_open],
    }
