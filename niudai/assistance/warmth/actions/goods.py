"""Goods on their way: received and paid, given out to unions, handed over, brought back.

Each step is one update that holds its own condition, so that two at once cannot both succeed on
the last piece.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.warmth.actions.campaigns import open_campaign
from niudai.assistance.warmth.models import (
    Allotment,
    Campaign,
    Delivery,
    Goods,
    HandedOver,
    Purse,
    Target,
    Visit,
)
from niudai.audit.log import record
from niudai.funds.numbering import said
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


@transaction.atomic
def receive_goods(
    campaign: Campaign,
    *,
    name: str,
    unit: str,
    count: int,
    price_fen: int,
    document: str,
    purse: Purse | None = None,
    supplier: str = "",
    bank: str = "",
    account: str = "",
    giver: str = "",
    came_on: date | None = None,
    by: Actor,
) -> Goods:
    """Goods came in with their paper: bought from a purse, or given. The same goods again add up.

    What was bought is paid later, by a decision of somebody else (`commit_delivery`).
    """
    campaign = open_campaign(campaign, by=by)
    if count <= 0:
        raise Refused(_("At least one piece came in."))
    came_on = came_on or timezone.localdate()
    if came_on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": came_on})
    name, document = said(name, _("Name the goods.")), said(document, _("Name the receipt."))
    goods, _made = Goods.objects.get_or_create(
        campaign=campaign, name=name, unit=unit.strip(), price_fen=price_fen
    )
    Goods.objects.filter(pk=goods.pk).update(received=F("received") + count)
    goods.refresh_from_db()
    delivery = Delivery(
        goods=goods, count=count, document=document, came_on=came_on, purse=purse,
        supplier=supplier.strip(), bank=bank.strip(), account="".join(account.split()),
        giver=giver.strip(), entered_by=by.name, entered_user=by.user_id,
    )  # fmt: skip
    refuse_unaccounted(delivery, campaign)
    delivery.save()
    record(
        "warmth.receive_goods", campaign, by=by, goods=name, count=count, document=document,
        amount_fen=count * price_fen, on=came_on,
        source=purse.source.reference if purse else None,
    )  # fmt: skip
    return goods


def refuse_unaccounted(delivery: Delivery, campaign: Campaign) -> None:
    """Every delivery says whose money it is, or who gave it."""
    purse = delivery.purse
    if purse is None:
        said(
            delivery.giver, _("Bought goods name their source of money, given ones who gave them.")
        )
        return
    if purse.campaign_id != campaign.pk:
        raise Refused(_("This source is not named for the campaign."))
    if delivery.giver:
        raise Refused(_("Goods are bought or given: leave one of the two empty."))
    said(delivery.supplier, _("Name the supplier of what was bought."))
    said(delivery.account, _("Give the account of the supplier: nothing is paid in cash."))
    if delivery.worth_fen <= 0:
        raise Refused(_("What was bought has a price."))


@transaction.atomic
def void_delivery(delivery: Delivery, *, reason: str, by: Actor) -> Goods:
    """A delivery entered in error, or sent back: it stays written, its goods are gone.

    Refused while money stands for it, and for pieces that were given out to unions already.
    """
    campaign = open_campaign(delivery.goods.campaign, by=by)
    delivery, reason = Delivery.objects.select_for_update().get(pk=delivery.pk), said(reason)
    if delivery.voided_on:
        raise Refused(_("This delivery was taken back already."))
    if delivery.line is not None and delivery.line.stands:
        raise Refused(_("Money is bound for it: release the money first."))
    goods = delivery.goods
    in_store = Goods.objects.filter(pk=goods.pk, received__gte=F("allotted") + delivery.count)
    if not in_store.update(received=F("received") - delivery.count):
        goods.refresh_from_db()
        raise Refused(
            _("Only %(left)d of “%(goods)s” are in store.")
            % {"left": goods.in_store, "goods": goods.name}
        )
    delivery.voided_on, delivery.voided_why = timezone.localdate(), reason[:200]
    delivery.save(update_fields=["voided_on", "voided_why"])
    record(
        "warmth.void_delivery", campaign, by=by, goods=goods.name, count=delivery.count,
        document=delivery.document, personal={"reason": delivery.voided_why},
    )  # fmt: skip
    goods.refresh_from_db()
    return goods


@transaction.atomic
def allot(goods: Goods, organisation: Organisation, *, count: int, by: Actor) -> Allotment:
    """Give goods out to a union; never more than came in."""
    campaign = open_campaign(goods.campaign, by=by)
    if not organisation.path.startswith(campaign.organisation.path):
        raise Refused(
            _("%(place)s does not lie beneath the union whose campaign it is.")
            % {"place": organisation}
        )
    if count <= 0:
        raise Refused(_("At least one piece is given out."))
    free = Goods.objects.filter(pk=goods.pk, received__gte=F("allotted") + count)
    if not free.update(allotted=F("allotted") + count):
        goods.refresh_from_db()
        raise Refused(
            _("Only %(left)d of “%(goods)s” are in store.")
            % {"left": goods.in_store, "goods": goods.name}
        )
    allotment, _made = Allotment.objects.get_or_create(goods=goods, organisation=organisation)
    Allotment.objects.filter(pk=allotment.pk).update(count=F("count") + count)
    allotment.refresh_from_db()
    record("warmth.allot", campaign, by=by, goods=goods.name, to=str(organisation), count=count)
    return allotment


@transaction.atomic
def bring_back(allotment: Allotment, *, count: int, by: Actor) -> Allotment:
    """What a union did not hand over lies in store again."""
    campaign = allotment.goods.campaign
    by.must(Permission.WARMTH_EDIT, at=allotment.organisation.path)
    if count <= 0:
        raise Refused(_("At least one piece is brought back."))
    held = Allotment.objects.filter(pk=allotment.pk, count__gte=F("handed") + count)
    if not held.update(count=F("count") - count):
        allotment.refresh_from_db()
        raise Refused(
            _("Only %(left)d of “%(goods)s” are with %(union)s.")
            % {
                "left": allotment.left, "goods": allotment.goods.name,
                "union": allotment.organisation,
            }
        )  # fmt: skip
    Goods.objects.filter(pk=allotment.goods_id).update(allotted=F("allotted") - count)
    allotment.refresh_from_db()
    record(
        "warmth.bring_back", campaign, by=by, goods=allotment.goods.name,
        unit=str(allotment.organisation), count=count,
    )  # fmt: skip
    return allotment


def hand_over(visit: Visit, target: Target, given: Mapping[int, int]) -> None:
    """Take what is handed over from the nearest union that holds such goods, or refuse all."""
    for goods_id, count in given.items():
        if count <= 0:
            continue
        allotment = nearest_allotment(target, goods_id)
        rows = Allotment.objects.filter(pk=allotment.pk, count__gte=F("handed") + count)
        if not rows.update(handed=F("handed") + count):
            allotment.refresh_from_db()
            raise Refused(
                _("Only %(left)d of “%(goods)s” are with %(union)s.")
                % {
                    "left": allotment.left, "goods": allotment.goods.name,
                    "union": allotment.organisation,
                }
            )  # fmt: skip
        Goods.objects.filter(pk=goods_id).update(handed=F("handed") + count)
        HandedOver.objects.create(visit=visit, allotment=allotment, count=count)


def nearest_allotment(target: Target, goods_id: int) -> Allotment:
    rows = Allotment.objects.filter(
        goods_id=goods_id, goods__campaign_id=target.campaign_id,
        organisation__path__in=ancestors(target.organisation.path),
    )  # fmt: skip
    found = rows.select_related("goods", "organisation").order_by("-organisation__path").first()
    if found is None:
        raise Refused(_("No such goods were given out to this place."))
    return found


def take_back(visit: Visit) -> None:
    """The goods of a visit that was entered in error are held by their union again."""
    for row in visit.handed.select_related("allotment"):
        Allotment.objects.filter(pk=row.allotment_id).update(handed=F("handed") - row.count)
        Goods.objects.filter(pk=row.allotment.goods_id).update(handed=F("handed") - row.count)
