"""A federation with a grant, and the people between whom its money passes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from niudai.access.actor import officer
from niudai.access.permissions import Role
from niudai.funds import actions
from niudai.funds.ledger import standings
from niudai.funds.models import Line
from niudai.funds.payable import Payable
from tests.organisations.conftest import at_desk, city, neighbour, places, town, village

__all__ = ["at_desk", "city", "neighbour", "places", "town", "village"]

TODAY = timezone.localdate()
CARD = "6222000000000000001"


def actor(path, role, name, user):
    return officer(name, role=role, scope=path, user_id=user, appointment_id=user,
                   organisation_id=1)  # fmt: skip


class People:
    """Everybody who has a hand in it, each another person."""

    def __init__(self, path="0001."):
        self.clerk = actor(path, Role.FINANCE_OFFICER, "资示例", 101)
        self.cashier = actor(path, Role.FINANCE_OFFICER, "付示例", 102)
        self.teller = actor(path, Role.FINANCE_OFFICER, "录示例", 103)
        self.decider = actor(path, Role.LEADER, "决示例", 104)
        self.head = actor(path, Role.LEADER, "签示例", 105)
        self.vice = actor(path, Role.LEADER, "副示例", 106)
        self.auditor = actor(path, Role.AUDITOR, "沈计样", 107)


@pytest.fixture
def people():
    return People()


def facts(**changes):
    return {
        "name": "困难帮扶专项", "kind": "fiscal", "document": "财行〔2026〕12号",
        "year": TODAY.year, "purpose": "困难职工帮扶", "planned_fen": 10_000_000,
        "since": TODAY - timedelta(days=300), "until": TODAY + timedelta(days=300),
        "carry_over": "carry", "planned_on": TODAY - timedelta(days=100),
        **changes,
    }  # fmt: skip


def opened(city, people, amount=10_000_000, **changes):
    """A source that may pay living aid, warmth and study, with money in it."""
    source = actions.plan(city, **facts(**changes), by=people.clerk)
    for item in ("living", "warmth", "study", "accident"):
        actions.allow(source, item=item, by=people.clerk)
    return actions.receive(source, amount_fen=amount, document="进账单0001", by=people.clerk)


@pytest.fixture
def source(city, people):
    return opened(city, people)


def payable(number=1, amount=50_000, **changes):
    name = f"甄示例{number}"
    return Payable(
        **{
            "amount_fen": amount, "item": "living", "reference": f"澄救〔2026〕{number:04d}号",
            "name": name, "number": f"32028119900307{number:04d}", "card_name": name,
            "card": f"62220000000000{number:05d}", "bank": "江阴示例银行",
            "facts": {"household": "H1"}, **changes,
        }
    )  # fmt: skip


def committed(source, people, number=3, amount=None, **changes):
    """Lines of rising amounts, so that they are not an even distribution."""
    return actions.commit(
        source,
        [payable(n, amount or 50_000 + n, **changes) for n in range(1, number + 1)],
        origin="tests.aid", by=people.decider,
    )  # fmt: skip


def drafted(source, people, lines, manner="bank"):
    batch = actions.open_batch(source, name="十一月生活救助", manner=manner, by=people.clerk)
    return actions.put_in(batch, [line.pk for line in lines], by=people.clerk)


def approved(source, people, lines, manner="bank"):
    batch = actions.lock(drafted(source, people, lines, manner), by=people.clerk)
    actions.sign(batch, by=people.head)
    return actions.sign(batch, by=people.vice)


def sent(source, people, lines, ending="csv", manner="bank"):
    batch = approved(source, people, lines, manner)
    return actions.send(batch, ending=ending, by=people.cashier)


def result_file(rows, name="回单.csv"):
    """What a bank sends back: number, holder, amount, result, reason."""
    text = "编号,户名,金额,结果,原因\n" + "".join(",".join(row) + "\n" for row in rows)
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


def row(line, result="成功", reason="", amount=None):
    return (line.code, line.name, amount or f"{line.amount_fen / 100:.2f}", result, reason)


def answered(batch, people, failed=()):
    lines = Line.objects.of(batch).order_by("pk")
    rows = [row(line, "失败", "账号不存在") if line.pk in failed else row(line) for line in lines]
    brought = actions.bring_results(batch, result_file(rows), by=people.teller)
    return actions.enter_results(brought, by=people.teller)


def stands(source):
    return standings([source])[source.pk]
