"""`niudai rotate-keys`: after a new key was put first, everything sealed is sealed with it."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.progress import Progress

from niudai.kernel.sealed_files import reseal_files
from niudai.office.key_rotation import Rotated, how_many, rotate


class Command(BaseCommand):
    help = "Seal every personal number anew with the newest key, and make it findable with today's."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, verbosity: int, **options: object) -> None:
        done = Rotated()
        with Progress(disable=as_json or not verbosity) as bar:
            task = bar.add_task(_("Records"), total=how_many())
            for count in rotate(done):
                bar.advance(task, count)
        files = reseal_files()
        faults = [*done.faults, *files.broken]
        counts = {**asdict(done), "files": files.files, "faults": faults}
        if as_json:
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
        else:
            for fault in faults:
                self.stderr.write(fault)
            self.stdout.write(
                _(
                    "%(rows)d records: %(sealed)d values sealed anew, %(found_anew)d made findable "
                    "anew; %(files)d files sealed anew."
                )
                % counts
            )
        if faults:
            raise CommandError(
                _("%(count)d do not open with the keys at hand: keep the old keys.")
                % {"count": len(faults)}
            )
