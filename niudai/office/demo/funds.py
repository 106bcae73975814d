"""Invented money: three sources, and a batch in each stage, each act by the person whose it is."""

from datetime import date, timedelta
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.funds import actions
from niudai.funds.models import Batch, Line, Source
from niudai.funds.payable import Payable
from niudai.office.demo import names
from niudai.organisations.models import Organisation

Hands = dict[str, Actor]
BANK = "江阴示例农村商业银行"
# kind, name, document, planned yuan, items, what is left
SOURCES = (
    ("fiscal", "困难职工帮扶专项资金", "财行〔{year}〕18号", 600_000,
     ("living", "medical", "study"), "carry"),
    ("superior", "送温暖补助资金", "锡工发〔{year}〕6号", 200_000, ("warmth", "cool"), "give_back"),
    ("donation", "江阴示例集团定向捐赠", "捐赠协议 {year}-03", 120_000, ("study", "accident"),
     "carry"),
)  # fmt: skip
AMOUNTS = (80_000, 120_000, 150_000, 200_000, 300_000)


def hands() -> Hands:
    """The people of the city whose posts have to do with money, by user name."""
    held = Appointment.objects.select_related("user", "organisation").filter(
        user__username__in=["finance", "cashier", "accountant", "leader", "vice", "auditor"]
    )
    return {each.user.username: each.actor() for each in held}


def move_money(federation: Organisation, chance: Random, today: date) -> int:
    """How many batches there are afterwards."""
    people = hands()
    sources = [begin(federation, row, people, today) for row in SOURCES]
    for number, (source, stage) in enumerate(
        (source, stage)
        for source in sources
        for stage in ("waiting", "draft", "locked", "sent", "answered", "published")
    ):
        lines = decide(source, chance, today, people, number)
        if stage != "waiting":
            bring_to(source, lines, stage, people, number)
    hand_out_goods(sources[1], chance, today, people)
    return Batch.objects.count()


def begin(federation: Organisation, row: tuple[Any, ...], people: Hands, today: date) -> Source:
    kind, name, document, planned, items, left = row
    source = actions.plan(
        federation, name=name, kind=kind, document=document.format(year=today.year),
        year=today.year, purpose="用于困难职工的帮扶救助和慰问，专款专用。",
        planned_fen=planned * 100, since=date(today.year, 1, 1), until=date(today.year, 12, 31),
        carry_over=left, planned_on=max(date(today.year, 1, 1), today - timedelta(days=200)),
        by=people["finance"],
    )  # fmt: skip
    for item in items:
        actions.allow(source, item=item, most_year_fen=1_200_000, by=people["finance"])
    return actions.receive(
        source, amount_fen=planned * 80, document="银行进账单 0017", by=people["finance"]
    )


def decide(
    source: Source, chance: Random, today: date, people: Hands, number: int, *, goods: str = ""
) -> list[Line]:
    """Six people of the city, one decision each."""
    items = list(source.allowances.values_list("item", flat=True))
    payables = []
    for place in range(6):
        sex = chance.choice("MF")
        name = names.person(chance, sex)
        payables.append(
            Payable(
                amount_fen=AMOUNTS[(place + number) % len(AMOUNTS)],
                item=items[number % len(items)],
                reference=f"澄救〔{today.year}〕{number * 10 + place + 1:04d} 号", name=name,
                number=names.identity_number(chance, names.birthday(chance, today), sex),
                manner="goods" if goods else "bank", goods=goods,
                card="" if goods else f"62220000{chance.randrange(10**11):011d}",
                card_name="" if goods else name, bank="" if goods else BANK,
                facts={"people": chance.randrange(1, 5)},
            )
        )  # fmt: skip
    return actions.commit(source, payables, origin="paper", by=people["leader"])


def bring_to(source: Source, lines: list[Line], stage: str, people: Hands, number: int) -> None:
    """As far as its stage; of an answered list one line came back from the bank."""
    batch = actions.open_batch(
        source, name=f"{source.name}第 {number % 6} 批", by=people["finance"]
    )
    batch = actions.put_in(batch, [line.pk for line in lines], by=people["finance"])
    if stage == "draft":
        return
    batch = signed(batch, people, whole=stage != "locked")
    if stage == "locked":
        return
    batch = actions.send(batch, ending="xlsx", by=people["cashier"])
    if stage == "sent":
        return
    text = "编号,户名,金额,结果,原因\n" + "".join(
        f"{line.code},{line.name},{line.amount_fen / 100:.2f},"
        + ("失败,账号与户名不符\n" if place == 2 else "成功,\n")
        for place, line in enumerate(lines)
    )
    file = SimpleUploadedFile("回单.csv", text.encode("utf-8-sig"))
    brought = actions.bring_results(batch, file, by=people["accountant"])
    actions.enter_results(brought, by=people["accountant"])
    if stage == "published":
        batch = actions.reconcile(batch, by=people["accountant"])
        actions.publish(batch, by=people["finance"])


def signed(batch: Batch, people: Hands, *, whole: bool) -> Batch:
    batch = actions.lock(batch, answer="已逐户核对", by=people["finance"])
    batch = actions.sign(batch, by=people["leader"])
    return actions.sign(batch, by=people["vice"]) if whole else batch


def hand_out_goods(source: Source, chance: Random, today: date, people: Hands) -> None:
    lines = decide(source, chance, today, people, 90, goods="棉被一床、大米 10 公斤")
    batch = actions.open_batch(source, name="冬季慰问物资", manner="goods", by=people["finance"])
    batch = actions.put_in(batch, [line.pk for line in lines], by=people["finance"])
    batch = actions.give_out(signed(batch, people, whole=True), by=people["cashier"])
    for line in lines[:4]:
        actions.hand_over(
            line, signed_by=line.name, first_witness="村示范", second_witness="艾测试",
            by=people["accountant"],
        )  # fmt: skip
