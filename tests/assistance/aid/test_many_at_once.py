"""Many who approve at the same moment: each application once, and never more than there is."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from niudai.assistance.aid.models import AidApplication
from niudai.casework.moves import show
from niudai.funds.models import Line
from niudai.funds.proving import faults_of
from tests.assistance.aid.conftest import CEILINGS, TODAY, opened, stands
from tests.funds.test_many_at_once import HEAD_START, ROOT, database_url

AFFORDED = 3  # of five applications of 300 yuan


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_application_is_approved_once_and_the_source_is_not_overdrawn(city, hands, tmp_path):
    source = opened(city, hands, amount=100_000)
    for number in range(5):
        show(AidApplication.objects.create(
            reference=f"救{number}", organisation=city, kind="living", received_on=TODAY,
            stage="county_reviewed", group="deep", name=f"甄示例{number}", number=f"N{number}",
            card="6228", asked_fen=30_000, event="困难",
        ))  # fmt: skip
    (tmp_path / "aid.toml").write_text("".join(CEILINGS), encoding="utf-8")
    processes = 16 if connection.vendor == "postgresql" else 4
    start = time.time() + HEAD_START
    env = {
        **os.environ, "DATABASE_URL": database_url(), "DEBUG": "1",
        "NIUDAI_LOCAL_RULES": str(tmp_path),
    }  # fmt: skip
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.assistance.aid.grabbing", str(source.pk), str(number),
             str(start)],
            cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(processes)
    ]  # fmt: skip
    ended = [process.communicate(timeout=180) for process in running]

    assert all(process.returncode == 0 for process in running), ended
    assert sum(int(out) for out, _error in ended) == AFFORDED
    assert AidApplication.objects.filter(stage="approved", line__isnull=False).count() == AFFORDED
    assert Line.objects.filter(origin="aid").count() == AFFORDED
    assert stands(source).free == 10_000
    assert faults_of(source) == []
