"""Aid by kind: households, person-times, amount by source (section 13 of the reference).

One query yields the rows of every figure; list and export show the same rows.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Concat

from niudai.access.actor import Actor
from niudai.assistance.aid.models import AidApplication
from niudai.rulebook.codes import name_of


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; the words of the query open it to its rows."""

    name: str
    households: int
    times: int
    fen: int
    kind: str
    source: int | None = None
    source_name: str = ""


def given(actor: Actor, since: date, until: date) -> QuerySet[AidApplication]:
    """What was decided in the span and reached somebody."""
    seen = AidApplication.objects.visible_to(actor).arrived()
    return seen.filter(decided_on__gte=since, decided_on__lte=until)


def counted(rows: QuerySet[AidApplication], *by: str) -> list[dict[str, Any]]:
    """A household is its file; without one, the person."""
    household = Case(
        When(file=None, then=Concat(Value("person "), F("number_key"), output_field=CharField())),
        default=Concat(Value("file "), Cast("file", CharField())),
        output_field=CharField(),
    )
    found = rows.order_by().values(*by).annotate(
        households=Count(household, distinct=True), times=Count("pk"), fen=Sum("approved_fen"),
    )  # fmt: skip
    return list(found.order_by(*by))


def by_kind(actor: Actor, since: date, until: date) -> list[Row]:
    return [
        Row(name_of("aid_kind", each["kind"]), each["households"], each["times"], each["fen"],
            each["kind"])
        for each in counted(given(actor, since, until), "kind")
    ]  # fmt: skip


def by_source(actor: Actor, since: date, until: date) -> list[Row]:
    """Kind within source; what needed no source of ours stands last."""
    rows = given(actor, since, until).filter(~Q(source=None) | Q(approved_fen__gt=0))
    return [
        Row(name_of("aid_kind", each["kind"]), each["households"], each["times"], each["fen"],
            each["kind"], each["source"], each["source__name"] or "")
        for each in counted(rows, "source", "source__name", "kind")
    ]  # fmt: skip


def whole(actor: Actor, since: date, until: date) -> dict[str, int]:
    """The bottom line: a household helped twice is one household."""
    found = counted(given(actor, since, until).annotate(all=Value(1)), "all")
    return found[0] if found and found[0]["times"] else {"households": 0, "times": 0, "fen": 0}
