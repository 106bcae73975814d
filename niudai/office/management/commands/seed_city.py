"""`niudai seed-city --scale full|town|demo`: fill an empty database with an invented city."""

import json
from collections.abc import Iterator
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.progress import Progress

from niudai.disputes.models import Dispute, MediationBody, Mediator
from niudai.membership.models import Membership, Person, Standing
from niudai.office.demo.planted import found_by_checks, promised
from niudai.office.demo.scale import SCALES
from niudai.office.demo.whole import Builder, Step
from niudai.organisations.models import Employer, Officer, Organisation


class Command(BaseCommand):
    help = "Fill an empty database with an invented city: the same for the same seed and day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=["demo", *SCALES], default="demo")
        parser.add_argument("--seed", type=int, default=2012)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(
        self, *, scale: str, seed: int, as_json: bool, verbosity: int, **options: object
    ) -> None:
        if Organisation.objects.exists():
            raise CommandError(_("The database is not empty: nothing was invented."))
        begun = monotonic()
        builder = Builder(seed, timezone.localdate())
        with transaction.atomic():  # all of it or nothing: an interrupted run can be repeated
            steps = builder.scaled(SCALES[scale]) if scale in SCALES else builder.demo()
            follow(steps, silent=as_json or not verbosity)
        counts = numbers(builder) | {"seconds": round(monotonic() - begun, 1)}
        self.stdout.write(
            json.dumps(counts, ensure_ascii=False)
            if as_json
            else ", ".join(f"{n} {c}" for n, c in counts.items() if not isinstance(c, dict))
        )


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
    members = builder.census.roster.total
    return {
        "organisations": Organisation.objects.count(),
        "employers": Employer.objects.count(),
        "officers": Officer.objects.count(),
        "persons": Person.objects.count(),
        "members": Person.objects.filter(standing=Standing.ACTIVE).count(),
        "memberships": Membership.objects.count(),
        "bodies": MediationBody.objects.count(),
        "mediators": Mediator.objects.count(),
        "disputes": Dispute.objects.count(),
        "planted": promised(members),
        "found_by_checks": found_by_checks(members),
    }
