"""Entering, correcting and renewing: the law's conditions hold at once."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.actions import MediatorFacts
from niudai.disputes.models import Mediator
from niudai.kernel.refused import Refused
from tests.factories import AppointmentFactory, BodyFactory, MediatorFactory

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 1, 1), date(2027, 12, 31)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


def facts(**changes):
    given = {"name": "甄示例", "sex": "F", "born_on": date(1985, 6, 1), "phone": "13800000000"}
    return MediatorFacts(**{**given, **changes})


def add(body, *, by, since=SINCE, until=UNTIL, **changes):
    return actions.add_mediator(body, facts=facts(**changes), since=since, until=until, by=by)


def test_an_officer_puts_a_person_on_the_register_for_a_term(town, officer):
    mediator = add(BodyFactory(organisation=town), skills=["pay", "pay"], by=officer)
    assert (mediator.status, mediator.until, mediator.skills) == ("active", UNTIL, ["pay"])
    entry = Entry.objects.get(action="disputes.add_mediator")
    assert entry.personal["name"] == "甄示例" and "甄示例" not in str(entry.changes)


@pytest.mark.parametrize(
    ("born_on", "adult"), [(date(2008, 1, 1), True), (date(2008, 1, 2), False)]
)
def test_a_mediator_is_eighteen_on_the_first_day_of_the_term(town, officer, born_on, adult):
    body = BodyFactory(organisation=town)
    if adult:
        assert add(body, born_on=born_on, by=officer).pk
        return
    with pytest.raises(Refused):
        add(body, born_on=born_on, by=officer)
    assert not Mediator.objects.exists() and not Entry.objects.exists()


@pytest.mark.parametrize(
    ("until", "long_enough"),
    [(date(2026, 12, 31), True), (date(2026, 12, 30), False), (None, True)],
)
def test_a_term_lasts_at_least_a_year(town, officer, until, long_enough):
    body = BodyFactory(organisation=town)
    if long_enough:
        assert add(body, until=until, by=officer).pk
        return
    with pytest.raises(Refused):
        add(body, until=until, by=officer)
    assert not Mediator.objects.exists()


@pytest.mark.parametrize("until", [date(2028, 12, 30), date(2029, 1, 1), date(2027, 12, 31), None])
def test_the_term_in_a_peoples_mediation_committee_is_three_years(village, officer, until):
    body = BodyFactory(organisation=village, kind="people")
    with pytest.raises(Refused, match="2028-12-31"):
        add(body, until=until, by=officer)
    assert add(body, until=date(2028, 12, 31), by=officer).pk


def test_everyone_in_an_enterprise_committee_stands_for_a_side(enterprise, officer):
    body = BodyFactory(organisation=enterprise, kind="enterprise")
    with pytest.raises(Refused):
        add(body, by=officer)
    assert add(body, side="worker", by=officer).side == "worker"


def test_a_person_stands_once_on_the_register_of_a_body(town, officer):
    body = BodyFactory(organisation=town)
    add(body, by=officer)
    with pytest.raises(Refused):
        add(body, by=officer)
    assert add(BodyFactory(organisation=town), by=officer).pk


def test_a_wrong_phone_number_is_refused(town, officer):
    with pytest.raises(Refused):
        add(BodyFactory(organisation=town), phone="123", by=officer)
    assert not Mediator.objects.exists()


def test_an_account_of_another_organisation_does_not_work_the_cases(town, neighbour, officer):
    with pytest.raises(Refused):
        add(
            BodyFactory(organisation=town),
            appointment=AppointmentFactory(organisation=neighbour),
            by=officer,
        )
    assert not Mediator.objects.exists()


def test_nobody_enters_people_at_a_neighbour_or_without_the_permission(
    town, neighbour, officer, leader
):
    with pytest.raises(Refused):
        add(BodyFactory(organisation=neighbour), by=officer)
    with pytest.raises(Refused):
        add(BodyFactory(organisation=town), by=leader)
    assert not Mediator.objects.exists()


def test_a_closed_body_takes_nobody(town, officer):
    with pytest.raises(Refused):
        add(BodyFactory(organisation=town, closed_on=date(2026, 1, 1)), by=officer)


def test_a_correction_is_kept_and_personal_things_can_be_shredded(town, officer):
    mediator = add(BodyFactory(organisation=town), by=officer)
    actions.correct_mediator(mediator, facts=facts(phone="13900000000", full_time=True), by=officer)
    entry = Entry.objects.get(action="disputes.correct_mediator")
    assert entry.changes == {"full_time": [False, True]}
    assert entry.personal == {"phone": ["13800000000", "13900000000"]}


def test_a_correction_cannot_make_a_mediator_a_child(town, officer):
    mediator = add(BodyFactory(organisation=town), by=officer)
    with pytest.raises(Refused):
        actions.correct_mediator(mediator, facts=facts(born_on=date(2010, 1, 1)), by=officer)
    mediator.refresh_from_db()
    assert mediator.born_on == date(1985, 6, 1)


def test_a_renewal_that_follows_on_leaves_no_gap(town, officer):
    mediator = MediatorFactory(body=BodyFactory(organisation=town), until=date(2026, 12, 31))
    actions.renew_term(mediator, since=date(2027, 1, 1), until=date(2028, 12, 31), by=officer)
    mediator.refresh_from_db()
    assert (mediator.since, mediator.until) == (date(2024, 1, 1), date(2028, 12, 31))
    assert Mediator.objects.active(date(2026, 11, 22)).filter(pk=mediator.pk).exists()
    entry = Entry.objects.get(action="disputes.renew_term")
    assert entry.changes["before"] == ["2024-01-01", "2026-12-31"]


def test_a_renewal_after_a_gap_begins_anew(town, officer):
    mediator = MediatorFactory(body=BodyFactory(organisation=town), until=date(2026, 6, 30))
    actions.renew_term(mediator, since=date(2026, 11, 1), until=date(2028, 12, 31), by=officer)
    mediator.refresh_from_db()
    assert mediator.since == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2024, 1, 1), date(2030, 1, 1)),
        (date(2027, 1, 1), date(2027, 6, 30)),
        (date(2025, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_renewal_begins_and_ends_later_and_lasts_long_enough(town, officer, since, until):
    mediator = MediatorFactory(body=BodyFactory(organisation=town), until=date(2026, 12, 31))
    with pytest.raises(Refused):
        actions.renew_term(mediator, since=since, until=until, by=officer)
    mediator.refresh_from_db()
    assert (mediator.since, mediator.until) == (date(2024, 1, 1), date(2026, 12, 31))
    assert not Entry.objects.exists()
