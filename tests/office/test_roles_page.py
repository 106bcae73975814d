"""The page of roles: what each may do, in words an inspector reads."""

import pytest

from niudai.access.permissions import GRANTS, Permission, Role
from niudai.office.permission_names import NAMES
from tests.disputes.conftest import browser_of
from tests.factories import AppointmentFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_every_permission_of_a_role_has_its_words():
    granted = {permission for held in GRANTS.values() for permission in held}
    assert granted - set(NAMES) == set()


def test_the_page_names_each_role_with_what_it_may_and_no_bare_codes():
    city = OrganisationFactory(kind="federation")
    keeper = AppointmentFactory(organisation=city, role=Role.ADMINISTRATOR).user
    page = browser_of(keeper).get("/office/accounts/roles/").content.decode()
    for role in Role:
        assert str(role.label) in page
    assert "decide on legal aid" in page
    assert [code for code in Permission if f">{code}" in page or f" {code} " in page] == []
