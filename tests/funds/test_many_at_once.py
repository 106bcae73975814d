"""Many processes at one source at the same moment: sixteen on PostgreSQL, four on SQLite."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from niudai.funds import actions
from niudai.funds.models import Line, Posting, Source
from niudai.funds.proving import faults_of
from tests.funds.conftest import (
    answered,
    committed,
    opened,
    result_file,
    row,
    sent,
    stands,
)

ROOT = Path(__file__).parents[2]
HEAD_START = 6  # seconds in which every process gets ready


def database_url():
    """The database of this test, as another process names it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    head, _mark, tail = os.environ["DATABASE_URL"].partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_paid_twice_and_no_fund_goes_below_zero(city, people):
    source = opened(city, people, amount=80_000)
    lines = committed(source, people, 3, amount=10_000)
    batch = sent(source, people, lines[:2])
    rows = [row(lines[0]), row(lines[1])]
    brought = actions.bring_results(batch, result_file(rows), by=people.teller)
    failing = sent(source, people, lines[2:])
    answered(failing, people, failed={lines[2].pk})

    filled = actions.open_batch(source, name="一人一次", by=people.clerk)

    processes = 16 if connection.vendor == "postgresql" else 4
    start = time.time() + HEAD_START
    env = {**os.environ, "DATABASE_URL": database_url(), "DEBUG": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.funds.grabbing", str(source.pk), str(brought.pk),
             str(lines[2].pk), str(filled.pk), str(number), str(start)],
            cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(1, processes + 1)
    ]  # fmt: skip
    ended = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * processes, ended

    source = Source.objects.get(pk=source.pk)
    assert faults_of(source) == []
    assert stands(source).free >= 0
    taken = sum(int(out) for out, _err in ended)
    assert Line.objects.filter(origin="t").count() == taken
    assert Line.objects.filter(replaces=lines[2]).count() == 1
    assert Line.objects.of(filled).count() == 1 <= Line.objects.filter(origin="u").count()
    for event in ("pay", "reverse"):
        postings = Posting.objects.filter(event=event, line__batch=batch)
        assert postings.count() == 2
    assert Posting.objects.filter(event="send", entry__batch=batch).count() == 1
    assert stands(source).spent == 0  # both were paid once and came back once
