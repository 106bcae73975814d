"""A small network: the city, a town, a village, each with a body, a mediator and an officer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from niudai.access.actor import Actor
from niudai.access.models import User
from niudai.access.permissions import Role
from niudai.disputes import actions
from niudai.disputes.models import Dispute, MediationBody, Mediator
from niudai.organisations.models import Organisation
from tests.factories import (
    AppointmentFactory,
    BodyFactory,
    DivisionFactory,
    MediatorFactory,
    OrganisationFactory,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, kw_only=True)
class Post:
    """One level of the network: the union, its body, a mediator, and the officer there."""

    union: Organisation
    body: MediationBody
    mediator: Mediator
    officer: Actor


@dataclass(frozen=True, kw_only=True)
class Network:
    city: Post
    town: Post
    village: Post
    next_town: Post


def post(union: Organisation, kind: str, role: Role) -> Post:
    body = BodyFactory(organisation=union, kind=kind)
    appointment = AppointmentFactory(organisation=union, role=role)
    mediator = MediatorFactory(body=body, appointment=appointment, is_chair=True)
    return Post(union=union, body=body, mediator=mediator, officer=appointment.actor())


@pytest.fixture
def network(db: None) -> Network:
    county = DivisionFactory(code="320281000000", name="江阴市", level="county")
    city = OrganisationFactory(short_name="江阴市总工会", mark="澄", division=county)
    town = OrganisationFactory(parent=city, short_name="周庄镇总工会", mark="澄周")
    next_town = OrganisationFactory(parent=city, short_name="华士镇总工会", mark="澄华")
    village = OrganisationFactory(parent=town, kind="village", short_name="三房巷村工会", mark="")
    return Network(
        city=post(city, "city", Role.RIGHTS_OFFICER),
        town=post(town, "town", Role.TOWN_OFFICER),
        village=post(village, "village", Role.VILLAGE_OFFICER),
        next_town=post(next_town, "town", Role.TOWN_OFFICER),
    )


def application(post: Post, **changes: Any) -> dict[str, Any]:
    """An application taken down at this post's body."""
    facts: dict[str, Any] = {
        "body": post.body,
        "received_on": date(2026, 9, 14),
        "source": "walk-in",
        "cause": "pay",
        "facts": "拖欠 2026 年 6 月至 8 月工资。",
        "applicants": [actions.PartyFacts(name="甄示例", phone="13800000000", is_member=True)],
        "respondent": actions.PartyFacts(name="江阴示例纺织有限公司", phone="0510-86000000"),
        "claims": [actions.ClaimFacts(kind="overtime", text="加班工资", amount_fen=1_864_000)],
        "employment": Dispute.Employment.ENDED,
        "employment_ended_on": date(2026, 8, 31),
        "knew_on": date(2026, 8, 31),
        "by": post.officer,
    }
    return {**facts, **changes}


@pytest.fixture
def register(network: Network) -> Callable[..., Dispute]:
    def registered(at: str = "town", **changes: Any) -> Dispute:
        return actions.register(**application(getattr(network, at), **changes))

    return registered


@pytest.fixture
def accepted(network: Network, register: Callable[..., Dispute]) -> Callable[..., Dispute]:
    def accept(at: str = "town", on: date = date(2026, 9, 16), **changes: Any) -> Dispute:
        place: Post = getattr(network, at)
        dispute = register(at, **changes)
        actions.record_scope(dispute, in_scope=True, by=place.officer)
        actions.record_consent(
            dispute, side="respondent", given=True, given_on=dispute.received_on, by=place.officer
        )
        return actions.accept(dispute, accepted_on=on, by=place.officer)

    return accept


@pytest.fixture
def mediating(network: Network, accepted: Callable[..., Dispute]) -> Callable[..., Dispute]:
    def mediate(at: str = "town", **changes: Any) -> Dispute:
        place: Post = getattr(network, at)
        dispute = accepted(at, **changes)
        dispute = actions.assign(dispute, mediator=place.mediator, by=place.officer)
        return actions.hold_meeting(
            dispute,
            held_on=dispute.accepted_on,
            present="甄示例、施范文",
            minutes="双方到场，核对考勤。",
            identity_checked=True,
            by=place.officer,
        )

    return mediate


# --- the register: one officer a place ----------------------------------------------------


@pytest.fixture
def federation(db: None) -> Organisation:
    return OrganisationFactory(kind="federation", short_name="示例市")


@pytest.fixture
def town(federation: Organisation) -> Organisation:
    return OrganisationFactory(parent=federation, kind="town", short_name="周庄镇")


@pytest.fixture
def village(town: Organisation) -> Organisation:
    return OrganisationFactory(parent=town, kind="village", short_name="示例村")


@pytest.fixture
def enterprise(village: Organisation) -> Organisation:
    return OrganisationFactory(parent=village, kind="enterprise", short_name="示例纺织")


@pytest.fixture
def neighbour(federation: Organisation) -> Organisation:
    """Another town of the same city."""
    return OrganisationFactory(parent=federation, kind="town", short_name="华士镇")


@pytest.fixture
def officer(town: Organisation) -> Actor:
    """The town's union officer."""
    return AppointmentFactory(organisation=town, role=Role.TOWN_OFFICER).actor()


@pytest.fixture
def leader(federation: Organisation) -> Actor:
    """Someone who reads everything and changes nothing."""
    return AppointmentFactory(organisation=federation, role=Role.LEADER).actor()


@pytest.fixture
def sign_in(client: Any) -> Callable[..., Any]:
    """`sign_in(role, organisation)` gives a browser in which that officer is signed in."""

    def enter(role: Role, organisation: Organisation) -> Any:
        appointment = AppointmentFactory(organisation=organisation, role=role)
        client.force_login(appointment.user, BACKEND)
        return client

    return enter


# --- the pages ----------------------------------------------------------------------------


@pytest.fixture
def counter() -> Callable[..., Client]:
    """`counter(post)` is the browser of that post's officer, in English."""

    def at(post: Post) -> Client:
        return browser_of(User.objects.get(pk=post.officer.user_id))

    return at


@pytest.fixture
def browser_as() -> Callable[..., Client]:
    """`browser_as(role, organisation)` is the browser of somebody newly appointed there."""

    def appointed(role: Role, organisation: Organisation) -> Client:
        return browser_of(AppointmentFactory(organisation=organisation, role=role).user)

    return appointed


def browser_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, BACKEND)
    return client
