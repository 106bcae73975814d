"""What finance did with a donor's money: settings.LINE_FOLLOWERS names `follow_lines`."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from niudai.access.actor import Actor
from niudai.assistance.giving.actions.money import ORIGIN
from niudai.assistance.giving.models import Match, Need
from niudai.assistance.giving.procedure import GIVE, PAY_BACK
from niudai.casework.moves import advance_each
from niudai.funds import following as f
from niudai.funds.models import Line


def follow_lines(event: str, lines: QuerySet[Line], *, by: Actor) -> None:
    """Paid is given; what came back is not. A line paid again stands in for the one before."""
    ours, today = lines.filter(origin=ORIGIN).order_by(), timezone.localdate()
    if event == f.REPAY:
        for key, before in ours.exclude(replaces=None).values_list("pk", "replaces"):
            Match.objects.filter(line=before).update(line=key)
        return
    matches = Match.objects.filter(line__in=ours.values("pk"))
    needs = Need.objects.filter(matches__in=matches.order_by().values("pk"))
    if event == f.PAY:
        amount = Line.objects.filter(pk=OuterRef("line")).values("amount_fen")
        matches.order_by().update(given_on=today, given_fen=Subquery(amount))
        advance_each(needs, GIVE, on=today)
    elif event == f.REVERSE:
        advance_each(needs, PAY_BACK, on=today)
        matches.order_by().update(given_on=None, given_fen=None, line=None)
    elif event == f.RELEASE:
        matches.order_by().update(line=None)
