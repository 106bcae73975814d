"""What lies on a desk: whose, due when; late first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from niudai.access.actor import Actor
from niudai.casework.models import Deadline

SHOWN = 50  # rows of one group alone
GLANCE = 15  # rows of a group among the others
MANY = 10_000  # beyond this a count says "over"

MINE, PLACE = "mine", "place"


@dataclass(frozen=True, slots=True)
class Span:
    """One group of the page: late, today, this week, later."""

    name: str
    first: date | None
    last: date | None

    def condition(self) -> Q:
        condition = Q()
        if self.first:
            condition &= Q(legal_end__gte=self.first)
        if self.last:
            condition &= Q(legal_end__lte=self.last)
        return condition


def spans(today: date) -> list[Span]:
    sunday = today + timedelta(days=6 - today.weekday())
    groups = [Span("late", None, today - timedelta(days=1)), Span("today", today, today)]
    if sunday > today:
        groups.append(Span("week", today + timedelta(days=1), sunday))
    return [*groups, Span("later", sunday + timedelta(days=1), None)]


def due(actor: Actor, *, whose: str = MINE) -> QuerySet[Deadline]:
    """Running deadlines of the actor's own open cases, or of all in the place, the nearest first.

    Own are the cases held by this appointment and those nobody holds at the actor's organisation.
    """
    rows = Deadline.objects.visible_to(actor).open().filter(paused_on=None)
    if whose == MINE:
        own = Q(holder_id=actor.appointment_id) | Q(holder=None, path=actor.scope)
        rows = rows.filter(own)
    return rows.order_by("legal_end", "pk")


def counted(rows: QuerySet[Deadline], today: date) -> dict[str, int]:
    """How many in each span, up to one more than MANY: a larger number is said as “over”."""
    return {
        span.name: rows.filter(span.condition()).order_by()[: MANY + 1].count()
        for span in spans(today)
    }
