"""What a source shows for a span of time: where its money came from and what became of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from niudai.funds.ledger import Standing, standings
from niudai.funds.models import Entry, Line, LineStage, Source
from niudai.rulebook.codes import name_of


@dataclass(frozen=True, slots=True)
class ItemTotal:
    name: str
    lines: int
    people: int
    fen: int


@dataclass(frozen=True, slots=True)
class EventTotal:
    name: str
    entries: int
    fen: int


@dataclass(frozen=True, slots=True)
class Statement:
    standing: Standing
    items: list[ItemTotal]
    events: list[EventTotal]


def statement_of(source: Source, until: date) -> Statement:
    """By event up to the day; by item what was paid and stays paid."""
    entries = source.entries.filter(on__lte=until).order_by()
    events = entries.values("event").annotate(fen=Sum("total_fen"), number=Count("pk"))
    by_event = {row["event"]: row for row in events}
    paid = source.lines.filter(stage=LineStage.PAID, final_on__lte=until).order_by()
    items = paid.values("item").annotate(
        fen=Sum("amount_fen"), number=Count("pk"),
        people=Count("number_lookup", distinct=True, filter=~Q(manner=Line.Manner.PURCHASE)),
    )  # fmt: skip
    return Statement(
        standing=standings([source])[source.pk],
        items=[
            ItemTotal(name_of("fund_item", row["item"]), row["number"], row["people"], row["fen"])
            for row in items.order_by("item")
        ],
        events=[
            EventTotal(str(event.label), by_event[event]["number"], by_event[event]["fen"])
            for event in Entry.Event
            if event in by_event
        ],
    )
