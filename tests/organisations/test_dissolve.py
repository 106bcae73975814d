"""Dissolving a union: only when nothing hangs on it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from niudai.access.models import Appointment, User
from niudai.audit.models import Entry
from niudai.casework.models import WorkItem
from niudai.kernel.refused import Refused
from niudai.organisations.actions import dissolve
from niudai.organisations.models import Officer, Organisation, ServiceSite
from tests.organisations.conftest import actor_at, unit

TODAY = timezone.localdate()


def refused(organisation, sentence, by):
    with pytest.raises(Refused, match=sentence):
        dissolve(organisation, reason="企业注销", by=by)
    organisation.refresh_from_db()
    assert organisation.status == Organisation.Status.ACTIVE
    assert not Entry.objects.exists()


def test_a_union_on_which_nothing_hangs_is_dissolved(union, city_officer):
    gone = dissolve(union, reason="企业注销", on=date(2026, 3, 2), by=city_officer)

    assert (gone.status, gone.dissolved_on) == ("dissolved", date(2026, 3, 2))
    entry = Entry.objects.get(action="organisations.dissolve")
    assert (entry.changes["reason"], entry.changes["on"]) == ("企业注销", "2026-03-02")


def test_units_beneath_hold_it(village, union, city_officer):
    refused(village, "units beneath: 1", city_officer)


def test_a_dissolved_unit_beneath_holds_nothing(village, city_officer):
    unit("0001.0001.0001.0001.", "enterprise", "旧工会", "320281108200", village,
         status="dissolved", dissolved_on="2025-01-01")  # fmt: skip
    assert dissolve(village, reason="并村", by=city_officer).status == "dissolved"


def test_employers_hold_it(village, employer, city_officer):
    refused(village, "employers: 1", city_officer)


def test_a_serving_officer_holds_it_and_a_past_one_does_not(union, city_officer):
    officer = Officer.objects.create(
        organisation=union, name="贾样本", post="chair", since=TODAY - timedelta(days=400)
    )
    refused(union, "serving officers: 1", city_officer)
    officer.until = TODAY - timedelta(days=1)
    officer.save()
    assert dissolve(union, reason="企业注销", by=city_officer).status == "dissolved"


def test_an_open_service_site_holds_it(union, city_officer):
    ServiceSite.objects.create(
        organisation=union, name="职工之家", kind="point", address="x", hours="9–17"
    )
    refused(union, "service sites: 1", city_officer)


def test_open_work_holds_it_and_closed_work_does_not(union, city_officer):
    work = WorkItem.objects.create(
        kind="disputes.dispute", case_id=1, permission="dispute:view", title="甄示例",
        reference="澄周调〔2026〕0001 号", organisation=union, lies_at=union,
        stage="registered", stage_name="Registered", url="x", opened_on=TODAY,
    )  # fmt: skip
    refused(union, "open work: 1", city_officer)
    work.closed_on = TODAY
    work.save()
    assert dissolve(union, reason="企业注销", by=city_officer).status == "dissolved"


def test_an_appointment_in_force_holds_it(union, city_officer):
    user = User.objects.create(username="w", name="温")
    Appointment.objects.create(user=user, organisation=union, role="village_officer", since=TODAY)
    refused(union, "appointments: 1", city_officer)


def test_all_that_hangs_is_said_at_once(village, union, employer, city_officer):
    refused(village, "units beneath: 1.*employers: 1|employers: 1.*units beneath: 1", city_officer)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": " "}, "Say why"),
        ({"reason": "x", "on": TODAY + timedelta(days=1)}, "is in the future"),
    ],
)
def test_a_dissolution_has_a_reason_and_a_day_that_has_come(union, city_officer, said, sentence):
    with pytest.raises(Refused, match=sentence):
        dissolve(union, **said, by=city_officer)
    assert not Entry.objects.exists()


def test_it_is_dissolved_once(union, city_officer):
    dissolve(union, reason="企业注销", by=city_officer)
    with pytest.raises(Refused, match="is dissolved"):
        dissolve(union, reason="企业注销", by=city_officer)
    assert Entry.objects.count() == 1


def test_a_federation_is_not_dissolved(city, city_officer):
    refused(city, "federation is not dissolved", city_officer)


def test_a_neighbour_dissolves_nothing_here(union, neighbour):
    refused(union, "permission", actor_at(neighbour.path))
