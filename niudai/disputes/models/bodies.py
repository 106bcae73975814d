"""The mediation bodies of the three levels and the register of their mediators (1.1, 1.2)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.labels import Labelled
from niudai.kernel.masking import masked_phone
from niudai.kernel.paths import ancestors, within
from niudai.kernel.personal import SealedField
from niudai.kernel.searching import SearchField
from niudai.organisations.models import Division, Organisation


class MediationBodyQuerySet(models.QuerySet["MediationBody"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.MEDIATOR_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def active(self) -> Self:
        return self.filter(closed_on=None)

    def reachable_from(self, organisation: Organisation) -> Self:
        """Bodies a case may be sent to: up the tree, beneath, and beside under the same parent.

        Names and addresses only; they are public.
        """
        return (
            self.active()
            .filter(
                Q(organisation__path__in=ancestors(organisation.path))
                | within(organisation.path, "organisation__path")
                | Q(organisation__parent_id=organisation.parent_id)
            )
            .exclude(organisation=organisation)
            .order_by("organisation__path", "name")
        )


class MediationBody(Labelled):
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
    closing_reason = models.CharField(_("why it was closed"), max_length=200, blank=True)
    search = SearchField("name")

    objects = MediationBodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("mediation bodies")
        ordering = ["organisation__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="one_body_of_a_name_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("set_up_on")),
                name="body_closes_after_it_is_set_up",
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


class Mediator(Labelled):
    """One person on the register of one body."""

    class Side(models.TextChoices):
        WORKER = "worker", _("Workers' side")
        EMPLOYER = "employer", _("Employer's side")
        NEUTRAL = "neutral", _("Neutral")

    class Status(models.TextChoices):
        ACTIVE = "active", _("In office")
        SUSPENDED = "suspended", _("Suspended")
        LEFT = "left", _("Has left")

    class Appraised(models.TextChoices):
        EXCELLENT = "excellent", _("Excellent")
        GOOD = "good", _("Competent")
        BASIC = "basic", _("Basically competent")
        POOR = "poor", _("Not competent")

    class ChosenBy(models.TextChoices):
        UNION = "union", _("A member of the union committee")
        BOTH = "both", _("Chosen by both sides")

    body = models.ForeignKey(MediationBody, on_delete=models.PROTECT, related_name="mediators")
    # The account that works the case, where the mediator has one.
    appointment = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=50)
    sex = models.CharField(_("sex"), max_length=1, choices=[("M", _("Male")), ("F", _("Female"))])
    born_on = models.DateField(_("born on"))
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    side = models.CharField(_("stands for"), max_length=10, choices=Side, default=Side.NEUTRAL)
    is_chair = models.BooleanField(_("chair"), default=False)
    # Why this person may be the chair (LMA §10; ENT §15).
    chair_as = models.CharField(_("chair as"), max_length=10, choices=ChosenBy, blank=True)
    full_time = models.BooleanField(_("full-time"), default=False)
    skills = models.JSONField(_("skills"), default=list)  # codes of causes, see rulebook codes
    # The town or village this person knows; empty: the whole place of the body.
    area = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    phone = SealedField(_("phone"), blank=True)
    certificate = models.CharField(_("certificate"), max_length=40, blank=True)
    training_hours = models.PositiveIntegerField(_("training hours"), default=0)
    # The sum and the last of what `Training` and `Appraisal` hold, for lists.
    appraisal = models.CharField(_("appraisal"), max_length=40, choices=Appraised, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ACTIVE)
    status_on = models.DateField(_("status since"), null=True, blank=True)
    status_reason = models.CharField(_("reason"), max_length=200, blank=True)
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
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(status="active"), name="a_chair_is_active"
            ),
            models.UniqueConstraint(
                fields=["body", "name", "born_on"],
                condition=~Q(status="left"),
                name="a_person_stands_once_on_the_register_of_a_body",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "status"]),
            models.Index(fields=["name", "id"]),
            models.Index(fields=["until"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mediator", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        """The place this record belongs to, for the log."""
        return self.body.organisation

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class MediatorPaperQuerySet(models.QuerySet[Any]):
    """Rows that belong to a mediator and are seen by whoever sees the register."""

    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.MEDIATOR_VIEW):
            return self.none()
        return self.filter(beneath(actor, "mediator__body__organisation"))


class Training(models.Model):
    """A training a mediator attended (ENT §32)."""

    mediator = models.ForeignKey(Mediator, on_delete=models.CASCADE, related_name="trainings")
    held_on = models.DateField(_("day of the training"))
    subject = models.CharField(_("subject"), max_length=120)
    hours = models.PositiveSmallIntegerField(_("hours"))
    recorded_by = models.CharField(max_length=100)

    objects = MediatorPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=1), name="a_training_has_hours"),
        ]
        indexes = [models.Index(fields=["held_on"])]

    def __str__(self) -> str:
        return self.subject


class Appraisal(Labelled):
    """How a mediator's work of a year was judged (ENT §32)."""

    mediator = models.ForeignKey(Mediator, on_delete=models.CASCADE, related_name="appraisals")
    year = models.PositiveSmallIntegerField(_("year"))
    result = models.CharField(_("result"), max_length=10, choices=Mediator.Appraised)
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_by = models.CharField(max_length=100)

    objects = MediatorPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediator", "year"], name="one_appraisal_a_mediator_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_result_display()}"
