"""One of everything of the assistance, planted for the proof."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from niudai.assistance.desk.models import Reception, Ticket
from niudai.assistance.giving.models import Donor, Need, Pledge, Programme
from niudai.assistance.warmth.models import (
    Allotment,
    Campaign,
    Delivery,
    Goods,
    Photo,
    Target,
    Visit,
)
from niudai.casework.moves import show


def plant_help(place: Any, today: date) -> dict[str, Any]:
    """Whatever only those may read who handle such files carries a mark of its own."""
    return plant_desk(place, today) | plant_warmth(place, today) | plant_giving(place, today)


def plant_desk(place: Any, today: date) -> dict[str, Any]:
    """A visitor's record and a number called at the site."""
    reception = Reception.objects.create(
        reference=f"{place.mark('访')}号", organisation=place.organisation, received_on=today,
        site=place.site, matter="policy", name=place.mark("访"), phone="13800000000",
        said=place.mark("密"), asked_first=place.mark("访"), holder=place.colleague,
    )  # fmt: skip
    show(reception)
    ticket = Ticket.objects.create(
        site=place.site, day=today, number=1, state=Ticket.State.CALLED, window="1",
        called_at=timezone.now(),
    )  # fmt: skip
    return {"reception": reception, "ticket": ticket}


def plant_warmth(place: Any, today: date) -> dict[str, Any]:
    """A campaign with goods, somebody visited, and a picture of it."""
    campaign = Campaign.objects.create(
        reference=f"{place.mark('温')}号", organisation=place.organisation, received_on=today,
        kind="warmth", name=place.mark("温"), year=today.year, since=today, until=today,
        stage="running",
    )  # fmt: skip
    show(campaign)
    goods = Goods.objects.create(
        campaign=campaign, name=place.mark("温"), unit="件", price_fen=100, received=9, allotted=9
    )
    target = Target.objects.create(
        campaign=campaign, organisation=place.organisation, kind="person", group="model",
        name=place.mark("密"), address=place.mark("密"), why=place.mark("密"), goods=goods, count=1,
        visited_on=today, added_by=place.mark("温"),
    )  # fmt: skip
    visit = Visit.objects.create(
        target=target, client_id=uuid4(), visited_on=today, team=place.mark("温"),
        first_witness="甲", second_witness="乙", signed_by=place.mark("密"),
        words=place.mark("密"), entered_by=place.mark("温"),
    )  # fmt: skip
    photo = Photo(visit=visit, extension="png", sha256="0" * 64)
    photo.file.save("proof.png", ContentFile(b"ok"), save=True)
    delivery = Delivery.objects.create(
        goods=goods, count=9, document=place.mark("温"), came_on=today, giver=place.mark("温"),
        entered_by=place.mark("温"),
    )  # fmt: skip
    return {
        "campaign": campaign, "goods": goods, "target": target, "visit": visit, "photo": photo,
        "delivery": delivery,
        "allotment": Allotment.objects.create(
            goods=goods, organisation=place.organisation, count=9
        ),
    }  # fmt: skip


def plant_giving(place: Any, today: date) -> dict[str, Any]:
    """A donor with an agreement and a pledge, and a need that is not offered yet."""
    donor = Donor.objects.create(
        organisation=place.organisation, kind="person", name=place.mark("捐"),
        phone="13800000000", since=today,
    )  # fmt: skip
    programme = Programme.objects.create(
        donor=donor, name=place.mark("捐"), document=place.mark("捐"), signed_on=today,
        since=today, until=today, purpose=place.mark("捐"),
    )  # fmt: skip
    need = Need.objects.create(
        reference=f"{place.mark('捐')}号", organisation=place.organisation, received_on=today,
        used_for="living", amount_fen=100, words=place.mark("捐"), about=place.mark("密"),
    )  # fmt: skip
    show(need)
    pledge = Pledge.objects.create(
        donor=donor, kind="money", amount_fen=100, due_on=today, promised_on=today
    )
    return {"donor": donor, "programme": programme, "pledge": pledge, "need": need}
