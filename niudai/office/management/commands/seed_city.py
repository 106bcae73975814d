"""`niudai seed-city --scale full|town|demo`: fill an empty database with an invented city.

`--sheet OUT.xlsx` writes the same people as a roster instead and touches no database;
`--planted OUT.json` keeps which persons were planted as what, by primary key.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.progress import Progress

from niudai.disputes.models import Dispute, MediationBody, Mediator
from niudai.membership.models import Membership, Person, Standing
from niudai.office.demo.planted import found_by_checks
from niudai.office.demo.scale import FULL, SCALES
from niudai.office.demo.sheet import FAULTS_OF, SheetRoster, write_sheet
from niudai.office.demo.whole import Builder, Step
from niudai.organisations.models import Employer, Officer, Organisation


class Command(BaseCommand):
    help = "Fill an empty database with an invented city: the same for the same seed and day."

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("--scale", choices=["demo", *SCALES], help="demo; for a sheet full")
        add("--seed", type=int, default=2012)
        add("--without-people", action="store_true", help="a sheet will bring the people")
        add("--sheet", type=Path, metavar="OUT", help="write a roster (.xlsx or .csv) instead")
        add("--rows", type=int, help="of the sheet; else the members of the scale")
        add("--planted", type=Path, metavar="OUT", help="write who was planted as what")
        add("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, verbosity: int, **options: Any) -> None:
        begun, silent = monotonic(), as_json or not verbosity
        if options["sheet"]:
            counts = sheet(options["sheet"], silent=silent, **chosen(options, "scale", "rows"))
        else:
            counts = city(silent=silent, **chosen(options, "scale", "without_people", "planted"))
        counts["seconds"] = round(monotonic() - begun, 1)
        self.stdout.write(
            json.dumps(counts, ensure_ascii=False)
            if as_json
            else ", ".join(f"{n} {c}" for n, c in counts.items() if not isinstance(c, dict))
        )


def chosen(options: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: options[name] for name in ("seed", *names)}


def sheet(
    path: Path, *, scale: str | None, rows: int | None, seed: int, silent: bool
) -> dict[str, Any]:
    if path.suffix not in FAULTS_OF or scale == "demo":
        raise CommandError(_("A sheet ends in .xlsx or .csv and is of the scale full or town."))
    size = SCALES[scale] if scale else FULL
    today, faults = timezone.localdate(), FAULTS_OF[path.suffix]
    roster = SheetRoster(size, rows or size.members, seed, today, faults)
    total = roster.roster.total
    written = (Step("rows", done, total) for done in write_sheet(path, roster))
    follow(written, silent=silent)
    return {"rows": total, "planted": dict(roster.counts), "expected": roster.expected()}


def city(
    *, scale: str | None, seed: int, without_people: bool, planted: Path | None, silent: bool
) -> dict[str, Any]:
    if Organisation.objects.exists():
        raise CommandError(_("The database is not empty: nothing was invented."))
    builder = Builder(seed, timezone.localdate())
    with transaction.atomic():  # all of it or nothing: an interrupted run can be repeated
        steps = (
            builder.scaled(SCALES[scale], people=not without_people)
            if scale in SCALES
            else builder.demo()
        )
        follow(steps, silent=silent)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner of either database has seen an empty one so far
    if planted and builder.census:
        planted.write_text(json.dumps(builder.census.planted()), encoding="utf-8")
    return numbers(builder)


def follow(steps: Iterator[Step], *, silent: bool) -> None:
    """A bar for each stage."""
    with Progress(disable=silent) as progress:
        bars: dict[str, Any] = {}
        for step in steps:
            if step.stage not in bars:
                bars[step.stage] = progress.add_task(step.stage, total=step.total)
            progress.update(bars[step.stage], completed=step.done)


def numbers(builder: Builder) -> dict[str, Any]:
    """What stands in the database now, and what was planted in it."""
    found = {
        "organisations": Organisation.objects.count(),
        "employers": Employer.objects.count(),
        "officers": Officer.objects.count(),
        "persons": Person.objects.count(),
        "members": Person.objects.filter(standing=Standing.ACTIVE).count(),
        "memberships": Membership.objects.count(),
        "bodies": MediationBody.objects.count(),
        "mediators": Mediator.objects.count(),
        "disputes": Dispute.objects.count(),
        "planted": builder.planted,
    }
    if builder.census:
        found["found_by_checks"] = found_by_checks(builder.census.roster.total)
    return found
