"""Officers of a union committee: appointed for a term, and the term ended."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.identifiers import wrong_phone
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Officer, Organisation


@transaction.atomic
def appoint(
    organisation: Organisation,
    *,
    name: str,
    post: str,
    since: date,
    until: date | None = None,
    phone: str = "",
    full_time: bool = False,
    by: Actor,
    right: Permission = Permission.ORGANISATION_EDIT,
) -> Officer:
    """Put a person into a post for a term. Refused for a second chair in the same term."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    by.must(right, at=organisation.path)
    refuse_dissolved(organisation)
    officer = Officer(
        organisation=organisation, name=name.strip(), post=post, since=since, until=until,
        phone=phone.strip(), full_time=full_time,
    )  # fmt: skip
    refuse_incomplete(officer)
    refuse_second_chair(officer)
    officer.save(force_insert=True)
    record(
        "organisations.appoint", officer, by=by, post=post, since=since, until=until,
        personal={"name": officer.name},
    )  # fmt: skip
    return officer


@transaction.atomic
def end_term(
    officer: Officer,
    *,
    on: date,
    reason: str = "",
    by: Actor,
    right: Permission = Permission.ORGANISATION_EDIT,
) -> Officer:
    """The last day of the term; earlier than planned, never later."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    by.must(right, at=officer.organisation.path)
    if on < officer.since:
        raise Refused(
            _("The term began on %(since)s: it cannot end before.") % {"since": officer.since}
        )
    if officer.until and on >= officer.until:
        raise Refused(
            _("The term already ends on %(until)s: a longer one is a new appointment.")
            % {"until": officer.until}
        )
    before, officer.until = officer.until, on
    officer.save(update_fields=["until"])
    record(
        "organisations.end_term", officer, by=by, until=[before, on],
        personal={"name": officer.name, "reason": reason},
    )  # fmt: skip
    return officer


def refuse_incomplete(officer: Officer) -> None:
    if not officer.name:
        raise Refused(_("Name the officer."))
    if officer.until and officer.until < officer.since:
        raise Refused(
            _("The term ends on %(until)s, before it begins on %(since)s.")
            % {"until": officer.until, "since": officer.since}
        )
    if officer.phone and (wrong := wrong_phone(officer.phone)):
        raise Refused(wrong)


def refuse_second_chair(officer: Officer) -> None:
    if officer.post != Officer.Post.CHAIR:
        return
    meeting = Officer.objects.filter(
        Q(until=None) | Q(until__gte=officer.since),
        organisation=officer.organisation,
        post=Officer.Post.CHAIR,
    )
    if officer.until:
        meeting = meeting.filter(since__lte=officer.until)
    if chair := meeting.first():
        raise Refused(
            _("%(name)s is the chair in this time: end that term first.") % {"name": chair.name}
        )
