"""Requests to mend what is wrong on file."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.organisations.models import Organisation


class MendingQuerySet(models.QuerySet["Mending"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.COVERAGE_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def open(self) -> Self:
        return self.filter(closed_on=None)


class Mending(models.Model):
    """A unit was asked to mend one kind of fault; over when none is left."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fault = models.CharField(_("kind of fault"), max_length=30)
    found = models.PositiveIntegerField(_("found when asked"))
    asked_on = models.DateField(_("asked on"))
    asked_by = models.CharField(_("asked by"), max_length=50)
    closed_on = models.DateField(_("mended on"), null=True, blank=True)

    objects = MendingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("requests to mend")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fault"],
                condition=Q(closed_on=None),
                name="a_unit_is_asked_once_for_a_kind_of_fault",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.fault}"
