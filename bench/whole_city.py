"""The whole city for a bench, and officers who look at it."""

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from config.wsgi import application
from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.membership.models import Person
from niudai.office.demo.scale import FULL
from niudai.office.demo.whole import Builder

ASKED = int(os.environ.get("ASKED") or 200)  # different questions of each class
WARM = 10  # others before them
SEED = 2012
# Who looks, by the name of the sign-in.
OFFICERS = {"city": Role.ORGANISATION_OFFICER, "town": Role.TOWN_OFFICER}


def planted(rows: int = FULL.members) -> int:
    """Build the city with that many members, unless the database holds one; how many persons."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEBUG = False  # in production no question to the database is written down
    if not Person.objects.exists():
        build(arguments(rows))
    return int(Person.objects.count())


def build(rows: int) -> None:
    """A city with that many members; the folder of the bench notes what was planted in it."""
    began, stage = time.perf_counter(), ""
    share = rows / FULL.members
    scale = replace(
        FULL, members=rows, unions=max(40, round(FULL.unions * share)),
        without_union=max(10, round(FULL.without_union * share)),
    )  # fmt: skip
    builder = Builder(SEED, timezone.localdate())
    with transaction.atomic():
        for step in builder.scaled(scale):
            if step.stage != stage:
                stage = step.stage
                print(f"{time.perf_counter() - began:6.1f} s: {stage}", flush=True)
        if builder.census:
            notes().write_text(json.dumps(builder.census.planted()), encoding="utf-8")
    analyse()
    print(f"{time.perf_counter() - began:6.1f} s: the city stands", flush=True)


def notes() -> Path:
    """Kind of what was planted → primary keys, or pairs of them."""
    return Path(os.environ["BENCH_HOME"]) / "planted.json"


def arguments(rows: int) -> int:
    """`--rows`, or ROWS of the environment: fewer than the whole city for a short run."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--rows", type=int, default=int(os.environ.get("ROWS") or rows))
    return int(parser.parse_known_args()[0].rows)


def analyse() -> None:
    """Fresh statistics for the planner, as a database in use has them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


class Reader:
    """An officer at a browser: each page is asked of the program as a web server asks for it."""

    def __init__(self, held: Appointment) -> None:
        self.held, self.actor, self.scope = held, held.actor(), held.organisation.path
        client = Client()
        client.force_login(held.user, backend=settings.AUTHENTICATION_BACKENDS[1])
        name = settings.SESSION_COOKIE_NAME
        self.cookie = f"{name}={client.cookies[name].value}"
        self.program = application
        self.ask = RequestFactory()

    def open(self, page: str, asked: dict[str, Any] | str = "") -> "Opened":
        """From the first byte of the question to the last of the answer, the database included."""
        address = page if "/" in page else reverse(page)
        query = asked.removeprefix("?") if isinstance(asked, str) else urlencode(asked)
        question = self.ask._base_environ(
            PATH_INFO=address, QUERY_STRING=query, HTTP_COOKIE=self.cookie
        )
        heads: list[str] = []
        cpu, began = time.thread_time(), time.perf_counter()
        answer = self.program(question, lambda status, _heads, _info=None: heads.append(status))
        body = b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
        took, cpu = time.perf_counter() - began, time.thread_time() - cpu
        if not heads[0].startswith("200"):
            raise SystemExit(f"{address}?{query} answers {heads[0]}")
        return Opened(took, cpu, body.decode())


@dataclass(frozen=True, slots=True)
class Opened:
    """A page, the seconds it took, and those of them in which this process worked."""

    took: float
    cpu: float
    page: str


class Times:
    """What each class of questions took."""

    def __init__(self) -> None:
        self.classes: dict[str, list[Opened]] = {}

    def add(self, name: str, opened: list[Opened]) -> None:
        self.classes.setdefault(name, []).extend(opened)
        line = self.line(name)
        print(f"{name}: {' '.join(f'{k} {v}' for k, v in line.items())}", flush=True)

    def line(self, name: str) -> dict[str, float]:
        took = [each.took for each in self.classes[name]]
        cpu = [each.cpu for each in self.classes[name]]
        return {
            "asked": len(took), "p50_ms": ms(nth(took, 0.5)), "p95_ms": ms(nth(took)),
            "cpu_p50_ms": ms(nth(cpu, 0.5)), "cpu_p95_ms": ms(nth(cpu)),
        }  # fmt: skip

    def lines(self) -> dict[str, dict[str, float]]:
        return {name: self.line(name) for name in self.classes}

    def slowest(self) -> float:
        """The p95 of the class that takes longest."""
        return max(nth([each.took for each in opened]) for opened in self.classes.values())


def officers() -> dict[str, Reader]:
    """An officer of the city and one of a town."""
    found = {}
    for name, role in OFFICERS.items():
        held = Appointment.objects.filter(role=role).select_related("user", "organisation")
        appointment = held.order_by("organisation__path", "pk").first()
        if appointment is None:
            raise SystemExit(f"the city has no {role}")
        found[name] = Reader(appointment)
    return found


def nth(seconds: list[float], share: float = 0.95) -> float:
    return sorted(seconds)[max(0, int(len(seconds) * share) - 1)]


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
