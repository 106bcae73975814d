"""Invented donors with an agreement, pledges and needs at every stage."""

from datetime import date, timedelta
from random import Random

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.assistance.giving import actions
from niudai.assistance.giving.models import Donor, Need, Pledge
from niudai.assistance.hardship.models import HardshipFile
from niudai.funds.models import Source
from niudai.office.demo import names
from niudai.organisations.models import Organisation

NEEDS = (
    ("medical", 800_000, "周庄一位母亲和一名学生，医疗费用", ""),
    ("study", 500_000, "华士一名今年上大学的职工子女，学费", ""),
    ("living", 200_000, "一位独居老工人，过冬用品", "取暖器和棉被"),
    ("study", 300_000, "单亲职工家庭的一名高中生，住宿费", ""),
    ("accident", 600_000, "一户遭遇火灾的职工家庭，添置家具", "床和衣柜"),
)


BOUND = 3  # its place among the needs: money of an agreement, on its way to the family


def give_and_take(federation: Organisation, chance: Random, today: date) -> int:
    """How many needs there are afterwards."""
    by = Appointment.objects.get(user__username="assistance").actor()
    group = actions.add_donor(
        federation, kind="organisation", name="江阴示例集团有限公司",
        contact=names.person(chance, "F"), phone=names.phone(chance), by=by,
    )  # fmt: skip
    kind = actions.add_donor(
        federation, kind="person", name=names.person(chance, "M"), phone=names.phone(chance),
        unnamed=True, by=by,
    )  # fmt: skip
    big = promised(group, today, by=by)
    small = actions.pledge(
        kind, kind="money", amount_fen=1_000_000, due_on=today, by=by,
        promised_on=today - timedelta(days=20),
    )  # fmt: skip
    actions.pledge(
        kind, kind="goods", goods="学习桌 10 张", amount_fen=300_000,
        due_on=today - timedelta(days=3), promised_on=today - timedelta(days=40), by=by,
    )  # fmt: skip
    actions.arrive(small, amount_fen=1_000_000, document="进账单 0033", by=by)
    family = HardshipFile.objects.in_force().exclude(bank="").order_by("pk").first()
    for stage, (item, amount, words, goods) in enumerate(NEEDS):
        need = actions.note_need(
            federation, item=item, amount_fen=amount, words=words, goods=goods, by=by,
            file=family if stage == BOUND else None,
        )  # fmt: skip
        carry_on(need, stage, big if stage == BOUND else small, by=by)
    return Need.objects.count()


def promised(donor: Donor, today: date, *, by: Actor) -> Pledge:
    """The agreement, its source of money where there is one, and the first instalment."""
    programme = actions.agree(
        donor, name="示例助学助困计划", document=f"捐赠协议 {today.year}-03",
        signed_on=today - timedelta(days=60), since=today - timedelta(days=60),
        until=today + timedelta(days=300), purpose="资助困难职工子女就学和意外致困家庭。",
        items=["study", "accident"], planned_fen=12_000_000, by=by,
    )  # fmt: skip
    source = Source.objects.filter(kind="donation").order_by("pk").first()
    if source:
        programme = actions.link_source(programme, source, by=by)
    pledge = actions.pledge(
        donor, kind="money", amount_fen=6_000_000, due_on=today + timedelta(days=60),
        promised_on=today - timedelta(days=60), programme=programme, by=by,
    )  # fmt: skip
    actions.arrive(pledge, amount_fen=3_000_000, document="进账单 0029", by=by)
    return pledge


def carry_on(need: Need, stage: int, pledge: Pledge, *, by: Actor) -> None:
    """As far as its stage: noted, offered, taken on, bound, given and told."""
    if stage == 0:
        return
    need = actions.consent(need, who="本人", how="签署同意书", by=by)
    need = actions.offer(need, by=by)
    if stage == 1:
        return
    need = actions.reserve(need, pledge, by=by)
    if stage == 2:
        return
    if stage == BOUND:
        if pledge.programme and pledge.programme.source:
            leader = Appointment.objects.get(user__username="leader").actor()
            actions.bind_gift(need, by=leader)
        return
    need = actions.give(need, amount_fen=need.amount_fen, what=need.goods, by=by)
    actions.tell(need, by=by)
