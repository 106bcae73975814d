"""How much a mediator has to do, measured against what one can carry."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from niudai.disputes.models import Dispute, MediationBody, Mediator, Stage
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.counting import Counter
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import nearest

# A case is in someone's hands until it is performed, failed or ended otherwise.
IN_HAND = (
    Stage.ASSIGNED, Stage.MEDIATING, Stage.AGREED, Stage.REVIEWING, Stage.CONFIRMING,
    Stage.ENFORCEABLE, Stage.DEFAULTED,
)  # fmt: skip
MEDIATION = (Stage.ASSIGNED, Stage.MEDIATING)


def measure(on: date, place: str | None = None) -> Rule:
    """The county's own measure of a full load."""
    return nearest("MEDIATOR-LOAD", on=on, place=place)


def open_cases(mediators: Iterable[Mediator]) -> dict[int, int]:
    """Mediator → cases in hand, in one query. Who has none is not in it."""
    rows = Dispute.objects.filter(
        mediator__in=[mediator.pk for mediator in mediators], stage__in=IN_HAND
    )
    return dict(rows.order_by().values_list("mediator").annotate(Count("pk")))


def open_cases_of_bodies(bodies: Iterable[MediationBody]) -> dict[int, int]:
    """Body → cases not yet ended, in one query."""
    rows = Dispute.objects.filter(body__in=[body.pk for body in bodies])
    rows = rows.exclude(stage__in=Dispute.CLOSED)
    return dict(rows.order_by().values_list("body").annotate(Count("pk")))


def overloaded(mediators: QuerySet[Mediator], on: date) -> QuerySet[Mediator]:
    """Those who have more cases in hand than the measure says."""
    most = measure(on).parameters
    busy = (
        Dispute.objects.filter(stage__in=IN_HAND, mediator__isnull=False)
        .order_by()
        .values("mediator")
        .annotate(cases=Count("pk"))
    )
    full = busy.filter(cases__gt=most["full_time"]).values("mediator")
    part = busy.filter(cases__gt=most["part_time"]).values("mediator")
    return mediators.filter(Q(full_time=True, pk__in=full) | Q(full_time=False, pk__in=part))


def expiring(mediators: QuerySet[Mediator], on: date) -> QuerySet[Mediator]:
    """Active mediators whose term ends within the time for renewal, or has ended."""
    return mediators.filter(status=Mediator.Status.ACTIVE, until__lte=renewal_horizon(on))


def renewal_horizon(on: date) -> date:
    """A term that ends on or before this day is to be renewed now."""
    rule = nearest("MEDIATOR-RENEWAL", on=on)
    if rule.amount is None or rule.unit is None:
        return on
    return Counter(work_calendar()).forwards(on, rule.amount, rule.unit)
