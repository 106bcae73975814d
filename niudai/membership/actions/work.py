"""Work for several units: platforms, dispatch, a second job. The membership stays where it is."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.membership.actions.stays import past, refuse_merged
from niudai.membership.models import Engagement, Person
from niudai.membership.seating import locked
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Organisation


@transaction.atomic
def begin_work(
    person: Person,
    *,
    organisation: Organisation,
    work: str,
    since: date | None = None,
    by: Actor,
) -> Engagement:
    """Note that a person also works for this unit."""
    person = locked(person)
    by.must(Permission.PERSON_EDIT, at=person.path)
    refuse_merged(person)
    refuse_dissolved(organisation)
    since = past(since)
    if not work.strip():
        raise Refused(_("Say what the work is."))
    held = Engagement.objects.filter(person=person, organisation=organisation, until=None)
    if held.exists():
        raise Refused(_("The work for %(unit)s is on file already.") % {"unit": organisation})
    engagement = Engagement.objects.create(
        person=person, organisation=organisation, work=work.strip(), since=since
    )
    record("membership.begin_work", person, by=by, unit=str(organisation), since=since)
    return engagement


@transaction.atomic
def end_work(engagement: Engagement, *, on: date | None = None, by: Actor) -> Engagement:
    """The last day of the work for this unit."""
    person = locked(engagement.person)
    by.must(Permission.PERSON_EDIT, at=person.path)
    engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
    if engagement.until:
        raise Refused(_("This work ended on %(day)s.") % {"day": engagement.until})
    engagement.until = past(on, not_before=engagement.since)
    engagement.save(update_fields=["until"])
    record(
        "membership.end_work", person, by=by, unit=str(engagement.organisation),
        on=engagement.until,
    )  # fmt: skip
    return engagement
