"""Giving a role and taking it back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.access.permissions import GRANTS, Role
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions.appointments import APART, SEATS, appoint, end_appointment
from niudai.organisations.models import Organisation
from tests.factories import BodyFactory, DisputeFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 1)


def give(role, organisation, by, user=None, **days):
    return appoint(
        user or UserFactory(), role=role, organisation=organisation, by=by,
        **{"since": SINCE, **days},
    )  # fmt: skip


def nothing_was_done():
    return not Entry.objects.exists()


def test_every_role_has_a_seat_and_permissions():
    assert set(SEATS) == set(Role) == set(GRANTS)
    assert all(SEATS.values())


def test_the_separated_roles_share_no_permission_to_change_and_to_check():
    administrator, auditor = (GRANTS[role] for role in APART)
    assert not any(name.endswith(":edit") for name in auditor)
    assert "audit:view" not in administrator


def test_an_administrator_appoints_and_the_log_says_whom_as_what_and_where(city, administrator):
    user = UserFactory(username="xin")
    made = give(Role.TOWN_OFFICER, city.town, administrator, user, until=date(2028, 12, 31))
    assert made.until == date(2028, 12, 31)
    entry = Entry.objects.get()
    assert (entry.action, entry.path) == ("access.appointed", city.town.path)
    assert entry.changes["role"] == "town_officer"
    assert entry.changes["user"] == "xin"


@pytest.mark.parametrize(
    ("role", "kind"),
    [(role, kind) for role in Role for kind in Organisation.Kind],
    ids=str,
)
def test_a_role_is_given_where_the_table_says_and_nowhere_else(role, kind, administrator, city):
    organisation = (
        city.federation if kind == "federation"
        else OrganisationFactory(parent=city.federation, kind=kind)
    )  # fmt: skip
    before = Appointment.objects.count()
    if kind in SEATS[role]:
        assert give(role, organisation, administrator).pk
    else:
        with pytest.raises(Refused):
            give(role, organisation, administrator)
        assert Appointment.objects.count() == before
        assert nothing_was_done()


def test_a_town_administrator_appoints_beneath_the_town_and_nowhere_else(city, someone):
    by = someone(Role.ADMINISTRATOR, city.town).actor()
    assert give(Role.VILLAGE_OFFICER, city.village, by).pk
    assert give(Role.TOWN_OFFICER, city.town, by).pk
    for role, organisation in ((Role.TOWN_OFFICER, city.neighbour), (Role.LEADER, city.federation)):
        with pytest.raises(Refused):
            give(role, organisation, by)


@pytest.mark.parametrize("post", ["town", "rights", "auditor", "village"])
def test_only_an_administrator_appoints(people, city, post):
    with pytest.raises(Refused):
        give(Role.VILLAGE_OFFICER, city.village, getattr(people, post).actor())
    assert nothing_was_done()


def test_nobody_appoints_themselves(people, city, administrator):
    with pytest.raises(Refused):
        give(Role.RIGHTS_OFFICER, city.federation, administrator, people.administrator.user)
    assert nothing_was_done()


@pytest.mark.parametrize(("first", "second"), [APART, APART[::-1]])
def test_nobody_is_administrator_and_auditor_at_the_same_time(city, administrator, first, second):
    user = UserFactory()
    give(first, city.federation, administrator, user, until=date(2026, 12, 31))
    with pytest.raises(Refused):
        give(second, city.federation, administrator, user, since=date(2026, 12, 31))
    assert give(second, city.federation, administrator, user, since=date(2027, 1, 1)).pk


def test_the_same_role_at_the_same_place_is_not_held_twice(city, administrator):
    user = UserFactory()
    give(Role.TOWN_OFFICER, city.town, administrator, user)
    with pytest.raises(Refused):
        give(Role.TOWN_OFFICER, city.town, administrator, user)
    assert user.appointments.count() == 1


def test_an_appointment_does_not_end_before_it_begins(city, administrator):
    with pytest.raises(Refused):
        give(Role.TOWN_OFFICER, city.town, administrator, until=SINCE - timedelta(days=1))


def test_an_ended_appointment_works_until_its_last_day_and_no_longer(people, administrator):
    today = timezone.localdate()
    end_appointment(people.town, by=administrator)
    held = Appointment.objects.filter(pk=people.town.pk)
    assert held.in_force(today).exists()
    assert not held.in_force(today + timedelta(days=1)).exists()
    assert Entry.objects.get().changes["until"] == [None, today.isoformat()]


def test_open_work_is_not_left_behind(people, city, administrator):
    DisputeFactory(body=BodyFactory(organisation=city.town), holder=people.town)
    with pytest.raises(Refused, match="1"):
        end_appointment(people.town, by=administrator)
    people.town.refresh_from_db()
    assert people.town.until is None
    assert nothing_was_done()


def test_a_last_day_in_the_future_leaves_time_to_hand_over(people, city, administrator):
    DisputeFactory(body=BodyFactory(organisation=city.town), holder=people.town)
    later = timezone.localdate() + timedelta(days=30)
    assert end_appointment(people.town, until=later, by=administrator).until == later


def test_nobody_ends_their_own_appointment(people, administrator):
    with pytest.raises(Refused):
        end_appointment(people.administrator, by=administrator)


def test_what_has_ended_is_not_ended_again(people, administrator):
    people.town.until = timezone.localdate() - timedelta(days=1)
    people.town.save()
    with pytest.raises(Refused):
        end_appointment(people.town, by=administrator)
