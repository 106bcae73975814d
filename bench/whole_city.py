"""The whole city for a bench, and officers who look at it."""

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.membership.models import Person
from niudai.office.demo.scale import FULL
from niudai.office.demo.whole import Builder

RUNS = 40
SEED = 2012
# Who looks, by the name of the sign-in.
OFFICERS = {"city": Role.ORGANISATION_OFFICER, "town": Role.TOWN_OFFICER}


def planted(rows: int = FULL.members) -> int:
    """Build the city with that many members, unless the database holds one; how many persons."""
    settings.ALLOWED_HOSTS = ["testserver"]
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


def officers() -> dict[str, tuple[Appointment, Client]]:
    """An officer of the city and one of its largest town, each in a browser of their own."""
    found = {}
    for name, role in OFFICERS.items():
        held = Appointment.objects.filter(role=role).select_related("user", "organisation")
        appointment = held.order_by("organisation__path", "pk").first()
        if appointment is None:
            raise SystemExit(f"the city has no {role}")
        client = Client()
        client.force_login(appointment.user, backend=settings.AUTHENTICATION_BACKENDS[1])
        found[name] = appointment, client
    return found


def opened(client: Client, page: str, asked: dict[str, Any]) -> Any:
    """The page as the browser gets it."""
    answer = client.get(reverse(page) if "/" not in page else page, asked)
    if answer.status_code != 200:
        raise SystemExit(f"{page} {asked} answers {answer.status_code}")
    return answer


def p95(work: Callable[[], object], runs: int = RUNS) -> float:
    """The 38th of 40 runs, after two to warm up; seconds."""
    work()
    work()
    return nth(sorted(timed(work) for _ in range(runs)))


def nth(seconds: list[float]) -> float:
    return seconds[max(0, int(len(seconds) * 0.95) - 1)]


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
