"""What finance did with our lines of money: settings.LINE_FOLLOWERS names `follow_lines`."""

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.warmth.actions.money import ORIGIN
from niudai.assistance.warmth.models import Delivery, Target
from niudai.funds import following as f
from niudai.funds.models import Line
from niudai.kernel.among import Among
from niudai.kernel.refused import Refused


def follow_lines(event: str, lines: Sequence[int], *, by: Actor) -> None:
    """A line paid again stands in for the one before; released money can be bound anew."""
    ours = Line.objects.filter(Among(F("pk"), lines), origin=ORIGIN).order_by()
    if event == f.REPAY:
        for key, before in ours.exclude(replaces=None).values_list("pk", "replaces"):
            if not sum(rows.filter(line=before).update(line=key) for rows in owed()):
                raise Refused(_("It was taken off or sent back meanwhile: this is not paid again."))
    elif event == f.RELEASE:
        for rows in owed():
            rows.filter(line__in=ours.values("pk")).update(line=None)


def owed() -> tuple[QuerySet[Target], QuerySet[Delivery]]:
    """What a line of ours can be paid for."""
    return Target.objects.standing(), Delivery.objects.standing()
