"""Looking again: calls to recipients after payment, and the daily proof of the ledger."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.funds.models.batch import Batch
from niudai.funds.models.line import Line
from niudai.funds.models.source import Source
from niudai.kernel.labels import Labelled


class CallCheck(Labelled):
    """One recipient drawn by lot to be called: did the money arrive?"""

    class Result(models.TextChoices):
        ARRIVED = "arrived", _("Arrived in full")
        NOT_ARRIVED = "not_arrived", _("Not arrived")
        LESS = "less", _("Less than on the list")
        UNREACHED = "unreached", _("Not reached")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="calls")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="call")
    result = models.CharField(_("result"), max_length=12, choices=Result, blank=True)
    called_on = models.DateField(_("called on"), null=True)
    called_by = models.CharField(_("called by"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", called_on=None) | ~Q(result="") & Q(called_on__isnull=False),
                name="a_call_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FUND_VIEW):
            return self.none()
        return self.filter(beneath(actor, "source__organisation"))


class Reconciliation(models.Model):
    """One night's proof for one source: ledger, balances, lines and bank files agree, or not."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="reconciliations")
    on = models.DateField(_("day"))
    entries = models.PositiveIntegerField(_("entries"))
    free_fen = models.BigIntegerField(_("free"))
    faults = models.JSONField(default=list)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "on"], name="a_source_is_proved_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.on}"
