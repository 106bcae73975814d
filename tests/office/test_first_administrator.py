"""How a new installation gets the account that makes all the others."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from niudai.access.models import Appointment, User
from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from tests.factories import DivisionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
COUNTY = "320281000000"


@pytest.fixture
def federation(db):
    county = DivisionFactory(code=COUNTY, name="江阴市", level="county")
    return OrganisationFactory(name="江阴市总工会", division=county)


def make(**words):
    said = StringIO()
    words = {"username": "guanli", "name": "管示例", "county": "320281", **words}
    call_command("first_administrator", **words, stdout=said)
    return said.getvalue()


def test_the_first_administrator_signs_in_with_the_password_shown_and_must_change_it(federation):
    password = make().splitlines()[1].strip()

    held = Appointment.objects.get()
    assert (held.role, held.organisation) == (Role.ADMINISTRATOR, federation)
    client = Client()
    client.post("/accounts/login/", {"login": "guanli", "password": password})
    assert client.get("/office/").url == "/accounts/password/"
    log = Entry.objects.filter(action__in=["access.account_created", "access.appointed"])
    assert log.count() == 2
    assert all(password not in str(entry.content()) for entry in log)


def test_a_federation_that_has_an_administrator_gets_no_second_one_this_way(federation):
    make()
    with pytest.raises(Refused, match="管示例"):
        make(username="erhao", name="另示例")
    assert User.objects.count() == 1


def test_the_account_of_a_federation_whose_administrators_all_left_can_be_made_again(federation):
    make()
    User.objects.update(is_active=False)
    make(username="erhao", name="另示例")
    assert Appointment.objects.filter(user__username="erhao").exists()


def test_without_a_federation_no_account_is_made(db):
    with pytest.raises(Refused, match="set-up-federation"):
        make()
    assert not User.objects.exists()
    assert not Organisation.objects.exists()
