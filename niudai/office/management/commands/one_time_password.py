"""`niudai one-time-password USERNAME`: when no administrator is left who can sign in."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.access.models import User
from niudai.access.network import given_username
from niudai.kernel.refused import Refused
from niudai.office.slip import slip
from niudai.organisations.actions.accounts import reset_password


class Command(BaseCommand):
    help = "Give out a new one-time password from the machine itself; the log holds that it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what is typed to sign in")

    def handle(self, *, username: str, **options: object) -> None:
        name = given_username(None, {"username": username})
        user = User.objects.filter(username__iexact=name).first()
        if user is None:
            raise Refused(_("There is no account “%(name)s”.") % {"name": name})
        password = reset_password(user, by=CLOCK)
        user.refresh_from_db()
        self.stdout.write(slip(user, password))
