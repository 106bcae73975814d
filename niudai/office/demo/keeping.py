"""Invented households after they were entered: reviewed, leaving, gone, looked back on."""

from datetime import date

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Stage
from niudai.organisations.models import Organisation
from niudai.rulebook.counting import months_later

Hands = dict[str, Actor]
ABOVE = "2600.00"  # a head and month, above the demo's line


def months(today: date, amount: str, count: int) -> list[dict[str, str]]:
    """The last months before this one."""
    first = today.replace(day=1)
    return [
        {"month": f"{months_later(first, -back):%Y-%m}", "per_head": amount}
        for back in range(count, 0, -1)
    ]


def changed(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    return actions.report_change(file, what="配偶找到工作，收入增加。", by=hands["town"])


def confirmed(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    file = actions.report_change(file, what="搬到同镇另一处出租房。", by=hands["town"])
    file = actions.copies_in_step(file, by=hands["town"])
    return actions.confirm(file, opinion="经复核，维持。", by=hands["assistance"])


def proposed(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    return actions.propose_exit(
        file, months=months(today, ABOVE, 6), why="配偶就业满半年，收入稳定。", by=hands["town"]
    )


def lifted(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    file = proposed(file, hands, today)
    return actions.lift(file, opinion="符合脱困条件。", by=hands["assistance"])


def looked_back(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    file = lifted(file, hands, today)
    return actions.look_back(file, way="phone", findings="收入稳定，未返困。", by=hands["town"])


def fell_back(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    file = lifted(file, hands, today)
    return actions.look_back(
        file, way="home", findings="再次失业，家庭收入下降。", fell_back=True, by=hands["town"]
    )


def relieved(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    file = actions.propose_exit(
        file, months=months(today, "1200.00", 3), safety_net=True,
        why="重病家庭，已纳入低保和常态化帮扶。", by=hands["town"],
    )  # fmt: skip
    return actions.relieve(file, opinion="同意解困。", by=hands["assistance"])


def archived(file: HardshipFile, hands: Hands, today: date) -> HardshipFile:
    file = actions.cancel(file, why="retired", reason="已办理退休手续。", by=hands["assistance"])
    return actions.archive(file, place="甲柜 2 层 15 卷", by=hands["helper"])


STORIES = (changed, confirmed, proposed, looked_back, fell_back, relieved, archived)


def tell_keeping(federation: Organisation, today: date) -> int:
    """What became of some of the files; how many. A sample of the rest is drawn."""
    posts = Appointment.objects.select_related("user", "organisation").filter(
        user__username__in=["town", "assistance", "helper"]
    )
    hands = {each.user.username: each.actor() for each in posts}
    files = list(HardshipFile.objects.filter(stage=Stage.ACTIVE).order_by("pk"))
    for file, story in zip(files, STORIES, strict=False):
        story(file, hands, today)
    if HardshipFile.objects.in_force().exists():
        check = actions.draw(federation, by=hands["assistance"])
        line = check.lines.first()
        if line:
            actions.enter_finding(line, in_order=True, by=hands["helper"])
    return min(len(files), len(STORIES))
