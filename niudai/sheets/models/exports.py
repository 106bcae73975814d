"""A table on its way out: what was asked, how far it is, the file until it expires."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.organisations.models import Organisation
from niudai.sheets.models.work import Work, WorkQuerySet


class ExportQuerySet(WorkQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: the rows were chosen by what that person may see."""
        if actor.everywhere:
            return self
        if actor.appointment_id is None:
            return self.none()
        return self.filter(appointment=actor.appointment_id)


class Export(Work):
    """The rows one person may see, as a file. `asked` is the query of the page it was asked on."""

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel workbook (.xlsx)")
        CSV = "csv", _("Text file (.csv)")

    kind = models.CharField(_("kind"), max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.TextField(blank=True)
    format = models.CharField(_("format"), max_length=5, choices=Format, default=Format.XLSX)
    uncovered = models.BooleanField(_("with numbers in clear"), default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    file = models.FileField(upload_to="sheets/out", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    expires_at = models.DateTimeField(_("expires"), null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("exports")
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["state", "added_at"], name="export_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(uncovered=False) | ~Q(reason=""),
                name="clear_numbers_leave_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("exports")
