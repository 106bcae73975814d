"""`niudai set-up-federation [--county 320281] [--apply]`: the union tree of a county."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.organisations.actions import set_up_federation
from niudai.organisations.actions.federation import SetUp
from niudai.organisations.models import Organisation

Kind = Organisation.Kind


class Command(BaseCommand):
    help = "Set up the federation of a county with a union for each town and village of its list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", default=settings.NIUDAI_PLACE, help="division code")
        parser.add_argument("--apply", action="store_true", help="without it nothing is changed")

    def handle(self, *, county: str, apply: bool, **options: object) -> None:
        with transaction.atomic():
            done = set_up_federation(county, by=CLOCK)
            # A dry run is the real one, taken back.
            transaction.set_rollback(not apply)
        self.tell(done)
        if not apply:
            self.stdout.write(_("Nothing was changed. Add --apply to set up."))

    def tell(self, done: SetUp) -> None:
        self.stdout.write(f"{done.federation.mark} {done.federation.name}")
        for union in done.of(Kind.TOWN, Kind.ZONE):
            self.stdout.write(f"  {union.mark} {union.name}")
        self.stdout.write(
            _("%(towns)d unions of towns, streets and zones and %(villages)d of villages added, "
              "%(standing)d stood already.")
            % {
                "towns": len(done.of(Kind.TOWN, Kind.ZONE)),
                "villages": len(done.of(Kind.VILLAGE)),
                "standing": done.standing,
            }
        )  # fmt: skip
