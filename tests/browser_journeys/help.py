"""One address for every page of aid, the desk, the campaigns and the donors."""

from collections.abc import Callable
from typing import Any

from niudai.assistance.aid.models import AidApplication
from niudai.assistance.desk.models import Reception, Ticket
from niudai.assistance.giving.models import Donor, Need, Pledge, Programme
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.warmth.models import (
    Allotment,
    Campaign,
    Delivery,
    Goods,
    Photo,
    Target,
    Visit,
)
from niudai.funds.models import Line
from niudai.organisations.models import ServiceSite
from tests.browser_journeys.money import all_of, first


def one(model: Any, **more: Any) -> Callable[[Any], Any]:
    return lambda _city: {"pk": first(model.objects).pk, **more}


def waiting(_city: Any) -> list[dict[str, Any]]:
    """Aid that was approved and lies in no batch yet, where the year leaves any."""
    lines = Line.objects.waiting().filter(origin="aid").order_by("pk")
    return [{"source": each.source_id, "item": each.item} for each in lines[:1]]


def aid_at(stage: str) -> AidApplication:
    """An application that stands there; any, where the year allows none."""
    rows = AidApplication.objects.filter(stage=stage).order_by("pk")
    return rows.first() or first(AidApplication.objects)


def in_force(_city: Any) -> dict[str, Any]:
    return {"file": first(HardshipFile.objects.in_force()).pk}


def visited(_city: Any) -> dict[str, Any]:
    visit = first(Visit.objects)
    return {"pk": visit.target_id, "visit": visit.pk}


def goods(_city: Any) -> dict[str, Any]:
    found = first(Goods.objects)
    return {"pk": found.campaign_id, "goods": found.pk}


# Everything of the city is seen from the centre.
AT_THE_CENTRE = (
    "aid_new", "aid_urgent", "aid_case", "aid_move", "aid_correct", "aid_note",
    "aid_attach", "aid_letters", "aid_outcome", "aid_reveal", "reception", "reception_sheet",
    "reception_correct", "reception_note", "reception_reveal", "reception_move",
    "reception_route", "desk_queue", "queue_draw", "queue_call", "queue_screen", "queue_end",
    "site_check", "campaign", "campaign_move", "campaign_source", "campaign_share",
    "campaign_goods", "goods_allot", "campaign_note", "campaign_commit", "targets", "door_list",
    "target_pick", "target_person", "target_site", "goods_back", "delivery_commit",
    "delivery_void", "target", "target_drop",
    "target_visit", "visit_void", "visit_photo", "donor", "donor_edit", "donor_statement",
    "donor_link", "donor_reveal", "programme_new", "pledge_new", "programme_source",
    "pledge_arrive", "pledge_withdraw", "need", "need_reword", "need_consent", "need_letter",
    "need_note", "need_move", "need_bind", "hardship_spot_check", "hardship_spot_finding",
    "hardship_destruction", "hardship_destroy",
)  # fmt: skip
HELP: dict[str, Callable[[Any], Any]] = {
    "aid_batch": waiting,
    **all_of(in_force, "aid_new", "aid_urgent"),
    "aid_case": lambda _city: [
        {"pk": aid_at(stage).pk}
        for stage in ("submitted", "county_reviewed", "paid", "returned")
    ],
    "aid_move": lambda _city: [
        {"pk": aid_at(stage).pk, "move": move}
        for stage, move in (
            ("submitted", "give_opinion"), ("unit_opinion", "check"),
            ("town_checked", "review"), ("county_reviewed", "approve"), ("paid", "confirm"),
        )
    ],
    **all_of(
        one(AidApplication), "aid_correct", "aid_note", "aid_attach", "aid_letters", "aid_outcome",
    ),
    "aid_reveal": one(AidApplication, field="card"),
    **all_of(
        one(Reception), "reception", "reception_sheet", "reception_correct", "reception_note",
        "reception_reveal",
    ),
    "reception_move": one(Reception, move="answer"),
    "reception_route": lambda _city: [
        {"pk": each.pk, "door": "hardship"}
        for each in Reception.objects.filter(matter="hardship", stage="handling")[:1]
    ],
    **all_of(
        one(ServiceSite), "desk_queue", "queue_draw", "queue_call", "queue_screen", "site_check",
    ),
    "queue_end": one(Ticket, state="served"),
    **all_of(
        one(Campaign), "campaign", "campaign_source", "campaign_share", "campaign_goods",
        "campaign_note", "campaign_commit", "targets", "door_list", "target_pick",
        "target_person", "target_site",
    ),
    "campaign_move": one(Campaign, move="finish"),
    "goods_allot": goods,
    "goods_back": one(Allotment),
    **all_of(one(Delivery), "delivery_commit", "delivery_void"),
    **all_of(one(Target), "target", "target_drop", "target_visit"),
    "visit_void": visited,
    "visit_photo": lambda _city: [{"pk": each.pk} for each in Photo.objects.all()[:1]],
    **all_of(
        one(Donor), "donor", "donor_edit", "donor_statement", "donor_link", "programme_new",
        "pledge_new",
    ),
    "donor_reveal": one(Donor, field="phone"),
    "programme_source": one(Programme),
    **all_of(one(Pledge), "pledge_arrive", "pledge_withdraw"),
    **all_of(one(Need), "need", "need_reword", "need_consent", "need_letter", "need_note"),
    "need_move": one(Need, move="offer"),
    "need_bind": one(Need),
    "gift": lambda city: {"token": city.planted["gift"]},
}  # fmt: skip
