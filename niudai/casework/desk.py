"""What lies on a desk: whose, due when; late first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from niudai.access.actor import Actor, beneath
from niudai.access.models import Appointment
from niudai.access.permissions import GRANTS
from niudai.casework.models import Deadline, Message, WorkItem
from niudai.kernel.listing import Count, count_of
from niudai.kernel.paths import ancestors

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


def on_desk(actor: Actor) -> Q:
    """Lines of work this appointment holds, and what nobody holds and lies at its organisation."""
    own = Q(holder_id=actor.appointment_id, holder__isnull=False)
    return own | Q(holder=None, lies_at_id=actor.organisation_id)


def unanswered(actor: Actor, *, whose: str = MINE) -> list[Message]:
    """The first message of each side that waits for an answer, the oldest first."""
    items = WorkItem.objects.visible_to(actor)
    if whose == MINE:
        items = items.filter(Q(holder_id=actor.appointment_id) | Q(holder=None))
    rows = Message.objects.waiting().filter(item__in=items)
    rows = rows.select_related("item__organisation", "item__lies_at")
    first: dict[tuple[int, str], Message] = {}
    for row in rows.order_by("written_at", "pk")[:MANY]:
        first.setdefault((row.item_id, row.side), row)
    found = list(first.values())
    return unless_another_answers(found, actor) if whose == MINE else found


def unless_another_answers(rows: list[Message], actor: Actor) -> list[Message]:
    """Of the cases nobody holds, those whose nearest place with somebody in post is the actor's.

    The same people as `tell_responsible` told that there is a message.
    """
    kinds = {row.item.kind for row in rows if row.item.holder_id is None}
    manned = {kind: places_in_post(kind, actor) for kind in kinds}

    def answers(item: WorkItem) -> bool:
        if item.holder_id is not None:
            return True
        upwards = reversed(ancestors(item.lies_at.path))
        return next((path for path in upwards if path in manned[item.kind]), "") == actor.scope

    return [row for row in rows if answers(row.item)]


def places_in_post(kind: str, actor: Actor) -> set[str]:
    """Places from the actor's downwards where somebody in post handles this kind of case."""
    needed = apps.get_model(kind).DESK
    roles = [role for role, granted in GRANTS.items() if needed in granted]
    held = Appointment.objects.in_force(timezone.localdate()).filter(beneath(actor), role__in=roles)
    return set(held.values_list("organisation__path", flat=True))


def unclocked(actor: Actor) -> QuerySet[WorkItem]:
    """Open cases of one's own on which no clock runs: they must not be forgotten either."""
    items = WorkItem.objects.visible_to(actor).open().filter(on_desk(actor))
    running = Deadline.objects.running().filter(item=OuterRef("pk"))
    without = items.filter(~Exists(running)).select_related("organisation")
    return without.order_by("opened_on", "pk")
