"""What a campaign reached: visits by town, money, goods (domain 13)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Substr

from niudai.access.actor import Actor
from niudai.assistance.warmth.models import Allotment, Campaign, Share, Target
from niudai.kernel.paths import STEP
from niudai.organisations.models import Organisation

TOWN = 2 * STEP  # characters of a town's path


@dataclass(frozen=True, slots=True)
class Town:
    """One line of the progress page."""

    name: str
    organisation: int | None
    planned: int
    visited: int
    share: int | None
    money_fen: int
    share_fen: int | None


def reached(rows: QuerySet[Target]) -> dict[str, int]:
    """Counted over the very objects the list opens to."""
    found = rows.filter(dropped_on=None).aggregate(
        planned=Count("pk"),
        visited=Count("pk", filter=Q(visited_on__isnull=False)),
        households=Count("pk", filter=Q(visited_on__isnull=False, kind="household")),
        persons=Count("pk", filter=Q(visited_on__isnull=False, kind="person")),
        sites=Count("pk", filter=Q(visited_on__isnull=False, kind="site")),
        money=Sum("line__amount_fen", filter=Q(line__stands=True)),
        paid=Sum("line__amount_fen", filter=Q(line__stage="paid")),
    )
    return {name: int(value or 0) for name, value in found.items()}


def goods_value(rows: QuerySet[Target]) -> int:
    """What was handed over, at its price."""
    handed = rows.filter(visits__voided_on=None).aggregate(
        total=Sum(F("visits__handed__count") * F("visits__handed__allotment__goods__price_fen"))
    )
    return int(handed["total"] or 0)


def by_town(campaign: Campaign, actor: Actor) -> list[Town]:
    """Every town with objects or a share, as far as the reader sees it."""
    rows = Target.objects.visible_to(actor).filter(campaign=campaign, dropped_on=None)
    counted: dict[str, Any] = {
        row["town"]: row
        for row in rows.order_by()
        .values(town=Substr("organisation__path", 1, TOWN))
        .annotate(planned=Count("pk"), visited=Count("visited_on"), money=Sum("money_fen"))
    }
    own = Share.objects.visible_to(actor).filter(campaign=campaign)
    shares = {share.organisation.path[:TOWN]: share for share in own.select_related("organisation")}
    paths = sorted(counted.keys() | shares.keys())
    known = {unit.path: unit for unit in Organisation.objects.visible_to(actor).filter(
        path__in=paths)}  # fmt: skip
    return [town_of(path, known.get(path), counted.get(path), shares.get(path)) for path in paths]


def town_of(
    path: str, unit: Organisation | None, counted: dict[str, Any] | None, share: Share | None
) -> Town:
    """A village sees its own line under the name of its own share, or as its own place."""
    found = counted or {"planned": 0, "visited": 0, "money": 0}
    place = unit or (share.organisation if share else None)
    return Town(
        name=str(place or "—"), organisation=place.pk if place else None,
        planned=found["planned"], visited=found["visited"], money_fen=found["money"],
        share=share.visits if share else None, share_fen=share.money_fen if share else None,
    )  # fmt: skip


def held_goods(campaign: Campaign, actor: Actor) -> QuerySet[Allotment]:
    rows = Allotment.objects.visible_to(actor).filter(goods__campaign=campaign)
    return rows.select_related("goods", "organisation").order_by("organisation__path", "goods_id")
