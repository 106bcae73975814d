"""Taking up long work: one row, one worker, signs of life, and what happens when one dies.

A worker writes its name into the row. Another takes the row over when that process is gone from
this machine, or has been silent for five minutes. Whoever finds another name in the row stops and
writes nothing more: every checkpoint asks for its own name in the same transaction.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.kernel.refused import Refused
from niudai.sheets.models import Export, Import, Work
from niudai.sheets.models.work import State

KINDS: tuple[type[Work], ...] = (Import, Export)
MOST_TRIES = 3  # takings-up without a step forward: then it is the work that kills the worker
BEAT = 3.0  # seconds between two signs of life


class Lost(Exception):
    """The row is in another worker's hands, or was let go: write nothing more."""


class Stopped(Exception):
    """Somebody asked for it to be cancelled."""


def worker_name() -> str:
    """This process, so that another on this machine can tell whether it still lives."""
    pid = os.getpid()
    return f"{socket.gethostname()[:60]}:{pid}:{born(pid)}"


def born(pid: int) -> str:
    """When the process began, in the machine's ticks: a number given to another does not fit."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    return ""


def is_dead(worker: str) -> bool:
    """Whether that process was on this machine and is no more."""
    host, _colon, rest = worker.partition(":")
    pid, _colon, since = rest.partition(":")
    if host != socket.gethostname()[:60] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return bool(since) and born(int(pid)) != since


def lives_here(worker: str) -> bool:
    """Whether that process is at work on this machine, however long its batch may take."""
    return worker.partition(":")[0] == socket.gethostname()[:60] and not is_dead(worker)


def claim_next(worker: str) -> Work | None:
    """The oldest work nobody has in hand, now in this worker's; None when there is none."""
    found: list[Work] = []
    for kind in KINDS:
        rows: Any = kind._default_manager
        orphans = {name for name in rows.open().values_list("worker", flat=True) if is_dead(name)}
        found += rows.silent(timezone.now()) | rows.open().filter(worker__in=orphans)
    for work in sorted(found, key=lambda each: (each.added_at, each.pk)):
        if not lives_here(work.worker) and claim(work, worker):
            return work
    return None


def claim(work: Work, worker: str) -> bool:
    """Take this very row, unless somebody was quicker."""
    rows: Any = type(work)._default_manager
    now = timezone.now()
    taken = rows.open().filter(pk=work.pk, worker=work.worker, state=work.state)
    if not taken.update(worker=worker, heartbeat_at=now, tries=F("tries") + 1):
        return False
    work.refresh_from_db()
    return True


def put(work: Work, **values: Any) -> None:
    """Write to the row as long as it is in this worker's hands. Raise Lost otherwise."""
    rows: Any = type(work)._default_manager
    if not rows.held_by(work.worker).filter(pk=work.pk).update(**values):
        raise Lost
    for name, value in values.items():
        setattr(work, name, value)


def let_go(work: Work, state: State, message: str = "", **values: Any) -> None:
    """The end of the work, good or bad."""
    put(
        work, state=state, message=message, ended_at=timezone.now(), worker="", tries=0,
        cancel_asked=False, **values,
    )  # fmt: skip


def stop_if_asked(work: Work) -> None:
    """Raise Stopped when somebody cancelled it, Lost when it is in other hands."""
    rows: Any = type(work)._default_manager
    asked = rows.held_by(work.worker).filter(pk=work.pk).values_list("cancel_asked", flat=True)
    match list(asked):
        case [True]:
            raise Stopped
        case []:
            raise Lost


def acting(work: Work) -> Actor:
    """Who does it: the appointment it was asked under, if it is still in force today."""
    if work.appointment_id is None:
        return Actor(
            name=work.by_name, scope="", permissions=frozenset(Permission), everywhere=True
        )
    held = Appointment.objects.in_force(timezone.localdate()).filter(pk=work.appointment_id)
    appointment = held.select_related("user", "organisation").first()
    if appointment is None:
        raise Refused(_("The appointment under which this was asked is over."))
    return appointment.actor()


class Pulse(threading.Thread):
    """Signs of life of one piece of work, over a connection of its own.

    Whatever the database is busy with, a missed beat is made up by the next. `done` is what the
    work has reached, for those whose progress is not written by a checkpoint.
    """

    def __init__(self, work: Work) -> None:
        super().__init__(daemon=True)
        self.work, self.over = work, threading.Event()
        self.done: int | None = None
        self.stopped = False

    def run(self) -> None:
        try:
            while not self.over.wait(BEAT):
                with suppress(DatabaseError):
                    self.beat()
        finally:
            connections.close_all()

    def beat(self) -> None:
        rows: Any = type(self.work)._default_manager
        values: dict[str, Any] = {"heartbeat_at": timezone.now()}
        if self.done is not None:
            values["done"] = self.done
        mine = rows.held_by(self.work.worker).filter(pk=self.work.pk)
        mine.update(**values)
        self.stopped = bool(mine.filter(cancel_asked=True).exists()) or not mine.exists()


@contextmanager
def pulse(work: Work) -> Iterator[Pulse]:
    beating = Pulse(work)
    beating.start()
    try:
        yield beating
    finally:
        beating.over.set()
        beating.join(BEAT)
