"""A county of two towns, and people who act in it."""

from datetime import date

import pytest
from django.test import Client

from niudai.access.actor import Actor, officer
from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from niudai.organisations.models import Division, Employer, Organisation

L = Division.Level
K = Organisation.Kind
PLACES = [
    ("320000000000", "江苏省", L.PROVINCE, None),
    ("320200000000", "无锡市", L.PREFECTURE, "320000000000"),
    ("320281000000", "江阴市", L.COUNTY, "320200000000"),
    ("320281107000", "华士镇", L.TOWN, "320281000000"),
    ("320281107200", "勤丰村村委会", L.VILLAGE, "320281107000"),
    ("320281108000", "周庄镇", L.TOWN, "320281000000"),
    ("320281108200", "倪家巷村村委会", L.VILLAGE, "320281108000"),
    ("320281108201", "山泉村村委会", L.VILLAGE, "320281108000"),
]


def actor_at(path, role=Role.ORGANISATION_OFFICER, name="陈织") -> Actor:
    return officer(name, role=role, scope=path, user_id=1, appointment_id=1, organisation_id=1)


def unit(path, kind, name, place, parent=None, **more):
    return Organisation.objects.create(
        path=path, kind=kind, name=name, short_name=name, division_id=place, parent=parent, **more
    )


@pytest.fixture
def places(db):
    Division.objects.bulk_create(
        Division(code=code, name=name, level=level, parent_id=parent)
        for code, name, level, parent in PLACES
    )


@pytest.fixture
def city(places):
    return unit("0001.", K.FEDERATION, "江阴市总工会", "320281000000", mark="澄")


@pytest.fixture
def town(city):
    return unit("0001.0001.", K.TOWN, "周庄镇总工会", "320281108000", city, mark="澄周")


@pytest.fixture
def neighbour(city):
    return unit("0001.0002.", K.TOWN, "华士镇总工会", "320281107000", city, mark="澄华")


@pytest.fixture
def village(town):
    return unit("0001.0001.0001.", K.VILLAGE, "倪家巷村工会联合会", "320281108200", town)


@pytest.fixture
def union(village):
    return unit("0001.0001.0001.0001.", K.ENTERPRISE, "示例纺织工会", "320281108200", village)


@pytest.fixture
def employer(village):
    return Employer.objects.create(
        name="江阴示例纺织有限公司", credit_code="91320281MA1TEST01T", organisation=village,
        division_id="320281108200", industry="17", ownership="private", size="medium", workers=210,
    )  # fmt: skip


@pytest.fixture
def city_officer(city):
    return actor_at(city.path)


@pytest.fixture
def town_officer(town):
    """May put employers on record, but not change the tree."""
    return actor_at(town.path, Role.TOWN_OFFICER, "艾测试")


@pytest.fixture
def at_desk(db):
    """`at_desk(organisation, role)`: the browser of someone appointed there, in English."""

    def sign_in(organisation, role=Role.ORGANISATION_OFFICER):
        user = User.objects.create(username=f"u{User.objects.count()}", name="陈织")
        Appointment.objects.create(
            user=user, organisation=organisation, role=role, since=date(2026, 1, 1)
        )
        browser = Client(headers={"accept-language": "en"})
        browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in
