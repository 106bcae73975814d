"""What somebody told without a name."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.disputes.models.dispute import Dispute


class TipQuerySet(models.QuerySet["Tip"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.DISPUTE_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def open(self) -> Self:
        return self.filter(handled_on=None)


class Tip(models.Model):
    """A tip about an employer. It has no applicant and no mediation; an officer looks into it."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    employer = models.CharField(_("employer"), max_length=120)
    text = models.TextField(_("what was told"))
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_on = models.DateField(_("handled on"), null=True)
    handled_by = models.CharField(_("handled by"), max_length=100, blank=True)
    note = models.TextField(_("what was done"), blank=True)
    dispute = models.ForeignKey(
        Dispute, on_delete=models.PROTECT, null=True, related_name="+"
    )  # the case that was opened from it

    objects = TipQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_on=None, handled_by="", note="")
                | (Q(handled_on__isnull=False) & ~Q(handled_by="") & ~Q(note="")),
                name="a_handled_tip_says_by_whom_and_how",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "handled_on"])]

    def __str__(self) -> str:
        return f"{self.employer} {self.received_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("tip", args=[self.pk])
