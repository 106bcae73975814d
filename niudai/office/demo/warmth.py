"""An invented winter campaign under way and a summer one that is over."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.warmth import actions
from niudai.assistance.warmth.models import Campaign, Delivery, Goods, Purse, Target
from niudai.funds.models import Source
from niudai.office.demo import names
from niudai.organisations.models import Employer, Organisation

People = dict[str, Actor]
BANK = "江阴示例农村商业银行"
WHY = ("省级劳模，退休独居", "一线养护班组春节值守", "工伤康复中", "抗洪抢险一线")
GROUPS = ("model", "frontline", "injured", "frontline")


def warm_up(federation: Organisation, chance: Random, today: date) -> int:
    """How many objects there are afterwards."""
    held = Appointment.objects.select_related("user", "organisation")
    people = {
        post.user.username: post.actor()
        for post in held.filter(user__username__in=["assistance", "town", "huashi", "leader"])
    }
    winter(federation, people, chance, today)
    summer(federation, people, chance, today)
    return Target.objects.count()


def towns(people: People) -> list[Organisation]:
    return [Organisation.objects.get(path=people[name].scope) for name in ("town", "huashi")]


def winter(federation: Organisation, people: People, chance: Random, today: date) -> None:
    by = people["assistance"]
    campaign = actions.plan(
        federation, kind="warmth", name="元旦春节送温暖", since=today - timedelta(days=12),
        until=today + timedelta(days=50), words="走访困难职工、劳模和一线职工", by=by,
    )  # fmt: skip
    source = Source.objects.filter(allowances__item="warmth", stage="open").first()
    purse = actions.name_source(campaign, source, most_fen=3_000_000, by=by) if source else None
    quilts = came_in(campaign, purse, by, name="棉被", unit="床", count=60, price_fen=15_000,
                     document="送货单 0021")  # fmt: skip
    came_in(campaign, None, by, name="食用油", unit="桶", count=40, price_fen=6_000,
            document="捐赠接收单 0003")  # fmt: skip
    for town in towns(people):
        actions.set_share(campaign, town, visits=30, money_fen=2_000_000, by=by)
        actions.allot(quilts, town, count=20, by=by)
    campaign = actions.start(campaign, by=by)
    for name in ("town", "huashi"):
        put_on_the_list(campaign, quilts, people[name], chance, today)
    visits(campaign, quilts, people, today)
    if purse:
        waiting = campaign.targets.filter(money_fen__gt=0).order_by("pk")[:4]
        bought = Delivery.objects.get(goods=quilts)
        actions.commit_delivery(bought, by=people["leader"])
        actions.commit_money(campaign, purse, list(waiting), by=people["leader"])


def came_in(campaign: Campaign, purse: Purse | None, by: Actor, **facts: Any) -> Goods:
    """Bought where the campaign has money, given otherwise."""
    if purse is None:
        return actions.receive_goods(campaign, giver="江阴示例公益基金会", by=by, **facts)
    return actions.receive_goods(
        campaign, purse=purse, supplier="江阴示例家纺有限公司", bank=BANK,
        account="10640000000000000001", by=by, **facts,
    )  # fmt: skip


def put_on_the_list(
    campaign: Campaign, goods: Goods, by: Actor, chance: Random, today: date
) -> None:
    town = Organisation.objects.get(path=by.scope)
    villages = list(Organisation.objects.filter(parent=town).order_by("path")[:4])
    for place, village in enumerate(villages):
        sex = chance.choice("MF")
        actions.add_person(
            campaign, village, name=names.person(chance, sex), group=GROUPS[place],
            why=WHY[place], number=names.identity_number(chance, names.birthday(chance, today),
                                                         sex),
            phone=names.phone(chance), address=f"{village.short_name}示例组 {place + 1} 号",
            bank=BANK, card=f"62220000{chance.randrange(10**11):011d}", money_fen=100_000,
            goods=goods, count=1, by=by,
        )  # fmt: skip
    files = HardshipFile.objects.visible_to(by).in_force().prefetch_related("members")
    actions.pick_households(
        campaign, list(files.order_by("pk")[:8]), money_fen=150_000, goods=goods, count=1, by=by
    )


def visits(campaign: Campaign, goods: Goods, people: People, today: date) -> None:
    """Two of each town were visited already."""
    for name in ("town", "huashi"):
        by = people[name]
        rows = campaign.targets.filter(organisation__path__startswith=by.scope).order_by("pk")
        for target in rows[:2]:
            actions.visit(
                target, client_id=UUID(int=target.pk), team=f"{by.name}、村工会主席",
                first_witness=by.name, second_witness="村示范", signed_by=target.name,
                goods={goods.pk: 1}, visited_on=today - timedelta(days=2),
                words="送上棉被和慰问金，了解近况。", by=by,
            )  # fmt: skip


def summer(federation: Organisation, people: People, chance: Random, today: date) -> None:
    """Sites in the heat; everything handed over, the rest brought back, closed."""
    by = people["assistance"]
    since = today - timedelta(days=150)
    campaign = actions.plan(
        federation, kind="cool", name="夏季送清凉", since=since, until=since + timedelta(days=60),
        by=by,
    )  # fmt: skip
    boxes = came_in(campaign, None, by, name="清凉饮料", unit="箱", count=80, price_fen=4_500,
                    document="送货单 0007")  # fmt: skip
    campaign = actions.start(campaign, by=by)
    for name in ("town", "huashi"):
        officer = people[name]
        town = Organisation.objects.get(path=officer.scope)
        held = actions.allot(boxes, town, count=30, by=by)
        firms = Employer.objects.visible_to(officer).order_by("pk")[:3]
        for number, firm in enumerate(firms):
            site = actions.add_site(campaign, employer=firm, goods=boxes, count=8, by=officer)
            actions.visit(
                site, client_id=UUID(int=10**6 + site.pk), team=officer.name,
                first_witness=officer.name, second_witness="村示范", signed_by="车间班长",
                goods={boxes.pk: 8}, workers=firm.workers, conditions="染整车间，已设风机",
                temperature=35 + number, visited_on=min(since + timedelta(days=30), today),
                by=officer,
            )  # fmt: skip
        held.refresh_from_db()
        actions.bring_back(held, count=held.left, by=officer)
    campaign = actions.finish(campaign, by=by)
    actions.close(campaign, leftovers="余下饮料转户外劳动者驿站", by=by)
