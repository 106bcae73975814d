"""A covered number is shown for a reason, to someone who may, and the log keeps both."""

import pytest

from niudai.access.permissions import Role
from niudai.audit.models import Entry
from niudai.audit.revealing import reveal
from niudai.kernel.refused import Refused
from tests.factories import AppointmentFactory, BodyFactory, DisputeFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NUMBER = "13812345678"


@pytest.fixture
def town():
    return OrganisationFactory(parent=OrganisationFactory())


@pytest.fixture
def party(town):
    dispute = DisputeFactory(body=BodyFactory(organisation=town))
    party = dispute.parties.first()
    party.phone = NUMBER
    party.save()
    return party


def officer(place, role=Role.TOWN_OFFICER):
    return AppointmentFactory(organisation=place, role=role).actor()


def ask(party, by, reason="核对身份", field="phone"):
    return reveal(party, field, reason=reason, by=by, path=party.dispute.organisation.path)


def test_the_number_is_given_and_who_why_and_which_is_kept(party, town):
    assert ask(party, officer(town)) == NUMBER
    entry = Entry.objects.get()
    assert entry.action == "personal.reveal"
    assert entry.changes == {"field": "phone"}
    assert entry.personal == {"reason": "核对身份"}
    assert entry.path == town.path
    assert NUMBER not in str(Entry.objects.values().get())


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_without_a_reason_it_stays_covered(party, town, reason):
    with pytest.raises(Refused):
        ask(party, officer(town), reason)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_role_that_may_not_reveal_is_refused(party, town, role):
    with pytest.raises(Refused):
        ask(party, officer(town, role))
    assert not Entry.objects.exists()


def test_a_neighbour_is_refused(party, town):
    with pytest.raises(Refused):
        ask(party, officer(OrganisationFactory(parent=town.parent)))
    assert not Entry.objects.exists()


def test_a_record_of_which_the_place_is_unknown_stays_covered(party, town):
    with pytest.raises(Refused):
        reveal(party, "phone", reason="核对身份", by=officer(town))


def test_a_field_that_is_not_covered_is_a_mistake_of_the_program(party, town):
    with pytest.raises(ValueError, match="name"):
        ask(party, officer(town), field="name")
    assert not Entry.objects.exists()
