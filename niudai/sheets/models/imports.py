"""A sheet that came in: the file, its run, what became of the rows."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.kernel.labels import Labelled
from niudai.kernel.personal import SealedField
from niudai.organisations.models import Organisation
from niudai.sheets.kinds import Outcome, SheetKind, kinds_seen_by, sheet_kinds
from niudai.sheets.models.work import Work, WorkQuerySet


class ImportQuerySet(WorkQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(beneath(actor), kind__in=kinds_seen_by(actor))


class Import(Work):
    """One file of one kind, brought by one person for one unit. Dry until it is started for real.

    `columns` is the confirmed mapping (column → place), `counts` outcome → reason → rows, `head`
    what the mapping page shows: sheets, headings, a few rows.
    """

    kind = models.CharField(_("kind"), max_length=30)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="sheets/in", max_length=200)
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    dry = models.BooleanField(_("dry run"), default=True)
    head = SealedField(blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    heading_row = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    file_deleted_on = models.DateField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("imports")
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["state", "added_at"], name="import_queue")]

    def __str__(self) -> str:
        return f"{self.file_name} · {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("import_page", args=[self.pk])

    @property
    def sheet_kind(self) -> SheetKind | None:
        """None for a kind that was taken from the list since."""
        return sheet_kinds().get(self.kind)

    def count(self, outcome: str) -> int:
        return sum(self.counts.get(outcome, {}).values())

    @property
    def refused(self) -> int:
        return self.count(Outcome.REFUSED)

    @property
    def taken(self) -> int:
        return sum(self.count(each) for each in (Outcome.NEW, Outcome.CHANGED, Outcome.PAIR))

    def add(self, counts: dict[tuple[str, str], int]) -> None:
        for (outcome, reason), rows in counts.items():
            reasons: dict[str, Any] = self.counts.setdefault(str(outcome), {})
            reasons[reason] = reasons.get(reason, 0) + rows


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only the worker reads these."""
        return self if actor.everywhere else self.none()


class Batch(models.Model):
    """A checkpoint: these rows are done, whatever happens next. Written with what they wrote."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="batches")
    first_row = models.PositiveIntegerField()
    last_row = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["of", "first_row"], name="a_batch_is_done_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_row}–{self.last_row}"


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(beneath(actor, "of__organisation"), of__kind__in=kinds_seen_by(actor))


class Line(Labelled):
    """A row worth remembering: refused with its cells, changed with its image of before."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    faults = models.JSONField(default=list)  # [address, column, reason, sentence]
    cells = SealedField(blank=True)
    before = SealedField(blank=True)
    subject_id = models.BigIntegerField(null=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["row", "pk"]
        indexes = [
            models.Index(fields=["of", "outcome", "row"], name="line_by_outcome"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="refused") | Q(subject_id=None),
                name="a_refused_row_became_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.outcome}"


class MappingQuerySet(models.QuerySet["Mapping"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(beneath(actor), kind__in=kinds_seen_by(actor))


class Mapping(models.Model):
    """What a unit chose for a set of headings: heading → column, used the next time by itself."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    chosen_at = models.DateTimeField(auto_now=True)
    chosen_by = models.CharField(max_length=100)

    objects = MappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "fingerprint"], name="one_choice_of_columns"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.kind}"
