"""One visitor at the one-stop desk, and a number called, planted for the proof."""

from datetime import date
from typing import Any

from django.utils import timezone

from niudai.assistance.desk.models import Reception, Ticket
from niudai.casework.moves import show


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
