"""What publicity rests on: an impact assessment, and documents that put it off (1.4, 1.12)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.models import Assessment, Deferral, Suspension
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest

DECIDE = Permission.HARDSHIP_DECIDE


@transaction.atomic
def record_assessment(
    organisation: Organisation, *, title: str, document: str, made_on: date, by: Actor
) -> Assessment:
    """Put an impact assessment on record; it is kept for the years of the law (PIPL 56)."""
    by.must(DECIDE, at=organisation.path)
    refuse_future(made_on)
    rule = nearest("PIA-RETENTION", on=made_on, place=str(organisation.division_id))
    end = reckon(rule, made_on, calendar=work_calendar())
    made = Assessment.objects.create(
        organisation=organisation, title=stated(title, _("Give a title.")),
        document=stated(document, _("Give the number of the document.")), made_on=made_on,
        keep_until=end.legal_end, made_by=by.name,
    )  # fmt: skip
    record("hardship.record_assessment", made, by=by, document=made.document, on=made_on)
    return made


@transaction.atomic
def suspend_publicity(
    organisation: Organisation, *, document: str, why: str, since: date, until: date, by: Actor
) -> Suspension:
    """Enter a document that puts publicity off for a period."""
    by.must(DECIDE, at=organisation.path)
    if until < since:
        raise Refused(_("The period ends before it begins."))
    made = Suspension.objects.create(
        organisation=organisation, document=stated(document, _("Give the number of the document.")),
        why=stated(why, _("Give the reason.")), since=since, until=until, made_by=by.name,
    )  # fmt: skip
    record("hardship.suspend_publicity", made, by=by, document=made.document, since=since,
           until=until)  # fmt: skip
    return made


@transaction.atomic
def make_up(deferral: Deferral, *, how: str, on: date, by: Actor) -> Deferral:
    """A round that was put off was made up for: where it hung, how long, what came of it."""
    by.must(Permission.HARDSHIP_HANDLE, at=deferral.file.organisation.path)
    deferral = Deferral.objects.select_for_update().get(pk=deferral.pk)
    if deferral.made_up_on:
        raise Refused(_("This step was made up for already."))
    refuse_future(on)
    if on < deferral.put_off_on:
        raise Refused(_("It cannot be made up for before it was put off."))
    deferral.how = stated(how, _("Say where it hung, how long, and what came of it."))
    deferral.made_up_on = on
    deferral.save(update_fields=["how", "made_up_on"])
    record("hardship.make_up", deferral.file, by=by, round=deferral.round, on=on)
    return deferral


def refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": day})
