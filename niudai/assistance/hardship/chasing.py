"""The lists the national system has its users chase (domain 1.5, 1.6)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from niudai.assistance.hardship.models import Change
from niudai.assistance.hardship.models.file import HardshipFileQuerySet

YEAR = timedelta(days=365)
Files = HardshipFileQuerySet
Helped = Callable[[], QuerySet]  # ids of files that were helped


@cache
def helpers() -> tuple[Helped, ...]:
    """Whoever knows that a file was helped says which: settings.HARDSHIP_HELPED."""
    return tuple(import_string(path) for path in settings.HARDSHIP_HELPED)


def unchanged(files: Files, today: date) -> Files:
    """In force, decided more than a year ago, and no change reported since."""
    lately = Change.objects.filter(happened_on__gt=today - YEAR).values("file_id")
    return files.in_force().filter(decided_on__lte=today - YEAR).exclude(pk__in=lately)


def never_helped(files: Files, today: date) -> Files:
    """In force, and nobody knows of any help."""
    rows = files.in_force()
    for helped in helpers():
        rows = rows.exclude(pk__in=helped())
    return rows
