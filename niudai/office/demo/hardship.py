"""Invented households: a few files at every stage, each act by the person whose it is."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import GRANTS, Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Objection
from niudai.kernel.refused import Refused
from niudai.office.demo import names
from niudai.office.demo.rules import rest_today
from niudai.organisations.models import Organisation

NEEDED = ("processing", "sensitive", "check", "commitment", "publicity")
DECLARED: dict[str, Any] = {
    "dwellings": 1, "shop": False, "employs_others": False, "private_school": False,
    "own_vehicle": False, "own_fault": False, "refuses_work": False, "refuses_check": False,
}  # fmt: skip
POSTED = {"places": "单位公告栏、社区公告栏", "telephone": "0510-86000000"}
# cause, health, income and rigid expenditure of the year in yuan, what the rigid is for
NEEDS = (
    ("6", "cancer", 58_000, 31_000, "medical"), ("9", "good", 64_000, 14_000, "education"),
    ("3", "hypertension", 30_000, 2_000, "employment"), ("6", "renal", 72_000, 52_000, "medical"),
    ("8", "disability", 48_000, 16_000, "disability"), ("1", "mental", 36_000, 9_000, "care"),
)  # fmt: skip


class Family:
    """One file and the people of three levels who bring it on."""

    def __init__(
        self,
        union: Organisation,
        number: int,
        chance: Random,
        today: date,
        people: dict[str, Actor],
    ) -> None:
        self.number, self.chance, self.today, self.people = number, chance, today, people
        self.begun = today - timedelta(days=96 - number)
        self.unit = at(union, "unit")
        self.visitor = at(union, "visitor")
        self.file = self.taken_down(union)

    def day(self, after: int) -> date:
        return min(self.begun + timedelta(days=after), self.today)

    def taken_down(self, union: Organisation) -> HardshipFile:
        sex = self.chance.choice("MF")
        born_on = names.birthday(self.chance, self.today, youngest=34, oldest=52)
        worker = {
            "name": names.person(self.chance, sex), "phone": names.phone(self.chance),
            "number": names.identity_number(self.chance, born_on, sex), "nation": "01",
            "politics": "13", "marriage": "20", "registration": "urban", "insurance": "employee",
            "model_worker": "none", "status": "working", "monthly_fen": 260_000,
            "health": NEEDS[self.number % len(NEEDS)][1],
        }  # fmt: skip
        return actions.take_down(
            organisation=union, worker=worker, received_on=self.begun, by=self.unit
        )

    def fill(self) -> None:
        cause, _health, income, rigid, item = NEEDS[self.number % len(NEEDS)]
        file, by = self.file, self.unit
        actions.correct(
            file, employer_said="江阴示例纺织有限公司", unit_kind="private", industry="12",
            work_since=date(2012, 3, 1), is_member=True, cause=cause,
            other_contact="0510-86000001", registered_at="江阴市", address="示例新村 8 幢 201 室",
            housing="rent", floor_area="70", story="家庭主要劳动力收入减少，支出增加。",
            bank="江阴示例农村商业银行", card=f"62220000{self.number:011d}", card_name=file.name,
            by=by,
        )  # fmt: skip
        for relation, sex, years in (("10", "F", 40), ("20", "M", 12)):
            born_on = self.today - timedelta(days=years * 365 + self.number)
            actions.add_member(
                file, relation=relation, name=names.person(self.chance, sex),
                number=names.identity_number(self.chance, born_on, sex), by=by,
                status="unemployed" if relation == "10" else "",
                unit="示例实验小学" if relation == "20" else "",
            )  # fmt: skip
        actions.add_money(file, side="income", item="wage", amount_fen=income * 100, by=by)
        actions.add_money(file, side="rigid", item=item, amount_fen=rigid * 100, by=by)
        actions.declare(file, **DECLARED, by=by)

    def agree(self, kinds: tuple[str, ...] = NEEDED) -> None:
        given: dict[str, Any] = {
            "given_by": self.file.name,
            "given_on": self.begun,
            "by": self.unit,
        }
        for kind in kinds:
            actions.give_consent(self.file, kind=kind, **given)
        for child in self.file.members.filter(relation="20"):
            actions.give_consent(self.file, kind="guardian", member=child, **given)

    def objection(self) -> Objection:
        return Objection.objects.filter(publicity__file=self.file, outcome="open").latest("pk")


def at(union: Organisation, post: str) -> Actor:
    """Somebody of the unit's union without an account of this program."""
    name = {"unit": "工示例", "visitor": "访样本"}[post]
    return Actor(name=name, scope=union.path, permissions=GRANTS[Role.VILLAGE_OFFICER],
                 organisation_id=union.pk)  # fmt: skip


def filled(family: Family) -> None:
    family.fill()
    family.agree()


def submitted(family: Family) -> None:
    family.file = actions.submit(family.file, on=family.day(1), by=family.unit)


def returned(family: Family) -> None:
    actions.return_for_completion(
        family.file, reason="缺少上年度收入证明，请单位盖章后补交。", by=family.unit
    )


def refused(family: Family) -> None:
    actions.refuse(family.file, reason="家庭拥有两套住宅，不符合建档条件。", by=family.unit)


def withdrawn(family: Family) -> None:
    actions.withdraw(family.file, reason="已由民政部门纳入低保。", by=family.unit)


def accepted(family: Family) -> None:
    family.file = actions.accept(
        family.file, opinion="材料齐全，拟入户核实。", on=family.day(2), by=family.unit
    )


