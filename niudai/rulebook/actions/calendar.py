"""What a person may change: the holiday notices."""

import hashlib

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.rulebook.calendar_file import Sheet
from niudai.rulebook.calendars import Day
from niudai.rulebook.models import CalendarDay, CalendarYear


@transaction.atomic
def load_calendar(sheet: Sheet, *, by: Actor) -> list[CalendarYear]:
    """Make the years of the sheet the official ones, and return those that changed.

    A year already loaded as it stands in the sheet stays untouched.
    """
    by.must(Permission.RULE_EDIT)
    if sheet.wrong:
        raise Refused(_("The file has wrong rows; nothing was loaded."))
    return [year for number in sheet.years if (year := load_year(sheet, number, by=by))]


def load_year(sheet: Sheet, number: int, *, by: Actor) -> CalendarYear | None:
    days, notice = sheet.of(number), sheet.notices.get(number, "")
    digest = digest_of(days, notice)
    before = CalendarYear.objects.select_for_update().filter(year=number).first()
    if before and before.digest == digest:
        return None
    year, _created = CalendarYear.objects.update_or_create(
        year=number, defaults={"notice": notice, "digest": digest}
    )
    dates = [day.date for day in days]
    CalendarDay.objects.filter(Q(year=year) | Q(date__in=dates)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day.date, year=year, kind=day.kind.value, festival=day.festival)
        for day in days
    )
    record(
        "rulebook.load_calendar",
        year,
        by=by,
        notice=[before.notice if before else "", notice],
        digest=[before.digest if before else "", digest],
        days=len(days),
    )
    return year


def digest_of(days: list[Day], notice: str) -> str:
    rows = [f"{day.date} {day.kind} {day.festival}" for day in days]
    return hashlib.sha256("\n".join([notice, *rows]).encode()).hexdigest()
