"""A household with a file, money that fits, ceilings the county has entered, and the people."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from niudai.access.actor import officer
from niudai.access.permissions import Role
from niudai.assistance.aid import actions
from niudai.assistance.aid.kinds import papers_of
from niudai.funds import actions as money
from niudai.funds.models import Line
from tests.factories import HardshipFileFactory
from tests.funds.conftest import People, facts, result_file, row, stands
from tests.organisations.conftest import at_desk, city, neighbour, places, town, village

__all__ = [
    "at_desk", "city", "neighbour", "places", "result_file", "row", "stands", "town", "village",
]  # fmt: skip

TODAY = timezone.localdate()
ITEMS = ("living", "medical", "study", "accident", "urgent", "training")


def someone(path, role, name, user):
    return officer(name, role=role, scope=path, user_id=user, appointment_id=user,
                   organisation_id=1)  # fmt: skip


class Hands(People):
    """Who has a hand in it, each another person."""

    def __init__(self, village="0001.0001.0001.", town="0001.0001.", city="0001."):
        super().__init__(city)
        self.unit = someone(village, Role.VILLAGE_OFFICER, "村示例", 201)
        self.town = someone(town, Role.TOWN_OFFICER, "镇示例", 202)
        self.centre = someone(city, Role.ASSISTANCE_OFFICER, "帮示例", 203)
        self.leader = someone(city, Role.LEADER, "领示例", 204)


@pytest.fixture
def hands():
    return Hands()


def row_of_rule(rule_id, parameters, kind="threshold", evaluator="aid_cap", more=""):
    return f"""
[[rule]]
id = "{rule_id}"
kind = "{kind}"
title_zh = "示例规则"
title_en = "Example rule"
jurisdiction = "CN-320281"
sources = ["OWN"]
document = "澄总工发〔2026〕0号"
valid_from = 2026-01-01
{f"parameters = {parameters}" if parameters else ""}
{f'evaluator = "{evaluator}"' if evaluator else ""}
{more}
confidence = "V1"
status = "active"
"""


LINE = row_of_rule("DIBAO-URBAN", "{ fen = 100000 }", "parameter", "")
CEILINGS = (
    LINE,
    row_of_rule("AID-CAP-LIVING", '{ per = "household_year", months_of_dibao = 12 }'),
    row_of_rule(
        "AID-CAP-MEDICAL",
        '{ per = "household_year", share = "1", of = "self_paid", '
        'approval = [[2000000, "province"], [5000000, "national"]] }',
    ),
    row_of_rule(
        "AID-CAP-ACCIDENT",
        '{ per = "household_year", share = "0.15", of = "cost", year_fen = 1000000 }',
    ),
    row_of_rule("AID-CAP-STUDY", '{ per = "student_year", months_of_dibao = 10 }'),
    row_of_rule("AID-CAP-TRAINING", '{ per = "person_year", once_fen = 200000 }'),
    row_of_rule("AID-CAP-BASE", '{ per = "person_year", once_fen = 200000 }'),
    row_of_rule("AID-URGENT-LIMIT", '{ per = "person_year", once_fen = 300000 }'),
)

DAYS_FOR_PAPERS = row_of_rule(
    "AID-URGENT-PAPERS", "", "deadline", "",
    'event_zh = "先行发放"\nevent_en = "paid first"\nrole = "own_duty"\nparty_bound = "union"\n'
    'amount = 5\nunit = "working_day"',
)  # fmt: skip


def entered(folder, *rows):
    """The county has entered these rows with the number of its paper."""
    (folder / "aid.toml").write_text("".join(rows), encoding="utf-8")
    return override_settings(NIUDAI_LOCAL_RULES=str(folder))


@pytest.fixture
def ceilings(tmp_path):
    with entered(tmp_path, *CEILINGS):
        yield


@pytest.fixture
def file(village):
    return HardshipFileFactory(organisation=village)


def opened(place, hands, amount=10_000_000, items=ITEMS, **changes):
    source = money.plan(place, **facts(**changes), by=hands.clerk)
    for item in items:
        money.allow(source, item=item, by=hands.clerk)
    return money.receive(source, amount_fen=amount, document="进账单0001", by=hands.clerk)


@pytest.fixture
def source(city, hands):
    return opened(city, hands)


def facts_of(kind="living", amount=100_000, **changes):
    papers = [paper.id for paper in papers_of(kind, TODAY)]
    return {
        "kind": kind, "event": "2026年生活困难", "event_on": TODAY - timedelta(days=30),
        "asked_fen": amount, "papers": papers, "consented_on": TODAY, **changes,
    }  # fmt: skip


def taken(file, hands, kind="living", amount=100_000, **changes):
    return actions.take_down(file, **facts_of(kind, amount, **changes), by=hands.unit)


def asked(file, hands, kind="living", amount=100_000, **changes):
    return actions.submit(taken(file, hands, kind, amount, **changes), by=hands.unit)


def reviewed(case, hands, answer="已核对，不重复"):
    case = actions.give_opinion(case, opinion="情况属实", by=hands.unit)
    case = actions.check(case, opinion="同意", doubles_answer=answer, by=hands.town)
    return actions.review(case, opinion="拟同意", proposed_fen=case.asked_fen, by=hands.centre)


def decision(source, amount, **changes):
    return {"approved_fen": amount, "level": "centre", "source": source, **changes}


def approved(file, hands, source, kind="living", amount=100_000, **changes):
    case = reviewed(asked(file, hands, kind, amount, **changes), hands)
    return actions.approve(case, **decision(source, amount), by=hands.leader)


def sent(case, hands):
    """The payment of the case on its way to the bank, in a batch of its own."""
    batch = actions.batch_approved(
        case.source, item=case.line.item, name="救助发放", by=hands.clerk
    )  # fmt: skip
    batch = money.lock(batch, answer="已核对", by=hands.clerk)
    money.sign(batch, by=hands.head)
    batch = money.sign(batch, by=hands.vice)
    return money.send(batch, ending="csv", by=hands.cashier)


def answered(batch, hands, result="成功"):
    rows = [row(line, result, "账号不存在" if result == "失败" else "") for line in
            Line.objects.of(batch).order_by("pk")]  # fmt: skip
    brought = money.bring_results(batch, result_file(rows), by=hands.teller)
    return money.enter_results(brought, by=hands.teller)


def paid(file, hands, source, **changes):
    case = approved(file, hands, source, **changes)
    answered(sent(case, hands), hands)
    case.refresh_from_db()
    return case
