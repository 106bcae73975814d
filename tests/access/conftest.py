"""A small city with people in their posts, and a way to sign in as one of them."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.test import Client

from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from tests.factories import AppointmentFactory, OrganisationFactory, UserFactory

PASSWORD = "shan-he-7-bu-dui"


@dataclass
class City:
    federation: object
    town: object
    village: object
    neighbour: object


@pytest.fixture
def city(db):
    federation = OrganisationFactory(name="江示市总工会", short_name="市总")
    town = OrganisationFactory(parent=federation, name="周例镇总工会", short_name="周例镇")
    return City(
        federation=federation,
        town=town,
        village=OrganisationFactory(
            parent=town, kind="village", name="宗示村工会", short_name="宗示村"
        ),
        neighbour=OrganisationFactory(parent=federation, name="华例镇总工会", short_name="华例镇"),
    )


@pytest.fixture
def someone(city):
    """An account with its password, appointed to a role at an organisation."""

    def make(role, organisation, name="艾测试", **facts):
        user = UserFactory(name=name, **facts)
        user.set_password(PASSWORD)
        user.save()
        return AppointmentFactory(user=user, role=role, organisation=organisation)

    return make


@pytest.fixture
def people(city, someone):
    return SimpleNamespace(
        administrator=someone(Role.ADMINISTRATOR, city.federation, "管样本"),
        auditor=someone(Role.AUDITOR, city.federation, "审样本"),
        rights=someone(Role.RIGHTS_OFFICER, city.federation, "权样本"),
        town=someone(Role.TOWN_OFFICER, city.town, "镇样本"),
        village=someone(Role.VILLAGE_OFFICER, city.village, "村样本"),
        neighbour=someone(Role.TOWN_OFFICER, city.neighbour, "邻样本"),
    )


@pytest.fixture
def administrator(people):
    return people.administrator.actor()


@pytest.fixture
def as_(client):
    """A browser in which the holder of an appointment is signed in."""

    def sign_in(appointment: Appointment) -> Client:
        browser = Client()
        browser.force_login(appointment.user, "allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str):
    return client.post("/accounts/login/", {"login": user.username, "password": password}, **more)
