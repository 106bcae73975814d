"""A rule rests for a time by a paper, and holds again."""

from datetime import date

import pytest
from django.test import Client

from niudai.access.models import actor_of
from niudai.access.permissions import Role
from niudai.kernel.refused import Refused
from niudai.rulebook import actions
from niudai.rulebook.entered import suspended
from niudai.rulebook.models import Suspension
from niudai.rulebook.rules import from_files, nearest
from tests.factories import AppointmentFactory, OrganisationFactory

PAPER = {
    "jurisdiction": "CN-320281", "valid_from": date(2026, 2, 1), "valid_to": date(2026, 4, 30),
    "document": "示例文〔2026〕9 号", "issuer": "示例机关", "seen_on": date(2026, 2, 1),
}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts():
    city = OrganisationFactory(kind="federation")
    return [
        AppointmentFactory(role=role, organisation=city)
        for role in (Role.ASSISTANCE_OFFICER, Role.LEADER)
    ]


@pytest.fixture
def people(posts):
    return [actor_of(post.user, on=date.today()) for post in posts]


def publicity():
    return nearest("HARDSHIP-PUBLICITY", on=date(2026, 3, 1), rules=from_files())


def test_the_step_rests_between_the_days_once_it_is_confirmed(people):
    officer, leader = people
    row = actions.suspend(publicity(), **PAPER, by=officer)
    assert suspended("HARDSHIP-PUBLICITY", on=date(2026, 3, 1)) is None
    with pytest.raises(Refused, match="another person"):
        actions.confirm_suspension(row, by=officer)
    actions.confirm_suspension(row, by=leader)

    rests = suspended("HARDSHIP-PUBLICITY", on=date(2026, 3, 1))
    assert rests is not None and "示例文〔2026〕9 号" in rests.sentence
    assert suspended("HARDSHIP-PUBLICITY", on=date(2026, 5, 1)) is None
    assert suspended("HARDSHIP-REVIEW", on=date(2026, 3, 1)) is None


def test_a_suspension_is_ended_with_a_reason(people):
    officer, leader = people
    row = actions.suspend(publicity(), **PAPER, by=officer)
    actions.confirm_suspension(row, by=leader)
    actions.lift_suspension(row, reason="疫情结束", by=leader)
    assert suspended("HARDSHIP-PUBLICITY", on=date(2026, 3, 1)) is None


def test_the_law_is_not_suspended(people):
    law = nearest("MED-END-ACC", on=date(2026, 3, 1), rules=from_files())
    with pytest.raises(Refused, match="does not suspend"):
        actions.suspend(law, **PAPER, by=people[0])
    assert not Suspension.objects.exists()


def test_a_rule_is_suspended_on_the_pages(posts):
    clients = []
    for post in posts:
        client = Client(headers={"accept-language": "en"})
        client.force_login(post.user, "allauth.account.auth_backends.AuthenticationBackend")
        clients.append(client)
    officer, leader = clients
    said = {name: str(value) for name, value in PAPER.items()}
    answer = officer.post("/office/rules/HARDSHIP-PUBLICITY/suspend/", said, follow=True)
    assert "You entered it" in answer.content.decode()
    row = Suspension.objects.get()
    leader.post(f"/office/rules/suspended/{row.pk}/confirm/")
    assert "示例文〔2026〕9 号" in leader.get("/office/rules/suspended/").content.decode()
    leader.post(f"/office/rules/suspended/{row.pk}/lift/", {"reason": "示例"})
    assert Suspension.objects.get().state == "withdrawn"
