"""Holiday notices an officer has loaded beside the ones that come with the program."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.kernel.calendar import DayKind
from niudai.kernel.labels import Labelled


class CalendarYear(models.Model):
    """One State Council notice. Its rows replace the program's own rows for that year."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    notice = models.CharField(_("number of the notice"), max_length=60, blank=True)
    digest = models.CharField(max_length=64)  # of all rows: tells a cache whether anything changed
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year} {self.notice}".strip()


class CalendarDay(Labelled):
    """A day the notice frees or makes a working day."""

    class Kind(models.TextChoices):
        STATUTORY = DayKind.STATUTORY.value, _("statutory holiday")
        HOLIDAY = DayKind.HOLIDAY.value, _("day off")
        MAKE_UP = DayKind.MAKE_UP.value, _("make-up working day")

    date = models.DateField(_("date"), primary_key=True)
    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    festival = models.CharField(_("festival"), max_length=40, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["statutory", "holiday", "make_up"]),
                name="calendar_day_is_off_or_made_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
