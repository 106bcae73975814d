"""Lines that are paid together: built, signed by two, sent, answered, reconciled, published."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case
from niudai.funds.clocks import BATCH_CLOCKS
from niudai.funds.models.source import Source


class BatchStage(models.TextChoices):
    DRAFT = "draft", _("Being built")
    LOCKED = "locked", _("Locked")
    APPROVED = "approved", _("Approved")
    SENT = "sent", _("Sent to the bank")
    RECONCILED = "reconciled", _("Reconciled")
    PUBLISHED = "published", _("Use made public")
    CANCELLED = "cancelled", _("Given up")


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FUND_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def open(self) -> Self:
        """Not all money accounted for yet."""
        return self.exclude(stage__in=["reconciled", "published", "cancelled"])


class Batch(Case):
    """One list for the bank, or of goods to hand over, out of one source."""

    CLOCKS = BATCH_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset({BatchStage.PUBLISHED, BatchStage.CANCELLED})
    VIEW = Permission.FUND_VIEW
    DESK = Permission.FUND_EDIT
    WRITE = Permission.FUND_EDIT

    class Manner(models.TextChoices):
        BANK = "bank", _("Bank card")
        GOODS = "goods", _("Goods handed over")
        PURCHASE = "purchase", _("Bought from a supplier")

    stage = models.CharField(
        _("stage"), max_length=20, choices=BatchStage, default=BatchStage.DRAFT
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(_("name"), max_length=120)
    manner = models.CharField(_("manner"), max_length=10, choices=Manner, default=Manner.BANK)
    count = models.PositiveIntegerField(_("lines"), default=0)
    total_fen = models.BigIntegerField(_("total"), default=0)
    answer = models.TextField(_("answer to the warnings"), blank=True)
    signatures_wanted = models.PositiveSmallIntegerField(_("signatures wanted"), default=2)
    built_by = models.CharField(_("built by"), max_length=100, blank=True)
    built_user = models.BigIntegerField(null=True)
    sent_by = models.CharField(_("sent by"), max_length=100, blank=True)
    sent_user = models.BigIntegerField(null=True)
    results_by = models.CharField(_("results entered by"), max_length=100, blank=True)
    results_user = models.BigIntegerField(null=True)
    locked_on = models.DateField(_("locked on"), null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    reconciled_on = models.DateField(_("reconciled on"), null=True, blank=True)
    published_on = models.DateField(_("made public on"), null=True, blank=True)
    sample_seed = models.BigIntegerField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("batches")
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "cancelled"]) | Q(count__gt=0, total_fen__gt=0),
                name="a_locked_batch_pays_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["sent", "reconciled", "published"])
                | Q(sent_on__isnull=False),
                name="a_sent_batch_says_when",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("fund_batch", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("%(name)s: %(source)s") % {"name": self.name, "source": self.source.name}


class Signature(models.Model):
    """One of the people who answer for a batch. It goes when the batch is unlocked."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(_("signed by"), max_length=100)
    user = models.BigIntegerField(null=True)
    role = models.CharField(_("post"), max_length=30, blank=True)
    signed_on = models.DateField(_("signed on"))
    total_fen = models.BigIntegerField(_("total"))

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "name", "user"], name="a_person_signs_once"),
        ]

    def __str__(self) -> str:
        return self.name
