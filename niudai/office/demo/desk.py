"""Invented visitors at the desks of the city, each as far as its stage, and a queue of today."""

from datetime import date, timedelta
from random import Random
from typing import Any

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.assistance.desk import actions
from niudai.assistance.desk.models import Reception
from niudai.casework.doors import doors
from niudai.office.demo import names
from niudai.organisations.models import ServiceSite

STORIES: tuple[tuple[str, str, str], ...] = (
    ("hardship", "家里有人生病住院，想了解困难职工建档。", "已告知建档条件和所需材料。"),
    ("legal_aid", "被拖欠三个月工资，问怎么申请法律援助。", "已告知申请途径。"),
    ("policy", "问工伤待遇和医保报销的衔接。", "已逐项答复。"),
    ("insurance", "问职工互助保障怎么理赔。", "已发理赔材料清单。"),
    ("placement", "失业三个月，想找纺织类岗位。", "已推荐两家企业。"),
    ("benefits", "问会员卡可以享受哪些优惠。", "已发普惠服务清单。"),
    ("joining", "外卖骑手，想加入工会。", "已办理入会申请。"),
    ("women", "问哺乳期待遇。", "已答复并送资料。"),
    ("models", "退休劳模问疗休养安排。", "已登记并答复。"),
    ("petition", "反映企业高温津贴没有发。", "已转相关部门并答复。"),
)
WAYS = ("visit", "visit", "visit", "phone", "phone", "letter", "online")
MOODS = ("very", "very", "satisfied", "satisfied", "fair", "unreached")
USERS = ("assistance", "town", "huashi")


def receive_visitors(chance: Random, today: date) -> int:
    """How many records there are afterwards."""
    for username in USERS:
        held = Appointment.objects.select_related("user", "organisation")
        post = held.get(user__username=username)
        site = ServiceSite.objects.filter(organisation=post.organisation).order_by("pk").first()
        if site is None:
            continue
        for number, story in enumerate(STORIES):
            visit(site, story, number, chance, today, by=post.actor())
        queue(site, by=post.actor())
        actions.check_site(
            site, met=["room", "windows", "access", "leader", "first_asked", "posted", "plate"],
            note="工作人员培训未完成", by=post.actor(),
        )  # fmt: skip
    return Reception.objects.count()


def visit(
    site: ServiceSite, story: tuple[str, str, str], number: int, chance: Random, today: date, *,
    by: Actor,
) -> None:  # fmt: skip
    matter, words, result = story
    case = actions.receive(
        site, matter=matter, name=names.person(chance, chance.choice("MF")), words=words,
        way=WAYS[number % len(WAYS)], phone=names.phone(chance),
        people=chance.choice([1, 1, 1, 2, 5]),
        received_on=today - timedelta(days=chance.randrange(0, 40)), by=by,
    )  # fmt: skip
    carry_on(case, number, result, chance, by=by)


def carry_on(case: Reception, number: int, result: str, chance: Random, *, by: Actor) -> None:
    """Every tenth waits, one is handled, one referred, one routed; the others are answered."""
    if number == 0:
        return
    if number == 1:
        actions.handle(case, by=by)
    elif number == 4:
        actions.refer(case, partner="江阴市人力资源市场", consent="当场同意", by=by)
    elif number == 6 and case.way != "letter":
        door = doors()["joining"]
        if by.may(door.permission):
            actions.route(case, door, facts=joining_facts(case, chance), by=by)
    else:
        case = actions.answer(case, words=result, by=by)
        if number % 3:
            case = actions.call_back(case, satisfaction=chance.choice(MOODS), by=by)
            actions.close(case, by=by)


def joining_facts(case: Reception, chance: Random) -> dict[str, Any]:
    number = names.identity_number(chance, date(1992, 5, 17), "M")
    return {"organisation": case.organisation, "number": number, "unit_said": "示例外卖配送站",
            "trade": "", "migrant": True}  # fmt: skip


def queue(site: ServiceSite, *, by: Actor) -> None:
    for _turn in range(5):
        actions.draw_number(site, by=by)
    actions.serve(actions.call_next(site, window="1", by=by), by=by)
    actions.call_next(site, window="2", by=by)
