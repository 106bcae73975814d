"""The mediation bodies of the three levels and the register of their mediators (reference 1.1, 1.2)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.personal import SealedField
from niudai.kernel.searching import SearchField
from niudai.organisations.models import Organisation


class MediationBodyQuerySet(models.QuerySet["MediationBody"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.MEDIATOR_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def active(self) -> Self:
        return self.filter(closed_on=None)


class MediationBody(models.Model):
    """A body that mediates labour disputes, at one organisation of the network."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("Enterprise mediation committee")
        INSTITUTION = "institution", _("Institution mediation committee")
        VILLAGE = "village", _("Village or community mediation body")
        PEOPLE = "people", _("People's mediation committee")
        TOWN = "town", _("Town or street mediation body")
        REGIONAL = "regional", _("Regional mediation body")
        INDUSTRY = "industry", _("Industry mediation body")
        CITY = "city", _("City joint mediation centre")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    set_up_on = models.DateField(_("set up on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    search = SearchField("name")

    objects = MediationBodyQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="one_body_of_a_name_an_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.pk])


class MediatorQuerySet(models.QuerySet["Mediator"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.MEDIATOR_VIEW):
            return self.none()
        return self.filter(beneath(actor, "body__organisation"))

    def active(self, on: date) -> Self:
        """On the register that day: status, term, and a body that still exists."""
        return self.filter(
            Q(until=None) | Q(until__gte=on),
            since__lte=on,
            status=Mediator.Status.ACTIVE,
            body__closed_on=None,
        )


class Mediator(models.Model):
    """One person on the register of one body."""

    class Side(models.TextChoices):
        WORKER = "worker", _("Workers' side")
        EMPLOYER = "employer", _("Employer's side")
        NEUTRAL = "neutral", _("Neutral")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        LEFT = "left", _("Left")

    body = models.ForeignKey(MediationBody, on_delete=models.PROTECT, related_name="mediators")
    # The account that works the case, where the mediator has one.
    appointment = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=50)
    sex = models.CharField(_("sex"), max_length=1, choices=[("M", _("Male")), ("F", _("Female"))])
    born_on = models.DateField(_("born on"))
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.NEUTRAL)
    is_chair = models.BooleanField(_("chair"), default=False)
    full_time = models.BooleanField(_("full-time"), default=False)
    skills = models.JSONField(_("skills"), default=list)  # codes of causes, see rulebook codes
    phone = SealedField(_("phone"), blank=True)
    certificate = models.CharField(_("certificate"), max_length=40, blank=True)
    training_hours = models.PositiveIntegerField(_("training hours"), default=0)
    appraisal = models.CharField(_("appraisal"), max_length=40, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ACTIVE)
    search = SearchField("name")

    objects = MediatorQuerySet.as_manager()

    class Meta:
        ordering = ["body", "-is_chair", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="mediator_term_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(is_chair=True, status="active"),
                name="one_active_chair_a_body",
            ),
        ]
        indexes = [models.Index(fields=["body", "status"]), models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mediator", args=[self.pk])
