"""Invented aid: households on file, the county's ceilings, an application at every stage."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from niudai.access.actor import CLOCK, Actor
from niudai.access.models import Appointment
from niudai.assistance.aid import actions
from niudai.assistance.aid.kinds import papers_of
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.casework.moves import show
from niudai.funds import actions as money
from niudai.funds.models import Source
from niudai.funds.numbering import numbered
from niudai.office.demo import names
from niudai.organisations.models import Organisation
from niudai.rulebook import actions as rulebook
from niudai.rulebook.rules import nearest

BANK = "江阴示例农村商业银行"
PAPER = "演示文件〔{year}〕1 号"
# rule → what the invented paper of the county says
RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("DIBAO-URBAN", {"fen": 112_000}),
    ("AID-CAP-LIVING", {"months_of_dibao": {"deep": 10, "relative": 8}}),
    ("AID-CAP-MEDICAL", {}),
    ("AID-CAP-STUDY", {"months_of_dibao": {"deep": 10, "relative": 8}}),
    ("AID-CAP-ACCIDENT", {}),
    ("AID-CAP-TEMPORARY", {}),
    ("AID-CAP-TRAINING", {}),
    ("AID-URGENT-LIMIT", {"once_fen": 300_000}),
)
STORIES = (
    "主要劳动力收入中断，家庭基本生活困难。", "家庭支出骤增，积蓄已经用完。",
    "单亲抚养子女，收入较低。",
)  # fmt: skip
STAGES = (
    "draft", "submitted", "returned", "unit_opinion", "town_checked", "refused", "reviewed",
    "approved", "scheduled", "rejected", "paid", "closed", "recovery", "recovered", "withdrawn",
    "urgent", "urgent_paid", "service",
)  # fmt: skip


# How many of the steps of control such an application has gone.
TAKEN = {
    "draft": 0, "submitted": 1, "returned": 1, "withdrawn": 1, "unit_opinion": 2, "refused": 2,
    "town_checked": 3, "reviewed": 4,
}  # fmt: skip
Step = Callable[[AidApplication], AidApplication]


def help_households(federation: Organisation, chance: Random, today: date) -> int:
    """How many applications there are afterwards."""
    people = hands()
    enter_rules(today)
    source = fund(federation, people, today)
    files = households(chance, today)
    for number, stage in enumerate(STAGES):
        bring_to(files[number % len(files)], stage, number, people, source, chance, today)
    return AidApplication.objects.count()


def hands() -> dict[str, Actor]:
    """Everybody of the city who has a hand in aid, by user name; the two of a town by post."""
    wanted = ("assistance", "finance", "cashier", "accountant", "leader", "vice")
    held = Appointment.objects.select_related("user", "organisation")
    return {each.user.username: each.actor() for each in held.filter(user__username__in=wanted)}


def at(role: str, path: str) -> Actor:
    """Whoever holds the post at the place or nearest above it."""
    held = Appointment.objects.select_related("user", "organisation").filter(role=role)
    fitting = [each for each in held if path.startswith(each.organisation.path)]
    if not fitting:
        return replace(CLOCK, name={"village_officer": "村示例", "town_officer": "镇示例"}[role])
    return max(fitting, key=lambda each: len(each.organisation.path)).actor()


def enter_rules(today: date) -> None:
    """What the county enters from its papers, so that a ceiling may decide. All of it invented."""
    first, second = replace(CLOCK, name="管例言"), replace(CLOCK, name="校示例")
    for rule_id, changed in RULES:
        pattern = pattern_of(rule_id, today)
        facts = rulebook.EnteredFacts(
            jurisdiction="CN-320281", valid_from=date(today.year - 1, 1, 1),
            document=PAPER.format(year=today.year - 1), issuer="示例机关（演示）", seen_on=today,
            parameters={**pattern.parameters, **changed},
        )  # fmt: skip
        rulebook.confirm(rulebook.enter(pattern, facts, by=first), by=second)


def pattern_of(rule_id: str, today: date) -> Any:
    """The form of the row: that of any place where none is known here."""
    place = "371083" if rule_id == "DIBAO-URBAN" else None
    return nearest(rule_id, on=today, place=place)


def fund(federation: Organisation, people: dict[str, Actor], today: date) -> Source:
    """A source for the aid of the year, for the groups with a file and for members."""
    finance = people["finance"]
    source = money.plan(
        federation, name="职工困难帮扶资金", kind="fiscal", document=f"财行〔{today.year}〕21号",
        year=today.year, purpose="用于困难职工生活、医疗、助学和急难救助，专款专用。",
        planned_fen=80_000_000, since=date(today.year, 1, 1), until=date(today.year, 12, 31),
        carry_over="carry", by=finance,
    )  # fmt: skip
    for item in ("living", "medical", "study", "accident", "urgent", "training"):
        money.allow(source, item=item, by=finance)
    return money.receive(source, amount_fen=60_000_000, document="银行进账单 0031", by=finance)


def households(chance: Random, today: date) -> list[HardshipFile]:
    """Files in force: those of the demo, or a dozen written directly where it has none."""
    found = list(HardshipFile.objects.in_force().order_by("pk")[:18])
    places = list(Organisation.objects.filter(kind="village").order_by("path")[:6])
    while len(found) < 12:
        found.append(file_of(places[len(found) % len(places)], chance, today))
    return found


def file_of(place: Organisation, chance: Random, today: date) -> HardshipFile:
    sex = chance.choice("MF")
    name = names.person(chance, sex)
    file = HardshipFile.objects.create(
        organisation=place, reference=numbered(place, "困", today), name=name, stage="active",
        received_on=today - timedelta(days=200), category=chance.choice(["deep", "relative"]),
        rule_key="HARDSHIP-CATEGORY@CN@2020-01-01", decided_on=today - timedelta(days=170),
        entered_on=today - timedelta(days=160), is_member=True, bank=BANK, card_name=name,
        card=f"62284800{chance.randrange(10**11):011d}",
    )  # fmt: skip
    members = [("01", name, sex, names.birthday(chance, today))]
    child = chance.choice("MF")
    born = date(today.year - chance.randrange(15, 21), chance.randrange(1, 13), 9)
    members.append(("20" if child == "M" else "30", name[:1] + "小示", child, born))
    for relation, who, kind, born_on in members:
        Member.objects.create(
            file=file, relation=relation, name=who, born_on=born_on,
            number=names.identity_number(chance, born_on, kind), sex="1" if kind == "M" else "2",
        )  # fmt: skip
    show(file)
    return file


def bring_to(
    file: HardshipFile, stage: str, number: int, people: dict[str, Actor], source: Source,
    chance: Random, today: date,
) -> AidApplication:  # fmt: skip
    """As far as its stage, each step by whoever's it is."""
    path = file.organisation.path
    unit, town = at("village_officer", path), at("town_officer", path)
    centre, leader = people["assistance"], people["leader"]
    if stage.startswith("urgent"):
        case = actions.help_at_once(
            file, kind="temporary", event="家中突发火情", event_on=today, approved_fen=200_000,
            oral="9:10 电话请示分管副主席，同意先行发放。", source=source, consented_on=today,
            by=leader,
        )  # fmt: skip
        return paid(case, people) if stage == "urgent_paid" else case
    case = taken(file, number, chance, today, service=stage == "service", by=unit)
    steps: list[Step] = [
        lambda case: actions.submit(case, by=unit),
        lambda case: actions.give_opinion(case, opinion="情况属实，建议救助。", by=unit),
        lambda case: actions.check(
            case, opinion="同意上报。", doubles_answer="已核对，事由不同。", by=town
        ),
        lambda case: actions.review(
            case, opinion="材料齐全，拟同意。", proposed_fen=case.asked_fen, by=centre
        ),
    ]
    for step in steps[: TAKEN.get(stage, len(steps))]:
        case = step(case)
    aside: dict[str, Step] = {
        "returned": lambda case: actions.return_to_applicant(case, reason="缺收入证明。", by=unit),
        "withdrawn": lambda case: actions.withdraw(case, reason="已由其他渠道解决。", by=unit),
        "refused": lambda case: actions.refuse(case, reason="不符合当年救助条件。", by=town),
    }
    if stage in aside:
        return aside[stage](case)
    return case if stage in TAKEN else decided(case, stage, people, source, unit)


