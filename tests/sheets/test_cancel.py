"""Stopping an import, and what stays of it."""

import pytest

from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer
from niudai.sheets import actions, importing
from tests.sheets.conftest import GOOD, HEAD, worked

MANY = [HEAD, *([f"示例{n}有限公司", *GOOD[1:]] for n in range(50))]
pytestmark = pytest.mark.usefixtures("batches_of_20")


def test_an_import_stops_after_the_batch_in_hand(dry, clerk, monkeypatch):
    job = actions.start(dry(MANY), by=clerk)
    monkeypatch.setattr(importing, "step", cancelling(importing.step, clerk))

    job = worked(job)

    assert (job.state, job.done, job.counts) == ("cancelled", 20, {"new": {"": 20}})
    assert Employer.objects.count() == 20


def cancelling(step, by):
    def stepped(job, engine, rows):
        step(job, engine, rows)
        actions.cancel(job, by=by)

    return stepped


def test_what_was_stopped_goes_on_where_it_stood(dry, clerk, monkeypatch):
    job = actions.start(dry(MANY), by=clerk)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "step", cancelling(importing.step, clerk))
        job = worked(job)

    job = worked(actions.start(job, by=clerk))

    assert (job.state, job.done, job.counts) == ("done", 50, {"new": {"": 50}})
    assert Employer.objects.count() == 50


def test_what_was_stopped_can_be_undone(dry, clerk, monkeypatch):
    job = actions.start(dry(MANY), by=clerk)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "step", cancelling(importing.step, clerk))
        job = worked(job)

    assert worked(actions.ask_undo(job, by=clerk)).state == "undone"
    assert not Employer.objects.exists()


def test_an_import_nobody_has_in_hand_stops_at_once(brought, clerk):
    job = brought()
    actions.confirm_columns(job, columns=job.columns, by=clerk)

    assert actions.cancel(job, by=clerk).state == "cancelled"


def test_an_import_that_is_over_cannot_be_stopped(taken, clerk):
    with pytest.raises(Refused, match="nothing to cancel"):
        actions.cancel(taken(), by=clerk)
