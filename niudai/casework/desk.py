"""What lies on a desk: whose, due when; late first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from niudai.access.actor import Actor
from niudai.casework.models import Deadline, WorkItem
from niudai.kernel.listing import Count, count_of

SHOWN = 50  # rows of one group alone
GLANCE = 15  # rows of a group among the others
MANY = 1_000  # beyond this a count says "over"

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
    rows = Deadline.objects.running()
    if whose == MINE:
        return rows.of_desk(actor).order_by("legal_end", "pk")
    rows = rows.visible_to(actor)
    return rows.order_by("legal_end", "pk")


def counted(rows: QuerySet[Deadline], today: date) -> dict[str, Count]:
    """How many in each span; from MANY on it is said as “over”."""
    return {span.name: count_of(rows.filter(span.condition()), MANY) for span in spans(today)}


def total(counts: dict[str, Count]) -> Count:
    return Count(
        sum(count.number for count in counts.values()), any(count.more for count in counts.values())
    )


def unclocked(actor: Actor) -> QuerySet[WorkItem]:
    """Open cases of one's own on which no clock runs: they must not be forgotten either."""
    own = Q(holder_id=actor.appointment_id, holder__isnull=False)
    at_desk = Q(holder=None, organisation_id=actor.organisation_id)
    items = WorkItem.objects.visible_to(actor).open().filter(own | at_desk)
    running = Deadline.objects.running().filter(item=OuterRef("pk"))
    without = items.filter(~Exists(running)).select_related("organisation")
    return without.order_by("opened_on", "pk")
