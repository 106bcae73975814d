"""Collective agreements on file: what covers an employer's workers, from a day until a day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.labels import Labelled
from niudai.kernel.searching import SearchField
from niudai.organisations.models import Employer, Organisation


class AgreementQuerySet(models.QuerySet["CollectiveAgreement"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.AGREEMENT_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def in_force(self, on: date) -> Self:
        """Filed and running that day."""
        running = Q(ended_on=None) | Q(ended_on__gte=on)
        return self.filter(running, filed_on__lte=on, since__lte=on, until__gte=on)


class CollectiveAgreement(Labelled):
    """One signed agreement (domain disputes-bargaining 6, 10.4, 11)."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("Collective contract")
        WAGES = "wages", _("Wage agreement")
        WOMEN = "women", _("Women workers")
        SAFETY = "safety", _("Safety and health")
        OTHER = "other", _("Other special agreement")

    class Scope(models.TextChoices):
        EMPLOYER = "employer", _("One employer")
        REGION = "region", _("Region")
        INDUSTRY = "industry", _("Industry")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.EMPLOYER)
    name = models.CharField(_("name"), max_length=150)
    signed_on = models.DateField(_("signed on"))
    since = models.DateField(_("in force from"))
    until = models.DateField(_("in force until"))
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    file_number = models.CharField(_("file number"), max_length=60, blank=True)
    employers_covered = models.PositiveIntegerField(_("employers covered"), default=1)
    workers_covered = models.PositiveIntegerField(_("workers covered"), default=0)
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    search = SearchField("name", "file_number")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("collective agreements")
        ordering = ["-signed_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "until"], name="agreement_of_a_union")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="an_agreement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(scope="employer") | Q(employer__isnull=False),
                name="an_agreement_of_one_employer_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.pk])

    def state(self, on: date) -> str:
        """ended, over, unfiled, coming or running: the first that holds."""
        if self.ended_on and self.ended_on < on:
            return "ended"
        if self.until < on:
            return "over"
        if self.filed_on is None or self.filed_on > on:
            return "unfiled"
        return "coming" if self.since > on else "running"
