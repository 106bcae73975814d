"""Training and appraisal, as the law wants them kept (ENT §32)."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.models import Appraisal, Training
from niudai.kernel.refused import Refused
from tests.factories import BodyFactory, MediatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


@pytest.fixture
def mediator(town):
    return MediatorFactory(body=BodyFactory(organisation=town))


def train(mediator, *, by, hours=8, held_on=date(2026, 5, 6)):
    return actions.record_training(
        mediator, held_on=held_on, subject="调解技巧", hours=hours, by=by
    )


def test_the_hours_of_trainings_add_up(mediator, officer):
    train(mediator, by=officer)
    train(mediator, hours=4, by=officer)
    mediator.refresh_from_db()
    assert mediator.training_hours == 12 and Training.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"held_on": date(2026, 11, 23)}])
def test_a_training_has_hours_and_has_taken_place(mediator, officer, wrong):
    with pytest.raises(Refused):
        train(mediator, by=officer, **wrong)
    mediator.refresh_from_db()
    assert mediator.training_hours == 0 and not Entry.objects.exists()


def test_a_second_appraisal_of_a_year_replaces_the_first_and_the_log_keeps_both(mediator, officer):
    actions.record_appraisal(mediator, year=2025, result="good", by=officer)
    actions.record_appraisal(mediator, year=2025, result="excellent", by=officer)
    mediator.refresh_from_db()
    assert mediator.appraisal == "excellent" and Appraisal.objects.get().result == "excellent"
    last = Entry.objects.order_by("number").last()
    assert last.changes["result"] == ["good", "excellent"]


def test_the_register_shows_the_newest_year_whatever_is_entered_last(mediator, officer):
    actions.record_appraisal(mediator, year=2025, result="good", by=officer)
    actions.record_appraisal(mediator, year=2024, result="poor", by=officer)
    mediator.refresh_from_db()
    assert mediator.appraisal == "good"


@pytest.mark.parametrize(("year", "result"), [(2023, "good"), (2027, "good"), (2025, "great")])
def test_only_years_of_the_office_are_appraised(mediator, officer, year, result):
    with pytest.raises(Refused):
        actions.record_appraisal(mediator, year=year, result=result, by=officer)
    assert not Appraisal.objects.exists() and not Entry.objects.exists()


def test_the_neighbour_records_nothing(neighbour, officer):
    mediator = MediatorFactory(body=BodyFactory(organisation=neighbour))
    with pytest.raises(Refused):
        train(mediator, by=officer)
    assert not Training.objects.exists()
