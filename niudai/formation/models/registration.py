"""Registering a union as a legal person, and what may change about it (domain 4.3)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case
from niudai.formation.clocks import REGISTRATION_CLOCKS


class RegistrationStage(models.TextChoices):
    APPLIED = "applied", _("Applied")
    REGISTERED = "registered", _("Entered in the register")
    REFUSED = "refused", _("Not registered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FORMATION_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Registration(Case):
    """One application to the registrar, the county federation or one above it."""

    CLOCKS = REGISTRATION_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset(
        {RegistrationStage.REGISTERED, RegistrationStage.REFUSED, RegistrationStage.WITHDRAWN}
    )
    VIEW = Permission.FORMATION_VIEW
    DESK = Permission.FORMATION_HANDLE
    WRITE = Permission.FORMATION_HANDLE

    class Subject(models.TextChoices):
        FIRST = "first", _("First registration")
        CHANGE = "change", _("Change")
        RENEW = "renew", _("Renewal of the certificate")
        REISSUE = "reissue", _("Replacement of a lost certificate")
        CANCEL = "cancel", _("Cancellation")

    stage = models.CharField(
        _("stage"), max_length=20, choices=RegistrationStage, default=RegistrationStage.APPLIED
    )
    subject = models.CharField(_("asked for"), max_length=10, choices=Subject)
    text = models.TextField(_("what is asked for"), blank=True)
    has_organs = models.BooleanField(_("has its own name and organs"), default=False)
    has_place = models.BooleanField(_("has its own place"), default=False)
    has_funds = models.BooleanField(_("its funding is assured"), default=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    valid_until = models.DateField(_("certificate valid until"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("registrations as a legal person")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(stage="applied"),
                name="one_registration_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(stage="registered") | Q(decided_on__isnull=False),
                name="a_registration_says_when",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("union_case", args=["registration", self.pk])

    @property
    def title(self) -> str:
        return gettext("%(union)s: legal person") % {"union": self.organisation.name}
