"""The one account nobody signed in can make: the administrator who makes all the others."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment, User
from niudai.access.permissions import Permission, Role
from niudai.kernel.refused import Refused
from niudai.organisations.actions.accounts import create_account
from niudai.organisations.actions.appointments import appoint
from niudai.organisations.models import Organisation


@transaction.atomic
def make_first_administrator(
    *, county: str, username: str, name: str, by: Actor
) -> tuple[User, str]:
    """Account and appointment at the county's federation, with the one-time password.

    Refused when the federation is not set up, or when somebody administers it already: that
    person makes further accounts on the page.
    """
    by.must(Permission.ACCOUNT_EDIT)
    federation = (
        Organisation.objects.active()
        .select_for_update()
        .filter(kind=Organisation.Kind.FEDERATION, division=county.ljust(12, "0"))
        .first()
    )
    if federation is None:
        raise Refused(
            _("The federation of %(code)s is not set up yet (niudai set-up-federation).")
            % {"code": county}
        )
    today = timezone.localdate()
    held = Appointment.objects.in_force(today).filter(role=Role.ADMINISTRATOR)
    if standing := held.filter(organisation=federation).select_related("user").first():
        raise Refused(
            _("%(name)s (%(username)s) is administrator already and makes the other accounts.")
            % {"name": standing.user, "username": standing.user.get_username()}
        )
    user, password = create_account(username=username, name=name, organisation=federation, by=by)
    appoint(user, role=Role.ADMINISTRATOR, organisation=federation, since=today, by=by)
    return user, password
