"""When people may be spoken to. The times themselves are rows of the rulebook."""

from datetime import datetime, time

from django.utils import timezone

from niudai.kernel.calendar import ONE_DAY
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.rules import nearest

OFFICE_HOURS = "OFFICE-HOURS"  # reminders to officers, on working days
TEXT_HOURS = "TEXT-HOURS"  # messages to parties, on any day


def span(rule_id: str, now: datetime) -> tuple[time, time]:
    times = nearest(rule_id, on=timezone.localdate(now)).parameters
    return time.fromisoformat(times["from"]), time.fromisoformat(times["until"])


def office_is_open(now: datetime) -> bool:
    """Whether officers are at their desks: a working day of the calendar, within office hours."""
    local = timezone.localtime(now)
    opens, closes = span(OFFICE_HOURS, now)
    return work_calendar().is_working(local.date()) and opens <= local.time() < closes


def by_day(now: datetime) -> datetime:
    """Now, or the next morning when it is night."""
    local = timezone.localtime(now)
    opens, closes = span(TEXT_HOURS, now)
    if opens <= local.time() < closes:
        return now
    morning = local.date() if local.time() < opens else local.date() + ONE_DAY
    return timezone.make_aware(datetime.combine(morning, opens))
