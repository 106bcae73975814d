"""The way of help in a browser: asked for, checked, decided, put in a batch, paid, received."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.assistance.aid.models import AidApplication
from niudai.funds import actions as money
from niudai.funds.models import Batch, Line, Source
from niudai.organisations.models import Organisation
from tests.assistance.aid.conftest import CEILINGS, DAYS_FOR_PAPERS
from tests.browser_journeys.people import Desk, fill
from tests.factories import AppointmentFactory, UserFactory
from tests.funds.conftest import row

HANDS = {
    "clerk": Role.FINANCE_OFFICER, "cashier": Role.FINANCE_OFFICER,
    "teller": Role.FINANCE_OFFICER, "leader": Role.LEADER, "head": Role.LEADER,
    "vice": Role.LEADER,
}  # fmt: skip
PLAN = {
    "name": "困难帮扶专项", "kind": "fiscal", "document": "财行〔2026〕12号", "year": 2026,
    "purpose": "困难职工帮扶", "planned_fen": 10_000_000, "since": date(2026, 1, 1),
    "until": date(2027, 6, 30), "carry_over": "carry", "planned_on": date(2026, 9, 1),
}  # fmt: skip


def enter_ceilings(folder: Path) -> None:
    """What the county has entered beside its line of poverty."""
    (folder / "aid.toml").write_text("".join((*CEILINGS[1:], DAYS_FOR_PAPERS)), encoding="utf-8")


def treasury(city: Organisation) -> dict[str, Appointment]:
    """Finance and leaders, each another person."""
    return {
        name: AppointmentFactory(
            user=UserFactory(username=name, name=name), organisation=city, role=role
        )
        for name, role in HANDS.items()
    }


def funded(city: Organisation, hands: dict[str, Appointment]) -> Source:
    clerk = hands["clerk"].actor()
    source = money.plan(city, **PLAN, by=clerk)
    for item in ("living", "urgent"):
        money.allow(source, item=item, by=clerk)
    return money.receive(source, amount_fen=5_000_000, document="进账单0001", by=clerk)


def asks(phone: Page) -> AidApplication:
    """From the phone, on the page of one's own file."""
    phone.click("a[href='/file/aid/']")
    fill(phone, kind="living", story="孩子开学后生活困难", asked_fen="1200", agreed=True)
    phone.click("main form button.btn-primary")
    phone.wait_for_url("**/file/")
    return AidApplication.objects.latest("pk")


def decided(desk: Desk, case: AidApplication, people: dict[str, Appointment]) -> None:
    """Village, town, county, leader: each on the page of the case."""
    yesterday = str(case.received_on - timedelta(days=1))
    desk.open(case, people["village"])
    desk.page.click(f"a[href='/office/aid/{case.pk}/correct/']")
    for paper in desk.page.locator("main [name=papers]").all():
        paper.check()
    desk.fills(event="2026年生活困难", event_on=yesterday)
    desk.does("submit")
    desk.does("give_opinion", opinion="情况属实")
    desk.open(case, people["town"])
    desk.does("check", opinion="同意", doubles_answer="已核对，不重复")
    desk.open(case, people["helper"])
    desk.does("review", opinion="拟同意")
    desk.open(case, people["leader"])
    desk.does("approve", level="centre")
    case.refresh_from_db()


def paid(desk: Desk, case: AidApplication, hands: dict[str, Appointment], folder: Path) -> None:
    """One list, two signatures, the bank's file and its answer: five people."""
    page = desk.page
    desk.sign_in(page, hands["clerk"])
    page.goto("/office/aid/waiting/")
    page.click("main td a.btn")
    fill(page, name="救助发放")
    page.click("main form button.btn-primary")
    page.wait_for_url("**/batches/*/")
    batch = Batch.objects.latest("pk")
    desk.open(batch, hands["clerk"])
    desk.does("lock", answer="已核对")
    for signer in ("head", "vice"):
        desk.open(batch, hands[signer])
        desk.does("sign")
    desk.open(batch, hands["cashier"])
    desk.does("send", ending="csv")
    desk.open(batch, hands["teller"])
    page.click(f"a[href='/office/funds/batches/{batch.pk}/results/']")
    fill(page, file=answer_of(batch, folder))
    page.click("main form button.btn-primary")
    page.wait_for_url("**/results/*/")
    page.click("main form button.btn-primary")
    page.wait_for_url(f"**{batch.get_absolute_url()}**")
    case.refresh_from_db()


def answer_of(batch: Batch, folder: Path) -> str:
    """What the bank sends back."""
    sent = Line.objects.of(batch).order_by("pk")
    lines: Any = [("编号", "户名", "金额", "结果", "原因"), *map(row, sent)]
    file = folder / "回单.csv"
    file.write_text("".join(",".join(each) + "\n" for each in lines), encoding="utf-8-sig")
    return str(file)
