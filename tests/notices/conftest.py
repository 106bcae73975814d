"""A town union with two officers and a clerk of the federation above it."""

from types import SimpleNamespace

import pytest

from niudai.access.permissions import Role
from tests.factories import AppointmentFactory, OrganisationFactory


@pytest.fixture
def town(db):
    federation = OrganisationFactory()
    union = OrganisationFactory(parent=federation)
    return SimpleNamespace(
        federation=federation,
        union=union,
        officer=AppointmentFactory(organisation=union, user__email="ai@example.org"),
        colleague=AppointmentFactory(organisation=union, user__phone="13800000009"),
        leader=AppointmentFactory(organisation=union, role=Role.LEADER),
        clerk=AppointmentFactory(organisation=federation, role=Role.RIGHTS_OFFICER),
    )
