"""A worker killed in the middle: the next one goes on, and nothing is there twice or missing."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from niudai.audit.models import Entry
from niudai.organisations.models import Employer
from niudai.sheets import actions
from niudai.sheets.models import Batch, Import
from niudai.sheets.rowwise import RowEngine
from tests.sheets.conftest import GOOD, HEAD

ROWS = 450
BATCH = 90
KILLS = 4
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """Here as in the workers: the batches an undo takes back are those of the run before."""
    monkeypatch.setattr(RowEngine, "batch_rows", BATCH)


def rows() -> list:
    """Good rows, faulty ones and repeated ones, in an order that is always the same."""
    made = [[f"示例{n}有限公司", *GOOD[1:]] for n in range(ROWS)]
    for at in range(7, ROWS, 50):
        made[at] = ["", *GOOD[1:]]
        made[at + 20] = made[at - 5]
    return [HEAD, *made]


def address() -> str:
    """The database of the tests, as the program is told of one."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    options = "&".join(
        f"{k}={v}" for k, v in (("host", known["HOST"]), ("port", known["PORT"])) if v
    )
    return f"postgres://{known['USER']}@/{known['NAME']}?{options}"


def worker(batch: int = BATCH) -> subprocess.Popen:
    """`niudai work --once`, with smaller batches than it takes by itself."""
    begun = (
        "import sys, django; django.setup(); from niudai.__main__ import main; "
        f"from niudai.sheets.rowwise import RowEngine as engine; engine.batch_rows = {batch}; "
        "sys.exit(main())"
    )
    told = {
        **os.environ, "DATABASE_URL": address(), "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DEBUG": "1", "DEMO": "0", "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-c", begun, "work", "--once"], env=told,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def done() -> int:
    connection.close()
    return Import.objects.values_list("done", flat=True).get()


def killed_after(rows: int, chance: random.Random) -> None:
    """Start a worker and kill it hard at some moment after it has done so many rows."""
    process = worker()
    until = time.monotonic() + 60
    while done() < rows and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(chance.random() * 0.4)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()


def test_an_import_killed_again_and_again_ends_as_if_nothing_had_happened(dry, clerk):
    promised = dry(rows())
    actions.start(promised, by=clerk)
    chance = random.Random(20261123)

    for part in range(KILLS):
        killed_after(part * ROWS // (KILLS + 1), chance)
    process = worker()
    _out, said = process.communicate(timeout=120)

    job = Import.objects.get()
    assert (job.state, said.decode()) == ("done", "")
    assert job.counts == promised.counts
    assert (job.done, job.tries, job.worker) == (ROWS, 0, "")
    names = list(Employer.objects.values_list("name", flat=True))
    assert len(names) == len(set(names)) == job.count("new")
    assert Entry.objects.filter(action="organisations.add_employer").count() == len(names)
    spans = list(Batch.objects.order_by("first_row").values_list("first_row", "last_row"))
    assert spans == [(n + 2, min(n + BATCH + 1, ROWS + 1)) for n in range(0, ROWS, BATCH)]


def test_an_undo_that_was_killed_is_brought_to_its_end(taken, clerk):
    job = taken(rows())
    actions.ask_undo(job, by=clerk)

    killed_after(BATCH, random.Random(1))
    process = worker()
    _out, said = process.communicate(timeout=120)

    assert (Import.objects.get().state, said.decode()) == ("undone", "")
    assert not Employer.objects.exists()
