"""The yearly check of a centre, station or point against the standard (domain 1.11)."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.organisations.models import ServiceSite


class SiteCheckQuerySet(models.QuerySet["SiteCheck"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.DESK_VIEW):
            return self.none()
        return self.filter(beneath(actor, "site__organisation"))


class SiteCheck(models.Model):
    """One check of one year with the rule it was scored by; another one takes its place."""

    site = models.ForeignKey(ServiceSite, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    checked_on = models.DateField(_("checked on"))
    checked_by = models.CharField(_("checked by"), max_length=100)
    rule_key = models.CharField(max_length=80)
    met = models.JSONField(_("met"), default=list)  # codes of centre_standard
    note = models.TextField(_("what is to be mended"), blank=True)
    score = models.PositiveSmallIntegerField(_("score"))
    most = models.PositiveSmallIntegerField(_("at most"))

    objects = SiteCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "site"]
        constraints = [
            models.UniqueConstraint(fields=["site", "year"], name="a_site_is_checked_once_a_year"),
            models.CheckConstraint(
                condition=Q(score__lte=F("most")), name="a_score_lies_within_its_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.score}"

    @property
    def path(self) -> Any:
        return self.site.organisation.path
