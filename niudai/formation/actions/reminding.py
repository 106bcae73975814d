"""The end of a committee's term is announced to the union's desk and to the one above, once."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.notices.telling import in_house_language, tell_desk
from niudai.organisations.models import Organisation


@transaction.atomic
def remind_term(pk: int, today: date) -> bool:
    """Announce it. False when somebody else was quicker or the term changed meanwhile."""
    union = Organisation.objects.select_for_update().get(pk=pk)
    last = union.term_until
    if last is None or union.term_reminded_for == last:
        return False
    union.term_reminded_for = last
    union.save(update_fields=["term_reminded_for"])
    record("formation.remind_term", union, by=CLOCK, until=last, on=today)
    tell(union, last)
    return True


@in_house_language
def tell(union: Organisation, last: date) -> None:
    subject = _("The term of the committee of %(union)s ends on %(day)s") % {
        "union": union, "day": last,
    }  # fmt: skip
    body = _("A new committee is to be elected. A delay needs the approval of the higher union.")
    for desk in filter(None, (union, union.parent)):
        tell_desk(
            desk, Permission.FORMATION_HANDLE, subject=subject, body=body,
            url=union.get_absolute_url(),
        )  # fmt: skip
