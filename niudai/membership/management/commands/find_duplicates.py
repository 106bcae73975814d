"""`niudai find-duplicates`: look through everybody for records of one human being."""

import json
from time import monotonic

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.membership.duplicates.finding import everyone, find_pairs, pairs


class Command(BaseCommand):
    help = "Look for persons who are on file twice; with --apply they come on the work list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, apply: bool, as_json: bool, verbosity: int, **_options: object) -> None:
        begun = monotonic()
        number = find_pairs(by=CLOCK) if apply else sum(1 for _pair in pairs(everyone()))
        facts = {"pairs": number, "applied": apply, "seconds": round(monotonic() - begun, 1)}
        if as_json:
            self.stdout.write(json.dumps(facts))
        elif verbosity:
            words = _("%(count)d new pairs.") if apply else _("%(count)d pairs. Add --apply.")
            self.stdout.write(words % {"count": number})
