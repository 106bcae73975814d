"""Which files were helped: settings.HARDSHIP_HELPED names `visited_files`."""

from django.db.models import QuerySet

from niudai.assistance.warmth.models import Target


def visited_files() -> QuerySet:
    """Whose household was visited with money or goods."""
    return Target.objects.exclude(visited_on=None).exclude(file=None).values("file")
