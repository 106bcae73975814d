"""Moves and guards: what may happen to a case, as a table one can print and show to a lawyer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import PARTY, Permission
from niudai.kernel.refused import Refused

Guard: TypeAlias = Callable[[Any], str | None]  # what is missing, or None when nothing is


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a procedure: from which stages, to which, who may, and what must be there."""

    name: str
    label: str | Promise  # the verb on the button
    sources: frozenset[str]
    target: str | None  # None: the case stays where it is
    permission: Permission
    guards: tuple[Guard, ...] = ()
    about: str | Promise = ""  # one line under the verb
    basis: str = ""  # article, as the rulebook cites it
    onward: bool = False  # the usual next step: the one main button of the page
    asks: tuple[Guard, ...] = ()  # what the move's own form is there to give

    def missing(self, case: Any) -> list[str]:
        """What must be there before the move can be begun, in the sentences the page shows."""
        return [sentence for guard in self.guards if (sentence := guard(case))]

    def check(self, case: Any, *, by: Actor) -> None:
        """Raise Refused unless this move is open to this person, now."""
        by.must(self.permission, at=case.organisation.path)
        if case.stage not in self.sources:
            raise Refused(
                _("The case is “%(stage)s”: “%(move)s” is not open.")
                % {"stage": case.get_stage_display(), "move": self.label}
            )
        unasked = [sentence for guard in self.asks if (sentence := guard(case))]
        if missing := [*self.missing(case), *unasked]:
            raise Refused(" ".join(missing))


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as a page shows it to one person: open, or the sentences that say what is missing."""

    move: Move
    missing: tuple[str, ...]
    allowed: bool

    @property
    def is_open(self) -> bool:
        return self.allowed and not self.missing


def offers(case: Any, moves: Iterable[Move], *, by: Actor) -> list[Offer]:
    """The moves that leave the present stage: open before shut, the usual next step first."""
    found = [
        Offer(
            move,
            missing=tuple(move.missing(case)),
            allowed=by.may(move.permission, at=case.organisation.path),
        )
        for move in moves
        if case.stage in move.sources and move.permission not in PARTY
    ]
    return sorted(found, key=lambda offer: (not offer.is_open, not offer.move.onward))
