"""What the desk tells: a matter that arrives from elsewhere, a record handed on."""

from django.utils.translation import gettext as _

from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.assistance.desk.models import Reception
from niudai.notices.telling import in_house_language, tell_desk, tell_officer


@in_house_language
def arrived(case: Reception, sender: str) -> None:
    tell_desk(
        case.organisation, Permission.DESK_RECEIVE,
        subject=_("A visitor was referred to you: %(number)s") % {"number": case.reference},
        body=_("From %(sender)s. Matter: %(matter)s.")
        % {"sender": sender, "matter": case.matter_name},
        url=case.get_absolute_url(), reference=case.reference,
    )  # fmt: skip


@in_house_language
def taken_over(case: Reception, before: Appointment, by: str) -> None:
    tell_officer(
        before,
        subject=_("%(number)s was taken over from you") % {"number": case.reference},
        body=_("%(name)s is responsible from now on.") % {"name": by},
        url=case.get_absolute_url(), reference=case.reference,
    )  # fmt: skip
