"""What is approved and waits to be paid, by source and item, with the double help among it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.utils import timezone

from niudai.access.actor import Actor
from niudai.assistance.aid.doubles import doubled, said_of
from niudai.assistance.aid.models import ORIGIN, AidApplication
from niudai.funds.models import Line, Source
from niudai.kernel.among import Among
from niudai.rulebook.codes import name_of


@dataclass(frozen=True, slots=True)
class Heap:
    """The payments of one source for one item that no batch holds yet."""

    source: Source
    item: str
    lines: int
    fen: int

    @property
    def item_name(self) -> str:
        return name_of("fund_item", self.item)


def waiting_lines(actor: Actor) -> QuerySet[Line]:
    return Line.objects.visible_to(actor).waiting().filter(origin=ORIGIN, manner="bank")


def heaps(actor: Actor) -> list[Heap]:
    """Two queries, however much waits."""
    found: Any = list(
        waiting_lines(actor)
        .order_by()
        .values("source", "item")
        .annotate(lines=Count("pk"), fen=Sum("amount_fen"))
        .order_by("source", "item")
    )
    sources = Source.objects.visible_to(actor).in_bulk([each["source"] for each in found])
    return [
        Heap(sources[each["source"]], each["item"], each["lines"], each["fen"])
        for each in found
        if each["source"] in sources
    ]


def doubles_among(actor: Actor, heap: Heap) -> str:
    """The sentence on households that have other help of the kind; nothing when there are none."""
    lines = waiting_lines(actor).filter(source=heap.source, item=heap.item)
    waiting = AidApplication.objects.filter(Among(F("line"), lines.values("pk")))
    found = doubled(waiting, timezone.localdate(), heap.source.place)
    return said_of(list(found.order_by().values_list("name", flat=True)))
