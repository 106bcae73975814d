"""My work at 200,000 cases: the page's time in the server (p95) against its bare query.

A village officer, a town officer and a city officer each open their own work and all work of
their place. The limit is the one query that fetches the rows of the longest of these lists.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.result import Result
from niudai.access.actor import CLOCK
from niudai.access.models import Appointment, User
from niudai.access.permissions import Permission, Role
from niudai.casework.desk import PLACE, SHOWN, due
from niudai.casework.models import Deadline, WorkItem
from niudai.organisations.actions.divisions import load_divisions
from niudai.organisations.actions.federation import set_up_federation
from niudai.organisations.division_file import read_divisions
from niudai.organisations.models import Organisation
from niudai.rulebook.rules import nearest

CASES = 200_000
OPEN = 0.15  # ten years of cases: most are closed
HELD = 120  # open cases of each officer who is measured
RUNS = 40
DIVISIONS = Path(settings.BASE_DIR) / "niudai/organisations/data/jiangyin-divisions.csv"
RULES = ("MED-ACCEPT", "MED-END-ACC", "ARB-LIMIT", "MED-REVIEW-DECIDE")


def measure() -> Result:
    settings.ALLOWED_HOSTS = ["testserver"]
    officers = list(city())
    fill([officer.appointment_id for officer in map(Appointment.actor, officers)])
    analyse()
    pages = {}
    for appointment in officers:
        client = Client()
        client.force_login(appointment.user, backend=settings.AUTHENTICATION_BACKENDS[1])
        for whose in ("mine", "place"):
            name = f"{appointment.role} {whose}"
            pages[name] = p95(lambda c=client, w=whose: opened(c, w))
            print(f"{name}: p95 {pages[name] * 1000:.1f} ms", flush=True)
    actors = [each.actor() for each in officers]
    bare = max(p95(lambda a=actor: list(rows(a))) for actor in actors)
    worst = max(pages.values())
    more = {"pages_ms": {name: round(took * 1000, 1) for name, took in pages.items()}}
    return Result(CASES, worst, bare, more)


def rows(actor: object) -> Iterable[tuple[object, ...]]:
    found = due(actor, whose=PLACE)[:SHOWN]  # type: ignore[arg-type]
    return found.values_list("legal_end", "rule_key", "item__title", "item__reference")


def opened(client: Client, whose: str) -> None:
    answer = client.get("/office/", {"whose": whose})
    if answer.status_code != 200:
        raise SystemExit(f"/office/?whose={whose} answers {answer.status_code}")


def p95(work: Callable[[], object]) -> float:
    """The 38th of 40 runs, after two to warm up."""
    work()
    work()
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)[int(RUNS * 0.95) - 1]


def city() -> Iterator[Appointment]:
    """The county's whole union tree and three officers in it, one at each level."""
    load_divisions(read_divisions(DIVISIONS.read_bytes()), by=CLOCK)
    set_up_federation(settings.NIUDAI_PLACE, by=CLOCK)
    federation = Organisation.objects.get(kind="federation")
    town = Organisation.objects.filter(kind="town").order_by("path")[8]
    village = Organisation.objects.filter(parent=town).order_by("path")[0]
    posts = (
        (Role.VILLAGE_OFFICER, village),
        (Role.TOWN_OFFICER, town),
        (Role.RIGHTS_OFFICER, federation),
    )
    for role, place in posts:
        user = User.objects.create(username=role, name=role)
        yield Appointment.objects.create(
            user=user, role=role, organisation=place, since=date(2020, 1, 1)
        )


def fill(holders: list[int | None]) -> None:
    """200,000 lines of work over all villages and towns, each with two deadlines."""
    dice = random.Random(2012)
    today = timezone.localdate()
    places = list(Organisation.objects.values_list("pk", flat=True))
    mine = {dice.randrange(CASES): holder for holder in holders for _ in range(HELD)}
    seat = dict(Appointment.objects.values_list("pk", "organisation_id"))
    batch: list[WorkItem] = []
    for number in range(CASES):
        holder = mine.get(number)
        is_open = holder is not None or dice.random() < OPEN
        at = seat[holder] if holder else dice.choice(places)
        age = dice.randrange(60) if is_open else dice.randrange(60, 3650)
        batch.append(
            WorkItem(
                kind="disputes.dispute", case_id=number + 1, permission=Permission.DISPUTE_VIEW,
                reference=f"例调〔2026〕{number:06d} 号",
                title=f"甄示例 与 江阴示例{number % 997}有限公司",
                organisation_id=at, lies_at_id=at, holder_id=holder,
                stage="mediating", stage_name="In mediation", url=f"/office/disputes/{number + 1}/",
                opened_on=today - timedelta(days=age),
                closed_on=None if is_open else today - timedelta(days=age - 40),
            )
        )  # fmt: skip
        if len(batch) == 5000:
            save(batch, dice, today)
            print(f"{number + 1}/{CASES} cases", flush=True)
            batch = []


def save(batch: list[WorkItem], dice: random.Random, today: date) -> None:
    kept = WorkItem.objects.bulk_create(batch)
    paths = dict(Organisation.objects.values_list("pk", "path"))
    rules = [nearest(rule, on=today, place=settings.NIUDAI_PLACE) for rule in RULES]
    deadlines = []
    for item in kept:
        for rule in dice.sample(rules, 2):
            end = item.opened_on + timedelta(days=dice.randrange(3, 90))
            deadlines.append(
                Deadline(
                    item=item, path=paths[item.organisation_id], permission=item.permission,
                    desk=item.desk, rule_id=rule.id, rule_key=rule.key,
                    role=rule.role or "watch", decides=rule.decides, started_on=item.opened_on,
                    natural_end=end, legal_end=end, alarm_on=end, stopped_on=item.closed_on,
                )
            )  # fmt: skip
    Deadline.objects.bulk_create(deadlines, batch_size=5000)


def analyse() -> None:
    """Fresh statistics for the planner, as a database in use has them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
