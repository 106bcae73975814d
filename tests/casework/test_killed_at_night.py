"""Kill -9 in the middle of a run: nothing half-done, nothing twice, and the next run goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from niudai.audit.log import faults
from niudai.casework.models import Deadline
from niudai.notices.models import Notice
from tests.factories import file_dispute

ROOT = Path(__file__).resolve().parents[2]
CASES = 60


def database_url():
    """The database of this test, as another process names it."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    port = f"&port={facts['PORT']}" if facts["PORT"] else ""
    return f"postgres://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}{port}"


def started(moment, *words):
    line = [sys.executable, "-m", "tests.casework.night_run", moment, *words]
    environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": database_url()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def wait_for(run, condition):
    """Until the condition holds or the run is over; False when it never ends."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if run.poll() is not None or condition():
            return True
        time.sleep(0.002)
    return False


def said():
    """Case number → how many reminders its desk has in the box."""
    rows = Notice.objects.filter(channel="in_app", subject__contains="受理期限")
    numbers = list(rows.values_list("reference", flat=True))
    return {number: numbers.count(number) for number in numbers}


def reminded():
    return Deadline.objects.filter(rule_id="MED-ACCEPT").exclude(reminded_at=None)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_reminder_run_killed_again_and_again_reminds_of_each_case_once(scene):
    for _case in range(CASES - 1):
        file_dispute(scene.body, received_on=date(2026, 9, 14))
    chance, broken_off = random.Random(20260917), 0

    for _kill in range(4):
        before = reminded().count()
        wanted = before + chance.randint(1, 8)
        run = started("2026-09-17T10:00+08:00", "send_reminders", "--apply")
        assert wait_for(run, lambda wanted=wanted: reminded().count() >= wanted)
        run.send_signal(signal.SIGKILL)
        broken_off += run.wait() == -signal.SIGKILL
        time.sleep(0.2)  # the database may still write down a commit it was sent

        claimed = set(reminded().values_list("item__reference", flat=True))
        assert said() == dict.fromkeys(claimed, 1)
        assert list(faults()) == []

    assert 0 < reminded().count() < CASES
    assert broken_off == 4
    last = started("2026-09-17T10:00+08:00", "send_reminders", "--apply")
    assert last.wait(60) == 0
    assert len(said()) == CASES
    assert set(said().values()) == {1}