def surveyed(family: Family) -> None:
    family.file = actions.survey(
        family.file, client_id=UUID(int=family.file.pk), visited_on=family.day(4),
        first_surveyor="访样本", second_surveyor="陪示例", first_signature="访样本",
        second_signature="陪示例", findings="租住一套，家具简单；收入和支出与申报一致。",
        conclusion="情况属实，建议公示。", by=family.visitor,
    )  # fmt: skip


def published(family: Family) -> None:
    family.file = actions.publish_unit(
        family.file, **POSTED, online=True, on=family.day(6), by=family.unit
    )


def published_now(family: Family) -> None:
    day = family.today - timedelta(days=family.number % 3)
    family.file = actions.publish_unit(family.file, **POSTED, online=True, on=day, by=family.unit)


def objected(family: Family) -> None:
    family.file = actions.raise_objection(
        family.file, facts="听说其配偶在外打工，有收入未申报。", anonymous=True, by=family.unit
    )


def upheld(family: Family) -> None:
    family.file = actions.uphold_objection(
        family.objection(), finding="经核查，配偶有稳定收入，未如实申报。", by=family.visitor
    )


def to_town(family: Family) -> None:
    family.file = actions.end_publicity(family.file, by=family.unit)


def reviewed(family: Family) -> None:
    family.file = actions.review(
        family.file, opinion="经复核，同意上报。", stamped=True, on=family.day(20),
        by=family.people["town"],
    )  # fmt: skip


def matched(family: Family) -> None:
    by = family.people["helper"]
    family.file = actions.ask_match(family.file, on=family.day(21), by=by)
    family.file = actions.match(family.file, outcome="fits", on=family.day(26), by=by)


def decided(family: Family) -> None:
    family.file = actions.approve(
        family.file, opinion="符合条件。", on=family.day(28), by=family.people["assistance"]
    )


def made_public(family: Family) -> None:
    family.file = actions.publish_county(
        family.file, **POSTED, online=True, on=family.day(29), by=family.people["assistance"]
    )


def made_public_now(family: Family) -> None:
    family.file = actions.publish_county(
        family.file, **POSTED, online=True, on=family.today, by=family.people["assistance"]
    )


def entered(family: Family) -> None:
    by = family.people["assistance"]
    family.file = actions.end_publicity(family.file, by=by)
    family.file = actions.enter(family.file, on=family.day(45), by=by)


def put_off(family: Family) -> None:
    """A document of one day lets this one go on without its round at the unit."""
    rest_today(family.today)
    family.file = actions.put_off_unit_publicity(family.file, by=family.unit)


def temporary(family: Family) -> None:
    family.agree(("processing", "sensitive"))
    family.file = actions.open_temporary(family.file, by=family.unit)


CHECKED = (filled, submitted, accepted)
VISITED = (*CHECKED, surveyed)
AT_TOWN = (*VISITED, published, to_town)
AT_COUNTY = (*AT_TOWN, reviewed)
Step = Callable[[Family], None]
STORIES: tuple[tuple[int, tuple[Step, ...]], ...] = (
    (1, ()), (1, (filled,)), (2, (filled, submitted)), (1, (filled, submitted, returned)),
    (1, (filled, submitted, refused)), (1, (filled, submitted, withdrawn)), (2, CHECKED),
    (1, VISITED), (2, (*VISITED, published_now)), (1, (*VISITED, published_now, objected)),
    (1, (*VISITED, published_now, objected, upheld)), (2, AT_TOWN), (2, AT_COUNTY),
    (2, (*AT_COUNTY, matched)), (1, (*AT_COUNTY, matched, decided)),
    (1, (*AT_COUNTY, matched, decided, made_public_now)),
    (12, (*AT_COUNTY, matched, decided, made_public, entered)), (1, (temporary,)),
    (1, (*VISITED, put_off)),
)  # fmt: skip


def tell_hardship(federation: Organisation, chance: Random, today: date) -> int:
    """How many files there are afterwards. A step the calendar does not allow ends a story."""
    posts = Appointment.objects.select_related("user", "organisation").filter(
        user__username__in=["town", "assistance", "helper", "village"]
    )
    people = {each.user.username: each.actor() for each in posts}
    actions.record_assessment(
        federation, title="困难职工公示个人信息保护影响评估", by=people["assistance"],
        document=f"澄总工发〔{today.year}〕3号", made_on=today - timedelta(days=200),
    )  # fmt: skip
    town = people["town"].scope
    villages = Organisation.objects.filter(path__startswith=town, kind="village")
    places = list(villages.order_by("path"))
    number = 0
    for count, steps in STORIES:
        for _each in range(count):
            family = Family(places[number % len(places)], number, chance, today, people)
            number += 1
            tell(family, steps)
    exchange(federation, people["helper"])
    return number


def exchange(federation: Organisation, by: Actor) -> None:
    """The sheet went to the civil-affairs centre and came back; nobody has entered it yet."""
    waiting = HardshipFile.objects.visible_to(by).filter(stage="data_match").order_by("pk")
    if not waiting:
        return
    actions.take_match_list(federation, by=by)
    text = "编号,姓名,结果,说明\n" + "".join(
        f"{file.reference},{file.name},相符,\n" for file in waiting
    )
    text += "澄困申〔2020〕9999 号,查无此人,相符,\n"
    upload = SimpleUploadedFile("核对结果.csv", text.encode("utf-8-sig"))
    actions.bring_answers(federation, upload, by=by)


def tell(family: Family, steps: tuple[Step, ...]) -> None:
    for step in steps:
        try:
            step(family)
        except Refused:
            return
