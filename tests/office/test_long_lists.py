"""No list asks more of the database because it is longer: three rows cost as much as sixty."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from niudai.access.actor import CLOCK
from niudai.access.models import Appointment
from niudai.access.permissions import Permission, Role
from niudai.agreements.models import CollectiveAgreement
from niudai.audit.log import record
from niudai.casework.models import WorkItem
from niudai.disputes.models import Referral, Tip
from niudai.formation.models import Formation
from niudai.funds.actions import allow, plan, receive
from niudai.funds.models import Batch, Line, Source
from niudai.membership.models import Joining, Membership, MembershipTransfer, Merge, Pair, Person
from niudai.notices.models import Notice
from niudai.organisations.models import Employer, Organisation, ServiceSite
from niudai.sheets.models import Export, Import
from tests.factories import (
    AppointmentFactory,
    BodyFactory,
    DisputeFactory,
    MediatorFactory,
    OrganisationFactory,
    file_dispute,
)
from tests.funds.conftest import facts
from tests.organisations.conftest import actor_at, at_desk, city, neighbour, places, town, village

__all__ = ["at_desk", "city", "neighbour", "places", "town", "village"]

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FEW, MANY = 3, 60


def person(town: Organisation, number: int) -> Person:
    made = Person.objects.create(
        name=f"甄示例{number}", organisation=town, path=town.path, number_state="wrong"
    )
    Membership.objects.create(
        person=made, organisation=town, path=town.path, way="listed", since=TODAY
    )
    return made


def employer(town: Organisation, number: int, **more: Any) -> Employer:
    unit = OrganisationFactory(parent=town, kind="enterprise")
    return Employer.objects.create(
        name=f"示例{number}厂", organisation=unit, union=unit, division=unit.division,
        ownership="private", size="small", workers=30, **more,
    )  # fmt: skip


def wrong_code(town: Organisation, number: int) -> None:
    employer(town, number, credit_code=f"{number:018d}")


def without_union(town: Organisation, number: int) -> None:
    firm = employer(town, number, opened_on=TODAY - timedelta(days=900))
    Employer.objects.filter(pk=firm.pk).update(union=None)


def union(town: Organisation, number: int) -> None:
    past = {"term_from": date(2015, 1, 1), "term_until": date(2020, 1, 1)}
    OrganisationFactory(parent=town, kind="village", founded_on=date(2010, 1, 1), **past)


def site(town: Organisation, number: int) -> None:
    facts = {"kind": "point", "address": "示例路", "hours": "周一"}
    ServiceSite.objects.create(organisation=town, name=f"示例{number}点", **facts)


def pair(town: Organisation, number: int) -> None:
    Pair.objects.create(
        first=person(town, number), second=person(town, number), path=town.path,
        ground="name_birth", likelihood=70, found_on=TODAY,
    )  # fmt: skip


def merged(town: Organisation, number: int) -> None:
    Merge.objects.create(
        kept=person(town, number), gone=person(town, number), path=town.path, before="{}",
        merged_by="陈织",
    )  # fmt: skip


def joining(town: Organisation, number: int) -> None:
    Joining.objects.create(
        code=f"N7KQ-4M2P-{number:04d}", organisation=town, name="甄示例", number="", phone=""
    )


def transfer(town: Organisation, number: int) -> None:
    source = OrganisationFactory(parent=town, kind="enterprise")
    MembershipTransfer.objects.create(
        person=person(source, number), source=source, target=town, asked_on=TODAY,
        asked_from_source=True, asked_by="陈织", reason="换岗",
    )  # fmt: skip


def agreement(town: Organisation, number: int) -> None:
    firm = employer(town, number)
    CollectiveAgreement.objects.create(
        organisation=firm.organisation, employer=firm, kind="wage", name=f"示例{number}合同",
        signed_on=TODAY, since=TODAY, until=TODAY + timedelta(days=300),
    )  # fmt: skip


def body(town: Organisation, number: int) -> None:
    BodyFactory(organisation=OrganisationFactory(parent=town, kind="village"), kind="village")


def mediator(town: Organisation, number: int) -> None:
    MediatorFactory(body__organisation=OrganisationFactory(parent=town, kind="village"))


def dispute(town: Organisation, number: int) -> None:
    DisputeFactory(body__organisation=OrganisationFactory(parent=town, kind="village"))


def work(town: Organisation, number: int) -> None:
    file_dispute(BodyFactory(organisation=town), received_on=TODAY)


def referral(town: Organisation, number: int) -> None:
    place = OrganisationFactory(parent=town, kind="village")
    Referral.objects.create(
        reference=f"例转{number}", organisation=place, received_on=TODAY, stage="advised",
        consent_on=TODAY,
    )  # fmt: skip


def source(town: Organisation, number: int) -> Source:
    return Source.objects.create(
        reference=f"例资{number}", organisation=town, received_on=TODAY, name=f"示例{number}资金",
        kind="fiscal", document="财行〔2026〕12号", year=TODAY.year, purpose="示例", planned_fen=1,
        since=TODAY, until=TODAY, carry_over="carry",
    )  # fmt: skip


def batch(town: Organisation, number: int) -> None:
    Batch.objects.create(
        reference=f"例批{number}", organisation=town, received_on=TODAY, name=f"示例{number}批次",
        source=source(town, number),
    )  # fmt: skip


def payment(town: Organisation, number: int) -> None:
    Line.objects.create(
        source=source(town, number), organisation=town, name=f"甄示例{number}", snapshot="{}",
        amount_fen=100, item="living", reference="例定1", year=TODAY.year, decided_on=TODAY,
        decided_by="陈织",
    )  # fmt: skip


def booking(town: Organisation, number: int) -> None:
    clerk = actor_at(town.path, Role.FINANCE_OFFICER)
    planned = plan(town, **facts(), by=clerk)
    allow(planned, item="living", by=clerk)
    receive(planned, amount_fen=100, document="进账单", by=clerk)


def tip(town: Organisation, number: int) -> None:
    Tip.objects.create(organisation=town, employer=f"示例{number}厂", text="拖欠工资")


def sheet(town: Organisation, number: int) -> None:
    held = AppointmentFactory(organisation=town)
    Import.objects.create(
        kind="employers", organisation=town, appointment=held, by_name="陈织",
        file_name=f"{number}.xlsx", file=f"{number}.xlsx", size=1, sha256="0" * 64,
    )  # fmt: skip


def table(town: Organisation, number: int) -> None:
    held = Appointment.objects.filter(organisation=town, role=Role.TOWN_OFFICER).first()
    Export.objects.create(kind="people", organisation=town, appointment=held, by_name="陈织")


def notice(town: Organisation, number: int) -> None:
    held = Appointment.objects.filter(organisation=town).order_by("pk").first()
    Notice.objects.create(
        channel="in_app", organisation=town, recipient=held, subject=f"示例{number}", body="示例",
        url="", due_at=timezone.now(), delivered_at=timezone.now(),
    )  # fmt: skip


def failed_notice(town: Organisation, number: int) -> None:
    held = AppointmentFactory(organisation=town)
    Notice.objects.create(
        channel="sms", organisation=town, recipient=held, subject=f"示例{number}", body="示例",
        url="", due_at=timezone.now(), failed_at=timezone.now(), error="示例",
    )  # fmt: skip


def logged(town: Organisation, number: int) -> None:
    record("organisations.correct", town, by=CLOCK, name=[f"示例{number}", "示例"])


def account(town: Organisation, number: int) -> None:
    AppointmentFactory(organisation=OrganisationFactory(parent=town, kind="village"))


def union_case(town: Organisation, number: int) -> None:
    place = OrganisationFactory(parent=town, kind="village")
    WorkItem.objects.create(
        kind=Formation._meta.label_lower, case_id=number, permission=Permission.FORMATION_VIEW,
        reference=f"例建{number}", title="示例", organisation=place, lies_at=place,
        stage="preparing", stage_name="In preparation", url="/", opened_on=TODAY,
    )  # fmt: skip


# A page with what is asked of it → who opens it, and what makes one row more.
LISTS: dict[str, tuple[Role, Callable[[Organisation, int], Any]]] = {
    "people": (Role.TOWN_OFFICER, person),
    "people?number=wrong": (Role.TOWN_OFFICER, person),
    "people?q=示例": (Role.TOWN_OFFICER, person),
    "search?q=示例": (Role.TOWN_OFFICER, dispute),
    "duplicates": (Role.TOWN_OFFICER, pair),
    "merges": (Role.TOWN_OFFICER, merged),
    "joinings": (Role.TOWN_OFFICER, joining),
    "transfers": (Role.TOWN_OFFICER, transfer),
    "employers": (Role.TOWN_OFFICER, employer),
    "organisations": (Role.TOWN_OFFICER, union),
    "organisations?q=示例": (Role.TOWN_OFFICER, union),
    "service_sites": (Role.TOWN_OFFICER, site),
    "union_cases": (Role.TOWN_OFFICER, union_case),
    "union_duties": (Role.TOWN_OFFICER, union),
    "union_duties?list=overdue": (Role.TOWN_OFFICER, union),
    "union_duties?list=employers": (Role.TOWN_OFFICER, without_union),
    "coverage": (Role.TOWN_OFFICER, employer),
    "faults": (Role.TOWN_OFFICER, wrong_code),
    "faults/wrong_codes": (Role.TOWN_OFFICER, wrong_code),
    "faults/chairs": (Role.TOWN_OFFICER, union),
    "agreements": (Role.TOWN_OFFICER, agreement),
    "bodies": (Role.TOWN_OFFICER, body),
    "mediators": (Role.TOWN_OFFICER, mediator),
    "disputes": (Role.TOWN_OFFICER, dispute),
    "tips": (Role.TOWN_OFFICER, tip),
    "referrals": (Role.TOWN_OFFICER, referral),
    "my_work": (Role.TOWN_OFFICER, work),
    "my_work?whose=place": (Role.TOWN_OFFICER, work),
    "funds": (Role.FINANCE_OFFICER, source),
    "fund_batches": (Role.FINANCE_OFFICER, batch),
    "fund_lines": (Role.FINANCE_OFFICER, payment),
    "fund_ledger": (Role.FINANCE_OFFICER, booking),
    "imports": (Role.TOWN_OFFICER, sheet),
    "exports": (Role.TOWN_OFFICER, table),
    "notices": (Role.TOWN_OFFICER, notice),
    "delivery": (Role.AUDITOR, failed_notice),
    "log": (Role.AUDITOR, logged),
    "accounts": (Role.ADMINISTRATOR, account),
}


def address(page: str) -> str:
    path, _mark, query = page.partition("?")
    name, _slash, fault = path.partition("/")
    return f"{reverse('fault_rows', args=[fault]) if fault else reverse(name)}?{query}"


@pytest.mark.parametrize("page", LISTS)
def test_sixty_rows_cost_no_more_questions_than_three(page, town, at_desk):
    role, add = LISTS[page]
    browser = at_desk(town, role)
    lengths, asked = [], []
    for start, end in ((0, FEW), (FEW, MANY)):
        for number in range(start, end):
            add(town, number)
        browser.get(address(page))  # what is read once in a process is read
        with CaptureQueriesContext(connection) as questions:
            answer = browser.get(address(page))
        assert answer.status_code == 200
        lengths.append(len(answer.content))
        asked.append([question["sql"] for question in questions])

    # A page that shows all rows has counted them; a longer list asks for the number, once.
    assert len(asked[1]) - len(asked[0]) in (0, 1), "\n".join(asked[1])
    assert lengths[1] > lengths[0], "the rows are not on the page: nothing was proved"
