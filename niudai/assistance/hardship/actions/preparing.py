"""What publicity rests on: an impact assessment, and what was put off made up for (1.4, 1.12)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.steps import PUBLICITY
from niudai.assistance.hardship.models import Assessment, Deferral
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
def make_up(deferral: Deferral, *, how: str, posted_on: date, on: date, by: Actor) -> Deferral:
    """A round that was put off hung out after all: where, and what came of it.

    `posted_on` and `on` are its first and its last day: no shorter than the rule's period (1.4).
    """
    by.must(Permission.HARDSHIP_HANDLE, at=deferral.file.organisation.path)
    deferral = Deferral.objects.select_for_update().get(pk=deferral.pk)
    if deferral.made_up_on:
        raise Refused(_("This step was made up for already."))
    refuse_future(on)
    if posted_on < deferral.put_off_on:
        raise Refused(_("It cannot be made up for before it was put off."))
    refuse_shorter(deferral, posted_on, on)
    deferral.how = stated(how, _("Say where it hung and what came of it."))
    deferral.posted_on, deferral.made_up_on = posted_on, on
    deferral.save(update_fields=["how", "posted_on", "made_up_on"])
    record("hardship.make_up", deferral.file, by=by, round=deferral.round, on=on)
    return deferral


def refuse_shorter(deferral: Deferral, posted_on: date, last: date) -> None:
    rule = nearest(PUBLICITY, on=posted_on, place=deferral.file.place)
    end = reckon(rule, posted_on, calendar=work_calendar()).legal_end
    if last < end:
        raise Refused(
            _("Made public on %(first)s it has to hang until %(last)s.")
            % {"first": posted_on, "last": end}
        )


def refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": day})
