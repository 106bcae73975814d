"""Until when one may go to arbitration, told before there is a case.

The same choice of rules as `clocks.py` makes for a registered case; no number stands here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from niudai.disputes.models import Claim
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import Reckoning, reckon
from niudai.rulebook.rules import Rule, nearest

GENERAL, OF_WAGES = "ARB-LIMIT", "ARB-LIMIT-WAGE"


@dataclass(frozen=True, slots=True)
class Limitation:
    """The last days that are known, and which wages have no limit yet because the job goes on."""

    days: tuple[Reckoning, ...]
    unlimited: Rule | None = None
    unknown: bool = False  # a day is still to be told

    @property
    def first(self) -> Reckoning | None:
        return min(self.days, key=lambda end: end.legal_end, default=None)


def limitation(
    claims: Collection[str],
    *,
    employed: bool,
    ended_on: date | None,
    knew_on: date | None,
    today: date,
    place: str,
) -> Limitation:
    """LMA §27: a year from knowing; for wages a year from the end of the employment."""
    wages = Claim.Kind.WAGES in claims
    others = bool(set(claims) - {Claim.Kind.WAGES})
    starts = {
        GENERAL: knew_on if others else None,
        OF_WAGES: ended_on if wages else None,
    }
    days = tuple(
        reckon(nearest(rule, on=start, place=place), start, work_calendar())
        for rule, start in starts.items()
        if start
    )
    return Limitation(
        days=days,
        unlimited=nearest(OF_WAGES, on=today, place=place) if wages and employed else None,
        unknown=(others and knew_on is None) or (wages and not employed and ended_on is None),
    )
