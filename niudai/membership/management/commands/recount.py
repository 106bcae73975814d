"""`niudai recount`: count every union's people again and say how many counts were wrong."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from niudai.membership.tallying import recount_all


class Command(BaseCommand):
    help = "Count the people of every union again; ends non-zero when a count was wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **_options: object) -> None:
        wrong = recount_all()
        if as_json:
            self.stdout.write(json.dumps({"wrong": wrong}))
        if wrong:
            words = _("%(count)d unions were counted wrongly; mended.")
            raise CommandError(words % {"count": wrong})
