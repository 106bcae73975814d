"""Who has long work in hand, and who takes it over."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.sheets import actions, importing
from niudai.sheets.models import Import
from niudai.sheets.performing import perform, perform_next
from niudai.sheets.working import Lost, claim, claim_next, is_dead, put, worker_name
from tests.sheets.conftest import worked


@pytest.fixture
def waiting(brought, clerk):
    job = brought()
    return actions.confirm_columns(job, columns=job.columns, by=clerk)


def test_one_of_two_workers_gets_the_work(waiting):
    other = Import.objects.get(pk=waiting.pk)

    assert claim(waiting, "a:1:1")
    assert not claim(other, "b:2:2")


def test_work_in_living_hands_is_left_alone(waiting):
    claim(waiting, worker_name())

    assert claim_next("other:2:2") is None


def test_work_of_a_process_that_is_gone_is_taken_over_at_once(waiting):
    here, _pid, _born = worker_name().split(":")
    claim(waiting, f"{here}:{2**22 + 5}:1")

    assert claim_next(worker_name()) == waiting


def test_a_process_number_given_to_another_does_not_keep_the_work():
    here, pid, _born = worker_name().split(":")

    assert is_dead(f"{here}:{pid}:1")
    assert not is_dead(worker_name())
    assert not is_dead(f"elsewhere:{os.getpid()}:1")


def test_work_of_another_machine_is_taken_over_after_its_silence(waiting):
    claim(waiting, "elsewhere:1:1")
    assert claim_next("b:2:2") is None

    Import.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=6))

    assert claim_next("b:2:2") == waiting


def test_a_long_batch_of_a_living_process_is_not_taken_for_its_death(waiting):
    claim(waiting, worker_name())
    Import.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=6))

    assert claim_next("b:2:2") is None


def test_whoever_lost_the_work_writes_nothing_more(waiting):
    claim(waiting, "a:1:1")
    Import.objects.update(worker="b:2:2")

    with pytest.raises(Lost):
        put(waiting, done=5)
    perform(waiting)

    assert Import.objects.get().done == 0


def test_work_that_kills_its_worker_three_times_is_given_up_with_a_sentence(waiting):
    Import.objects.update(tries=3)

    job = worked(waiting)

    assert job.state == "failed"
    assert "stopped 3 times at the same place" in job.message


def test_an_error_of_the_program_is_written_into_the_row(waiting, monkeypatch, caplog):
    monkeypatch.setattr(importing, "run", lambda *_: 1 / 0)

    job = worked(waiting)

    assert (job.state, job.worker) == ("failed", "")
    assert "ZeroDivisionError" in caplog.text


def test_nothing_runs_under_an_appointment_that_is_over(waiting):
    Appointment.objects.update(until="2020-12-31")

    assert worked(waiting).message == "The appointment under which this was asked is over."


def test_a_worker_does_what_waits_and_then_finds_nothing(waiting):
    assert perform_next("a:1:1") == waiting
    assert Import.objects.get().state == "done"
    assert perform_next("a:1:1") is None
