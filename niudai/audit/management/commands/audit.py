"""`niudai audit verify`: walk the whole chain and name every row that was touched."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from niudai.audit.log import faults
from niudai.audit.models import Entry


class Command(BaseCommand):
    help = "Check the audit log: changed, removed or reordered entries are named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **options: object) -> None:
        found = list(faults())
        checked = Entry.objects.count()
        if as_json:
            self.stdout.write(json.dumps({"entries": checked, "faults": found}, ensure_ascii=False))
        else:
            for fault in found:
                self.stdout.write(fault)
            self.stdout.write(_("%(count)d entries checked.") % {"count": checked})
        if found:
            raise CommandError(_("The log is not whole: %(count)d faults.") % {"count": len(found)})
