"""What finance did with a donor's money: settings.LINE_FOLLOWERS names `follow_lines`."""

from collections.abc import Sequence

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.giving.actions.money import ORIGIN
from niudai.assistance.giving.models import Match, Need
from niudai.assistance.giving.procedure import GIVE, PAY_BACK
from niudai.casework.moves import advance_each
from niudai.funds import following as f
from niudai.funds.models import Line
from niudai.kernel.among import Among
from niudai.kernel.refused import Refused


def follow_lines(event: str, lines: Sequence[int], *, by: Actor) -> None:
    """Paid is given; what came back is not. A line paid again stands in for the one before."""
    ours = Line.objects.filter(Among(F("pk"), lines), origin=ORIGIN).order_by()
    today = timezone.localdate()
    if event == f.REPAY:
        for key, before in ours.exclude(replaces=None).values_list("pk", "replaces"):
            if not Match.objects.standing().filter(line=before).update(line=key):
                raise Refused(_("The donor stepped back meanwhile: this is not paid again."))
        return
    matches = Match.objects.filter(line__in=ours.values("pk"))
    needs = Need.objects.filter(pk__in=matches.order_by().values("need"))
    if event == f.PAY:
        amount = Line.objects.filter(pk=OuterRef("line")).values("amount_fen")
        matches.order_by().update(given_on=today, given_fen=Subquery(amount))
        advance_each(needs, GIVE, on=today)
    elif event == f.REVERSE:
        advance_each(needs, PAY_BACK, on=today)
        matches.order_by().update(given_on=None, given_fen=None, told_on=None, line=None)
    elif event == f.RELEASE:
        matches.order_by().update(line=None)
