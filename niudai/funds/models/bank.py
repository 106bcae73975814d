"""What went to the bank and what came back, each kept as it was."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.funds.models.batch import Batch
from niudai.kernel.labels import Labelled
from niudai.kernel.personal import SealedField


def stored_name(bank_file: "BankFile", filename: str) -> str:
    return f"bank/{secrets.token_hex(16)}.{bank_file.ending}"


class BankFile(Labelled):
    """The list as it was sent: sealed on the disk, with the fingerprint of its content."""

    class Ending(models.TextChoices):
        XLSX = "xlsx", _("Excel (.xlsx)")
        CSV = "csv", _("Text (.csv)")

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="bank_file")
    file = models.FileField(upload_to=stored_name, max_length=200)
    ending = models.CharField(max_length=5, choices=Ending)
    sha256 = models.CharField(_("fingerprint of the file"), max_length=64)
    count = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=100)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.batch}.{self.ending}"


class ResultFile(models.Model):
    """The bank's answer, read once: what was tried is what is entered."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="result_files")
    rows = SealedField()  # the rows as read, as JSON
    sha256 = models.CharField(_("fingerprint of the file"), max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(_("brought by"), max_length=100)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.CharField(_("results entered by"), max_length=100, blank=True)
    paid = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sha256"], name="a_result_file_is_brought_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.pk}"
