"""A town with two mills, and whoever sets unions up in it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.formation import actions
from niudai.formation.actions import Result
from niudai.membership.actions import join
from niudai.membership.actions.persons import PersonFacts, enter_person
from tests.organisations.conftest import (
    K,
    actor_at,
    at_desk,
    city,
    city_officer,
    employer,
    neighbour,
    places,
    town,
    town_officer,
    union,
    unit,
    village,
)

__all__ = [
    "K", "actor_at", "at_desk", "city", "city_officer", "employer", "neighbour", "places", "town",
    "town_officer", "union", "unit", "village",
]  # fmt: skip

TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def village_officer(village):
    return actor_at(village.path, Role.VILLAGE_OFFICER, "村示范")


@pytest.fixture
def preparing(village, employer, village_officer):
    """A union for the employer, as it is begun: a group of three, everything said."""
    case = actions.prepare(
        superior=village, name="江阴示例纺织有限公司工会", employer=employer, members=180, women=60,
        unit_category="170", received_on=ago(40), by=village_officer,
    )  # fmt: skip
    for number, side in enumerate(("party", "workers", "union")):
        actions.add_preparer(
            case, name=f"筹示例{number}", side=side, leads=number == 0, by=village_officer
        )
    return actions.correct(case, seats=3, audit_seats=3, by=village_officer)


@pytest.fixture
def requested(preparing, village_officer):
    return actions.request(preparing, requested_on=ago(38), by=village_officer)


@pytest.fixture
def permitted(requested, town_officer):
    return actions.permit(
        requested, document="周工〔2026〕3号", permitted_on=ago(30), by=town_officer
    )


def stand(case, by, names=("主示例", "副示例", "委示例", "候示例"), seat="committee"):
    for name in names:
        actions.add_candidate(case, name=name, seat=seat, by=by)


@pytest.fixture
def listed(permitted, village_officer, town_officer):
    """Four candidates for three seats, and three for the audit, agreed to."""
    stand(permitted, village_officer)
    stand(permitted, village_officer, ("审一例", "审二例", "审三例"), seat="audit")
    stand(permitted, village_officer, ("女示例",), seat="women")
    case = actions.propose(permitted, proposed_on=ago(20), by=village_officer)
    return actions.consent(case, consented_on=ago(18), by=town_officer)


def results_of(case, chair="主示例"):
    """Everybody elected but the fourth candidate of the committee."""
    return [
        Result(
            candidate=each.pk,
            votes=20 if each.name == "候示例" else 150,
            elected=each.name != "候示例",
            post="chair" if each.name == chair else "member",
        )
        for each in case.candidates.all()
    ]


@pytest.fixture
def elected(listed, village_officer):
    return actions.elect(
        listed, meeting="members", entitled=180, present=170, results=results_of(listed),
        elected_on=ago(10), by=village_officer,
    )  # fmt: skip


@pytest.fixture
def reported(elected, village_officer):
    return actions.report(elected, reported_on=ago(9), by=village_officer)


@pytest.fixture
def approved(reported, town_officer):
    return actions.approve(
        reported, document="周工〔2026〕9号", approved_on=ago(5), by=town_officer
    )


@pytest.fixture
def standing(approved):
    """The union that came of it."""
    return approved.union


def member_of(organisation, name, by, number="", on=None):
    person = enter_person(PersonFacts(name=name, number=number), organisation=organisation, by=by)
    join(person, organisation=organisation, on=on or date(2026, 2, 3), by=by)
    person.refresh_from_db()
    return person