def taken(
    file: HardshipFile, number: int, chance: Random, today: date, *, service: bool, by: Actor
) -> AidApplication:
    kind = "training" if service else ("living", "study", "living")[number % 3]
    child = next(each for each in file.household if each.relation != "01")
    facts: dict[str, Any] = {
        "event": f"{today.year}年" + ("技能培训" if service else "生活困难"),
        "event_on": today - timedelta(days=20), "story": STORIES[number % len(STORIES)],
        "asked_fen": 0 if service else chance.randrange(80_000, 300_000, 10_000),
        "papers": [each.id for each in papers_of(kind, today)], "consented_on": today,
    }  # fmt: skip
    if kind == "study":
        facts |= {"student": child, "school": "secondary", "event": f"{today.year}年金秋助学"}
    return actions.take_down(file, kind=kind, by=by, **facts)


def decided(
    case: AidApplication, stage: str, people: dict[str, Actor], source: Source, unit: Actor
) -> AidApplication:
    case = actions.approve(
        case, approved_fen=case.asked_fen, level="vice_chair", post="分管副主席",
        source=source if case.asked_fen else None, by=people["leader"],
    )  # fmt: skip
    if stage == "service":
        case = actions.give(case, signed_by=case.name, by=unit)
        actions.add_outcome(
            case, what="employed", on=case.decided_on or case.received_on, detail="缝纫工",
            pay_fen=450_000, by=unit,
        )  # fmt: skip
        return case
    if stage in {"approved", "scheduled"}:
        return case if stage == "approved" else batched(case, people)
    case = paid(case, people, result="失败,账号与户名不符" if stage == "rejected" else "成功,")
    if stage == "closed":
        return actions.confirm(case, how="电话回访，已到账", by=unit)
    if stage in {"recovery", "recovered"}:
        case = actions.find_false(
            case, finding="隐瞒其他收入。", document="专项审计报告第 3 号", by=people["assistance"]
        )
    if stage == "recovered" and case.line is not None:
        money.reverse(
            case.line, slip="银行退款单 07", reason="追回", by=people["accountant"]
        )  # fmt: skip
    return case


def batched(case: AidApplication, people: dict[str, Actor]) -> AidApplication:
    """Alone in a batch of its own."""
    if case.source is None or case.line is None:
        return case
    batch = money.open_batch(case.source, name=f"救助发放 {case.reference}", by=people["finance"])
    money.put_in(batch, [case.line.pk], by=people["finance"])
    return AidApplication.objects.get(pk=case.pk)


def paid(case: AidApplication, people: dict[str, Actor], result: str = "成功,") -> AidApplication:
    case = batched(case, people)
    line = case.line
    if line is None or line.batch is None:
        return case
    batch = money.lock(line.batch, answer="已逐户核对", by=people["finance"])
    money.sign(batch, by=people["leader"])
    batch = money.sign(batch, by=people["vice"])
    batch = money.send(batch, ending="xlsx", by=people["cashier"])
    row = f"{line.code},{line.name},{line.amount_fen / 100:.2f},{result}"
    file = SimpleUploadedFile("回单.csv", f"编号,户名,金额,结果,原因\n{row}\n".encode("utf-8-sig"))
    money.enter_results(
        money.bring_results(batch, file, by=people["accountant"]), by=people["accountant"]
    )
    return AidApplication.objects.get(pk=case.pk)
