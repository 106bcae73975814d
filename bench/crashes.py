"""A roster whose worker is killed hard at ten random moments ends as one that was left in peace.

The same sheet goes in twice: undisturbed, taken back, and again with a worker killed at ten moments
that SEED=… chooses. Whatever differs in the end ends the bench: persons, memberships, pairs,
tallies, remembered rows, counts, the log; so does a process that outlives its worker. `limit_s` is
the time of the undisturbed run.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import connection

from bench.result import Result
from bench.roster import city, family, invent, refuse_other
from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.membership.models import Membership, Pair, Person, Tally
from niudai.membership.tallying import recount_all
from niudai.organisations.models import Organisation
from niudai.sheets import actions
from niudai.sheets.kinds import Outcome, sheet_kinds
from niudai.sheets.models import Import, Line
from niudai.sheets.models.work import State

ROWS = 300_000  # twenty batches
KILLS = 10
ORPHANS = 60.0  # seconds that what a worker had started may take to notice its end
WHO = Actor(name="bench", scope="", permissions=frozenset(Permission), everywhere=True)


def measure() -> Result:
    rows = int(os.environ.get("ROWS") or ROWS)
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="niudai-crashes-") as folder:
        sheet = Path(folder) / "roster.xlsx"
        expected = invent(sheet, rows)
        city()
        job = brought(sheet)
        peace = to_the_end(job)
        wanted = end_state(job, expected)
        actions.ask_undo(job, by=WHO)
        to_the_end(job, State.UNDONE)
        if Person.objects.exists() or Membership.objects.exists() or recount_all():
            raise SystemExit("something is left of the import that was undone")
        job = brought(sheet)
        took = killed(job, random.Random(seed)) + to_the_end(job)
        different = [name for name, found in end_state(job, expected).items()
                     if found != wanted[name]]  # fmt: skip
        if different:
            raise SystemExit(f"after {KILLS} kills with seed {seed} differ: {different}")
    return Result(rows, took, peace, {"kills": KILLS, "seed": seed, "same": sorted(wanted)})


def brought(sheet: Path) -> Import:
    """The import, waiting to be run for real."""
    with sheet.open("rb") as source:
        job = actions.bring(
            File(source, sheet.name), kind=sheet_kinds()["members"], by=WHO,
            organisation=Organisation.objects.get(parent=None),
        )  # fmt: skip
    to_the_end(job, State.READY)
    return actions.confirm_columns(job, columns=job.columns, dry=False, by=WHO)


def worker() -> subprocess.Popen[bytes]:
    connection.close()
    return subprocess.Popen([sys.executable, "-m", "niudai", "work", "--once"])


def to_the_end(job: Import, state: State = State.DONE) -> float:
    """Let a worker do what there is to do; seconds."""
    began = time.perf_counter()
    code = worker().wait()
    took = time.perf_counter() - began
    job.refresh_from_db()
    if code or job.state != state:
        raise SystemExit(f"the worker ended with {code}, the import is {job.state}: {job.message}")
    return took


def killed(job: Import, chance: random.Random) -> float:
    """Ten workers, each killed at a moment of chance after it has written something; seconds.

    An import that is interrupted three times at one place is given up: that is tested elsewhere.
    """
    began = time.perf_counter()
    for _kill in range(KILLS):
        before, process = done(job), worker()
        while done(job) == before and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random() * 1.5)
        if process.poll() is not None:
            raise SystemExit("the import was through before it was killed often enough")
        started = list(family(process.pid))[1:]
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"killed at {done(job)} rows", flush=True)
        refuse_orphans(started)
    return time.perf_counter() - began


def done(job: Import) -> int:
    return Import.objects.values_list("done", flat=True).get(pk=job.pk)


def refuse_orphans(started: list[int]) -> None:
    until = time.monotonic() + ORPHANS
    while left := [pid for pid in started if Path(f"/proc/{pid}").exists()]:
        if time.monotonic() > until:
            raise SystemExit(f"processes {left} outlive the worker that started them")
        time.sleep(0.1)


# --- what there is in the end --------------------------------------------------------------


def end_state(job: Import, expected: dict[str, int]) -> dict[str, Any]:
    """Everything the roster made, in clear and without the keys the database gave out."""
    counts = {str(outcome): job.count(outcome) for outcome in Outcome}
    refuse_other({"counts": counts, "reasons": job.counts}, expected)
    if wrong := [*faults()]:
        raise SystemExit(f"the log is not whole: {wrong[:3]}")
    if recount_all():
        raise SystemExit("the tallies are not what the people say")
    who = ("person__number_key", "person__organisation")
    pair = ("first__number_key", "first__organisation", "second__organisation")
    entries = Entry.objects.filter(action="membership.roster", changes__roster=job.pk)
    changes = [{**changes, "roster": 0} for changes in entries.values_list("changes", flat=True)]
    return {
        "persons": digest(Person, "number_key", without={"created_at", "merged_into_id"}),
        "memberships": digest(Membership, *who, without={"person_id"}),
        "pairs": digest(Pair, *pair, without={"first_id", "second_id"}),
        "tallies": digest(Tally),
        "lines": digest(Line, of=job, without={"of_id", "subject_id"}),
        "counts": job.counts, "entries": sorted(map(str, changes)),
    }  # fmt: skip


def digest(model: Any, *more: str, without: Collection[str] = (), **only: Any) -> str:
    """One hash of all rows, whatever their order and their keys."""
    names = [field.attname for field in model._meta.concrete_fields]
    names = [*more, *(name for name in names if name not in {"id", *without})]
    rows = model._default_manager.filter(**only).order_by().values_list(*names)
    found = hashlib.sha256()
    for text in sorted(texts(rows)):
        found.update(text.encode())
    return found.hexdigest()


def texts(rows: Any) -> Iterator[str]:
    return (repr(row) for row in rows.iterator(chunk_size=2_000))
