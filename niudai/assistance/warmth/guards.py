"""What is missing before a move of a campaign, in the sentences the page shows."""

from django.db.models import F
from django.utils.translation import gettext as _

from niudai.assistance.warmth.models import Campaign, Delivery
from niudai.funds.models import LineStage

COMING = (LineStage.COMMITTED, LineStage.SENT)


def missing_means(case: Campaign) -> str | None:
    """Money or goods: with neither nobody goes out."""
    if case.purses.exists() or case.goods.filter(received__gt=0).exists():
        return None
    return _("Name a source of money or enter goods that were received.")


def goods_with_towns(case: Campaign) -> str | None:
    rows = case.goods.filter(allotted__gt=F("handed"))
    names = "、".join(rows.values_list("name", flat=True))
    if not names:
        return None
    return _("Goods given out and not handed over are to be brought back first: %(goods)s.") % {
        "goods": names
    }


def open_lines(case: Campaign) -> str | None:
    count = case.targets.filter(line__stage__in=COMING, dropped_on=None).count()
    if not count:
        return None
    return _("%(count)d payments have not arrived yet.") % {"count": count}


def unpaid_goods(case: Campaign) -> str | None:
    """Bought, and the money neither bound nor on its way."""
    rows = Delivery.objects.filter(goods__campaign=case)
    unbound, coming = rows.unbound().count(), rows.filter(line__stage__in=COMING).count()
    if unbound:
        return _("No money is bound yet for %(count)d deliveries that were bought.") % {
            "count": unbound
        }
    if coming:
        return _("%(count)d suppliers are not paid yet.") % {"count": coming}
    return None


def missing_leftovers(case: Campaign) -> str | None:
    """Bought for this campaign and never handed over: where did it go?"""
    left = case.goods.filter(received__gt=F("handed")).exists()
    if not left or case.leftovers:
        return None
    return _("Say where the rest of the goods went.")
