"""Money of a campaign: handed in to the funds, which pay it by name and card.

To those on the list, and to the suppliers of what was bought for them.
"""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.warmth.actions.campaigns import refuse_over
from niudai.assistance.warmth.caps import over_cap
from niudai.assistance.warmth.models import Campaign, Delivery, Purse, Target
from niudai.audit.log import record
from niudai.casework.moves import locked
from niudai.funds.actions import commit
from niudai.funds.models import Line
from niudai.funds.payable import Payable
from niudai.funds.separation import is_same
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused

ORIGIN = "warmth"


@transaction.atomic
def commit_money(
    campaign: Campaign, purse: Purse, targets: Sequence[Target], *, by: Actor
) -> list[Line]:
    """Bind the money planned for these, all of it or nothing.

    Whoever put somebody on the list does not decide the money. A cap in force here refuses; one
    of elsewhere only warned when the list was made.
    """
    campaign = locked(campaign)
    by.must(Permission.WARMTH_VIEW, at=campaign.organisation.path)
    refuse_over(campaign)
    rows = campaign.targets.standing().select_for_update().filter(
        pk__in=[target.pk for target in targets], line=None, money_fen__gt=0
    )  # fmt: skip
    chosen = list(rows.order_by("pk"))
    if len(chosen) != len(targets):
        raise Refused(_("Some of these are bound, visited without money, or off the list."))
    for target in chosen:
        refuse_wrong(campaign, target, by=by)
    refuse_beyond_purse(campaign, purse, sum(target.money_fen for target in chosen))
    payables = [payable(campaign, target) for target in chosen]
    lines = commit(purse.source, payables, origin=ORIGIN, by=by)
    for target, line in zip(chosen, lines, strict=True):
        target.line = line
        target.save(update_fields=["line"])
    record(
        "warmth.commit_money", campaign, by=by, lines=len(lines), source=purse.source.reference,
        amount_fen=sum(line.amount_fen for line in lines),
    )  # fmt: skip
    return lines


@transaction.atomic
def commit_delivery(delivery: Delivery, *, by: Actor) -> Line:
    """Bind what a delivery costs. Whoever took the goods in does not decide the money."""
    campaign = locked(delivery.goods.campaign)
    by.must(Permission.WARMTH_VIEW, at=campaign.organisation.path)
    refuse_over(campaign)
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    purse = delivery.purse
    if purse is None or delivery.voided_on:
        raise Refused(_("Nothing is owed for this delivery."))
    if not delivery.unbound:
        raise Refused(_("Money is bound for this delivery already."))
    if is_same(delivery.entered_by, delivery.entered_user, by):
        raise Refused(_("Whoever took the goods in does not decide the money."))
    refuse_beyond_purse(campaign, purse, delivery.worth_fen)
    (line,) = commit(purse.source, [owed(campaign, delivery)], origin=ORIGIN, by=by)
    delivery.line = line
    delivery.save(update_fields=["line"])
    record(
        "warmth.commit_delivery", campaign, by=by, source=purse.source.reference,
        document=delivery.document, amount_fen=line.amount_fen,
    )  # fmt: skip
    return line


def owed(campaign: Campaign, delivery: Delivery) -> Payable:
    goods = delivery.goods
    return Payable(
        amount_fen=delivery.worth_fen, item=campaign.kind, manner=Line.Manner.PURCHASE,
        reference=f"{campaign.reference}-G{delivery.pk}", event=campaign.reference,
        name=delivery.supplier, card=delivery.account, card_name=delivery.supplier,
        bank=delivery.bank, goods=f"{goods.name} {delivery.count} {goods.unit}".strip(),
        facts={"document": delivery.document, "came_on": delivery.came_on},
        organisation=campaign.organisation,
    )  # fmt: skip


def refuse_wrong(campaign: Campaign, target: Target, *, by: Actor) -> None:
    if is_same(target.added_by, target.added_user, by):
        raise Refused(_("Whoever put somebody on the list does not decide the money."))
    warning = over_cap(campaign, target, timezone.localdate())
    if warning and warning.decides:
        raise Refused(f"{target.name}: {warning.sentence}")
    if not target.card:
        raise Refused(
            _("No bank card is on record for %(name)s: money is not handed over in cash.")
            % {"name": target.name}
        )


def refuse_beyond_purse(campaign: Campaign, purse: Purse, asked: int) -> None:
    """What this campaign may take of the source; lines that came back count no more."""
    if purse.campaign_id != campaign.pk:
        raise Refused(_("This source is not named for the campaign."))
    taken = taken_of(campaign).get(purse.source_id, 0)
    if taken + asked > purse.most_fen:
        raise Refused(
            _("%(left)s yuan of “%(source)s” are left for this campaign, %(asked)s are asked.")
            % {
                "left": yuan(purse.most_fen - taken), "source": purse.source.name,
                "asked": yuan(asked),
            }
        )  # fmt: skip


def taken_of(campaign: Campaign) -> dict[int, int]:
    """What is bound by this campaign for people and for goods, by source. Two queries."""
    taken: Counter[int] = Counter()
    deliveries = Delivery.objects.filter(goods__campaign=campaign)
    for rows in (campaign.targets.order_by(), deliveries.order_by()):
        bound = rows.filter(line__stands=True).values_list("line__source")
        for source, fen in bound.annotate(fen=Sum("line__amount_fen")):
            taken[source] += fen
    return dict(taken)


def payable(campaign: Campaign, target: Target) -> Payable:
    return Payable(
        amount_fen=target.money_fen, item=campaign.kind, group=target.group,
        reference=f"{campaign.reference}-{target.pk}", event=campaign.reference,
        name=target.name, number=target.number, card=target.card, card_name=target.name,
        bank=target.bank, person_id=target.file.person_id if target.file else None,
        organisation=target.organisation,
    )  # fmt: skip
