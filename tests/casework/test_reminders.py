"""Reminders: once, in office hours, to whoever is responsible at that moment.

The application of 14 September 2026 must be decided by 17 September (ENT §22), and may go to
arbitration from 29 September (LMA §14), each the reminder day too.
"""

import json
import threading
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from niudai.access.actor import CLOCK
from niudai.casework.models import Deadline
from niudai.casework.moves import hold
from niudai.casework.reminders import remind, to_remind
from niudai.notices.models import Notice
from tests.casework.conftest import at
from tests.factories import AppointmentFactory


def run(*words):
    out, err = StringIO(), StringIO()
    call_command("send_reminders", *words, "--json", stdout=out, stderr=err)
    return json.loads(out.getvalue())


def reminders(recipient=None):
    rows = Notice.objects.filter(channel="in_app", subject__contains="受理期限")
    return rows.filter(recipient=recipient) if recipient else rows


def rolled(deadline):
    """The same deadline with its end moved past a holiday, as the law does."""
    deadline.natural_end, deadline.alarm_on = date(2026, 10, 1), date(2026, 9, 30)
    deadline.legal_end = date(2026, 10, 8)
    deadline.save()
    return deadline


def test_nobody_is_reminded_before_the_day(scene, clock):
    clock.move_to(at("2026-09-16 10:00"))
    assert run("--apply")["found"] == 0
    assert not reminders().exists()


def test_a_dry_run_reminds_nobody(scene, clock):
    clock.move_to(at("2026-09-17 10:00"))
    assert run()["found"] == 1
    assert not reminders().exists()
    assert Deadline.objects.filter(reminded_at=None).count() == Deadline.objects.count()


def test_the_office_is_reminded_once(scene, clock):
    clock.move_to(at("2026-09-17 10:00"))
    assert run("--apply")["done"] == 1
    assert run("--apply")["found"] == 0
    clock.move_to(at("2026-09-17 16:00"))
    assert run("--apply")["found"] == 0

    (notice,) = reminders()
    assert notice.recipient == scene.officer
    assert scene.dispute.reference in notice.body
    assert notice.url == scene.dispute.get_absolute_url()


def test_a_reminder_names_no_party(scene, clock):
    clock.move_to(at("2026-09-17 10:00"))
    run("--apply")
    notice = reminders().get()
    assert "甄示例" not in notice.subject + notice.body


@pytest.mark.parametrize("moment", ["2026-09-17 06:00", "2026-09-17 17:30", "2026-09-17 23:59"])
def test_nobody_is_reminded_outside_office_hours(scene, clock, moment):
    clock.move_to(at(moment))
    told = run("--apply")
    assert (told["found"], told["done"]) == (1, 0)
    assert not reminders().exists()


def test_nobody_is_reminded_on_a_day_off(scene, clock):
    deadline = rolled(Deadline.objects.get(rule_id="MED-ACCEPT"))
    clock.move_to(at("2026-10-05 10:00"))
    assert run("--apply")["done"] == 0
    deadline.refresh_from_db()
    assert deadline.reminded_at is None


def test_a_period_that_moved_is_told_again_on_its_last_day(scene, clock):
    rolled(Deadline.objects.get(rule_id="MED-ACCEPT"))
    told = []
    for moment in ("2026-09-30 10:00", "2026-09-30 11:00", "2026-10-08 10:00", "2026-10-08 15:00"):
        clock.move_to(at(moment))
        run("--apply")
        told.append(reminders().count())
    assert told == [1, 1, 2, 2]


def test_a_case_handed_over_reminds_whoever_has_it_now(scene, clock):
    successor = AppointmentFactory(organisation=scene.union)
    hold(scene.dispute, scene.officer, by=CLOCK)
    hold(scene.dispute, successor, by=CLOCK)
    clock.move_to(at("2026-09-17 10:00"))

    run("--apply")

    assert reminders(successor).count() == 1
    assert not reminders(scene.officer).exists()


def test_a_case_of_someone_who_left_reminds_the_whole_desk(scene, clock):
    gone = AppointmentFactory(organisation=scene.union, until=date(2026, 9, 16))
    colleague = AppointmentFactory(organisation=scene.union)
    hold(scene.dispute, gone, by=CLOCK)
    clock.move_to(at("2026-09-17 10:00"))

    run("--apply")

    told = set(reminders().values_list("recipient", flat=True))
    assert told == {scene.officer.pk, colleague.pk}


def test_a_paused_period_is_silent(scene, clock):
    Deadline.objects.update(paused_on=date(2026, 9, 15))
    clock.move_to(at("2026-09-17 10:00"))
    assert run("--apply")["found"] == 0


def test_one_bad_row_does_not_hide_the_rest(scene, clock):
    other = Deadline.objects.get(rule_id="MED-END-RCPT")
    rolled(other)
    Deadline.objects.filter(rule_id="MED-ACCEPT").update(
        rule_key="GONE@CN@2020-01-01", legal_end=date(2026, 9, 30), alarm_on=date(2026, 9, 30)
    )
    clock.move_to(at("2026-09-30 10:00"))
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 of 2 reminders failed"):
        call_command("send_reminders", "--apply", "--json", stdout=out, stderr=err)

    assert json.loads(out.getvalue())["done"] == 1
    assert "GONE@CN@2020-01-01" in err.getvalue()
    other.refresh_from_db()
    assert other.reminded_at is not None
    assert Deadline.objects.get(rule_id="MED-ACCEPT").reminded_at is None


def test_a_day_to_come_is_looked_at_and_not_acted_on(scene, clock):
    assert run("--as-of", "2026-09-17")["found"] == 1
    with pytest.raises(CommandError, match="--apply"):
        run("--as-of", "2026-09-17", "--apply")
    assert not reminders().exists()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_remind_once(scene, clock):
    clock.move_to(at("2026-09-17 10:00"))
    today = date(2026, 9, 17)
    ready = threading.Barrier(2)
    said = []

    def work():
        rows = to_remind(today)
        ready.wait()
        try:
            said.extend(remind(pk, today) for pk in rows)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(said) == [False, True]
    assert reminders().count() == 1
