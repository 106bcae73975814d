"""What the desk counts: letters, visits and calls, people, by matter and site (domain 13)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from niudai.access.actor import Actor
from niudai.assistance.desk.models import Reception
from niudai.kernel.paths import within
from niudai.organisations.models import Organisation

Rows = QuerySet[Reception]
CONTENT = ("very", "satisfied")


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a table: what it is, how many records, how many people."""

    key: Any
    name: str
    records: int
    people: int


def received(
    actor: Actor, since: date, until: date, place: Organisation | None
) -> QuerySet[Reception]:
    """The records of a period and a part of the tree: every figure counts over these."""
    beneath = within(place.path, "organisation__path") if place else Q()
    return Reception.objects.visible_to(actor).filter(
        beneath, received_on__gte=since, received_on__lte=until
    )


def totals(rows: Rows) -> dict[str, int]:
    found = rows.aggregate(
        records=Count("pk"),
        people=Sum("people"),
        asked=Count("pk", filter=~Q(satisfaction__in=["", "unreached"])),
        content=Count("pk", filter=Q(satisfaction__in=CONTENT)),
    )
    return {name: number or 0 for name, number in found.items()}


def by(rows: Rows, field: str) -> list[tuple[Any, int, int]]:
    """(value, records, people), the most first."""
    found = rows.order_by().values_list(field).annotate(
        records=Count("pk"), heads=Sum("people")
    )  # fmt: skip
    return sorted(found, key=lambda row: (-row[1], str(row[0])))
