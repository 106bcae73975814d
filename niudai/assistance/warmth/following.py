"""What finance did with our lines of money: settings.LINE_FOLLOWERS names `follow_lines`."""

from django.db.models import QuerySet

from niudai.access.actor import Actor
from niudai.assistance.warmth.actions.money import ORIGIN
from niudai.assistance.warmth.models import Delivery, Target
from niudai.funds import following as f
from niudai.funds.models import Line

OWED = (Target, Delivery)  # what a line of ours is paid for


def follow_lines(event: str, lines: QuerySet[Line], *, by: Actor) -> None:
    """A line paid again stands in for the one before; released money can be bound anew."""
    ours = lines.filter(origin=ORIGIN).order_by()
    if event == f.REPAY:
        for key, before in ours.exclude(replaces=None).values_list("pk", "replaces"):
            for model in OWED:
                model.objects.filter(line=before).update(line=key)
    elif event == f.RELEASE:
        for model in OWED:
            model.objects.filter(line__in=ours.values("pk")).update(line=None)
