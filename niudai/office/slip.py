"""What a command says when it has given out a one-time password."""

from django.utils.translation import gettext as _

from niudai.access.models import User
from niudai.organisations.actions.accounts import one_time_until


def slip(user: User, password: str) -> str:
    facts = {"name": user, "username": user.get_username(), "day": one_time_until(user)}
    return "\n".join(
        [
            _("%(name)s signs in as %(username)s with the one-time password") % facts,
            f"  {password}",
            _("It is shown here once and stored nowhere.")
            + " "
            + _("It is valid until %(day)s.") % facts,
        ]
    )
