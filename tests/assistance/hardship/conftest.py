"""A household in need, the officers of three levels, and a county that has entered its rules."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from niudai.access.actor import officer, party
from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Consent
from tests.organisations.conftest import (
    at_desk,
    city,
    employer,
    neighbour,
    places,
    town,
    union,
    village,
)
from tests.rulebook.test_local_rules import LINE, confirmed

__all__ = ["at_desk", "city", "employer", "neighbour", "places", "town", "union", "village"]

TODAY = timezone.localdate()
WORKER = {
    "name": "甄困难", "number": "320281198801010023", "phone": "13800000003", "nation": "01",
    "politics": "13", "marriage": "30", "registration": "urban", "insurance": "employee",
    "model_worker": "none", "status": "working", "health": "cancer", "illness": "示例病情",
}  # fmt: skip
SON = {
    "relation": "20", "name": "甄小示", "number": "320281201506010017", "unit": "江阴市示例小学",
}  # fmt: skip
FATHER = {"relation": "51", "name": "甄老示", "number": "32028119550101001X"}
FACTS = {
    "is_member": True, "industry": "12", "work_since": date(2010, 3, 1), "cause": "6",
    "other_contact": "0510-86000000", "registered_at": "江阴市周庄镇", "address": "示例路 1 号",
    "housing": "rent", "story": "示例情况", "bank": "江阴示例农村商业银行",
    "card": "6228480000000000123", "card_name": "甄困难",
}  # fmt: skip
DECLARED = {
    "dwellings": 1, "shop": False, "employs_others": False, "private_school": False,
    "own_vehicle": False, "own_fault": False, "refuses_work": False, "refuses_check": False,
}  # fmt: skip
NEEDED = ("processing", "sensitive", "check", "commitment")


def ago(days):
    return TODAY - timedelta(days=days)


class People:
    """Everybody who has a hand in a file, each another person."""

    def __init__(self, city, town, village):
        V, T, A = Role.VILLAGE_OFFICER, Role.TOWN_OFFICER, Role.ASSISTANCE_OFFICER
        posts = (
            ("unit", "村示范", V, village), ("visitor", "访示例", V, village),
            ("town", "艾测试", T, town), ("city", "帮示例", A, city), ("helper", "扶样本", A, city),
            ("leader", "林导示", Role.LEADER, city), ("auditor", "沈计样", Role.AUDITOR, city),
        )  # fmt: skip
        for number, (word, name, role, place) in enumerate(posts, start=201):
            one = officer(name, role=role, scope=place.path, user_id=number,
                          appointment_id=number, organisation_id=place.pk)  # fmt: skip
            setattr(self, word, one)
        self.worker = party("applicant", at=village.path)


@pytest.fixture
def people(city, town, village):
    return People(city, town, village)


@pytest.fixture
def rules(tmp_path):
    """The county has entered the line and the tests with the numbers of its papers."""
    names = ["HARDSHIP-CATEGORY", "HARDSHIP-DEEP", "HARDSHIP-RELATIVE", "HARDSHIP-ACCIDENT",
             "INCOME-ITEMS", "RIGID-ITEMS", "EXCL-DWELLINGS"]  # fmt: skip
    rows = LINE + "".join(map(confirmed, names))
    (tmp_path / "hardship.toml").write_text(rows, encoding="utf-8")
    with override_settings(NIUDAI_LOCAL_RULES=str(tmp_path)):
        yield


def begun(village, people, received_on=None, **changes):
    """Taken down at the counter: the worker alone."""
    return actions.take_down(
        organisation=village, worker={**WORKER, **changes}, received_on=received_on or ago(60),
        by=people.unit,
    )  # fmt: skip


def filled(file, by, income=6_000_000, rigid=2_700_000):
    """The whole form: I1 of the worked examples, three people."""
    actions.correct(file, **FACTS, by=by)
    for one in (SON, FATHER):
        actions.add_member(file, **one, by=by)
    actions.add_money(file, side="income", item="wage", amount_fen=income, by=by)
    if rigid:
        actions.add_money(file, side="rigid", item="medical", amount_fen=rigid, by=by)
    return actions.declare(file, **DECLARED, by=by)


def agreed(file, by, kinds=(*NEEDED, "publicity")):
    for kind in kinds:
        actions.give_consent(file, kind=kind, given_by="甄困难", given_on=file.received_on, by=by)
    son = file.members.get(relation="20")
    kind = Consent.Kind.GUARDIAN
    actions.give_consent(
        file, kind=kind, member=son, given_by="甄困难", given_on=file.received_on, by=by
    )


@pytest.fixture
def draft(village, people):
    return begun(village, people)


@pytest.fixture
def complete(draft, people):
    filled(draft, people.unit)
    agreed(draft, people.unit)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def submitted(complete, people):
    return actions.submit(complete, on=ago(59), by=people.unit)


VISIT = {
    "first_surveyor": "访示例", "second_surveyor": "陪示例", "first_signature": "访示例",
    "second_signature": "陪示例", "findings": "租住一间，家中有病人", "conclusion": "属实",
}  # fmt: skip
POSTED = {"places": "单位公告栏、社区公告栏", "telephone": "0510-86000000"}


@pytest.fixture
def assessment(city, people):
    return actions.record_assessment(
        city, title="困难职工公示个人信息保护影响评估", document="澄总工发〔2026〕1号",
        made_on=ago(90), by=people.city,
    )  # fmt: skip


@pytest.fixture
def accepted(submitted, people):
    return actions.accept(submitted, opinion="材料齐全", on=ago(58), by=people.unit)


def visited(file, people, day=None):
    return actions.survey(
        file, client_id=uuid4(), visited_on=day or ago(56), **VISIT, by=people.visitor
    )


@pytest.fixture
def surveyed(accepted, people):
    return visited(accepted, people)


@pytest.fixture
def published(surveyed, assessment, rules, people):
    return actions.publish_unit(surveyed, on=ago(50), **POSTED, by=people.unit)


@pytest.fixture
def at_town(published, people):
    return actions.end_publicity(published, by=people.unit)


@pytest.fixture
def at_match(at_town, people):
    return actions.review(at_town, opinion="同意", stamped=True, by=people.town)


@pytest.fixture
def at_decision(at_match, people):
    actions.ask_match(at_match, by=people.helper)
    return actions.match(at_match, outcome="fits", by=people.helper)


@pytest.fixture
def decided(at_decision, people):
    return actions.approve(at_decision, opinion="同意", by=people.city)


def on_day(day, hour=10):
    """The clock on the wall stands at an hour of this day."""
    return time_machine.travel(
        datetime.combine(day, time(hour), tzinfo=ZoneInfo("Asia/Shanghai")), tick=False
    )
