"""`niudai seed-city --scale demo`: fill an empty database with an invented city."""

import json
from random import Random
from time import monotonic

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.progress import track

from niudai.disputes.models import Dispute
from niudai.office.demo.cases import STORIES, tell_all
from niudai.office.demo.city import build
from niudai.organisations.models import Employer, Organisation


class Command(BaseCommand):
    help = "Fill an empty database with an invented city: the same for the same seed and day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=["demo"], default="demo")
        parser.add_argument("--seed", type=int, default=2012)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, seed: int, as_json: bool, verbosity: int, **options: object) -> None:
        if Organisation.objects.exists():
            raise CommandError(_("The database is not empty: nothing was invented."))
        begun, today = monotonic(), timezone.localdate()
        chance = Random(seed)  # noqa: S311 an invented city needs no secrets
        with transaction.atomic():  # all of it or nothing: an interrupted run can be repeated
            city = build(chance, today)
            told = tell_all(city, chance, today)
            for _reference in track(
                told, _("Disputes"), total=STORIES, disable=as_json or not verbosity
            ):
                pass
        counts = {
            "organisations": Organisation.objects.count(),
            "employers": Employer.objects.count(),
            "disputes": Dispute.objects.count(),
            "seconds": round(monotonic() - begun, 1),
        }
        self.stdout.write(
            json.dumps(counts) if as_json else ", ".join(f"{n} {c}" for n, c in counts.items())
        )
