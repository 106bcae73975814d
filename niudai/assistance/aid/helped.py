"""Which files were helped: settings.HARDSHIP_HELPED names `helped_files`."""

from django.db.models import QuerySet

from niudai.assistance.aid.models import AidApplication


def helped_files() -> QuerySet:
    """Of whom something arrived and was not paid back."""
    return AidApplication.objects.arrived().exclude(file=None).values("file")
