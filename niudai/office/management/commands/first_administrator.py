"""`niudai first-administrator --username NAME --name NAME`: how a new installation begins."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from niudai.access.actor import CLOCK
from niudai.office.slip import slip
from niudai.organisations.actions.first_administrator import make_first_administrator


class Command(BaseCommand):
    help = "Make the first administrator's account of a federation; its password is shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True, help="what is typed to sign in")
        parser.add_argument("--name", required=True, help="the person's name, beside every act")
        parser.add_argument("--county", default=settings.NIUDAI_PLACE, help="division code")

    def handle(self, *, username: str, name: str, county: str, **options: object) -> None:
        made = make_first_administrator(county=county, username=username, name=name, by=CLOCK)
        self.stdout.write(slip(*made))
