"""Where money comes from, and what it may be used for (domain 1.10, machine 10.3)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case
from niudai.rulebook.codes import name_of


class SourceStage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Available")
    CLOSING = "closing", _("Being closed")
    CLOSED = "closed", _("Accounts closed")
    AUDITED = "audited", _("Audited")


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FUND_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Source(Case):
    """One grant, donation or budget line of one year, with its purpose and its period."""

    CLOSED: ClassVar[frozenset[str]] = frozenset({SourceStage.CLOSED, SourceStage.AUDITED})
    VIEW = Permission.FUND_VIEW
    DESK = Permission.FUND_EDIT
    WRITE = Permission.FUND_EDIT

    class CarryOver(models.TextChoices):
        CARRY = "carry", _("Carried over to the next year")
        GIVE_BACK = "give_back", _("Given back to where it came from")

    stage = models.CharField(
        _("stage"), max_length=20, choices=SourceStage, default=SourceStage.PLANNED
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind of source"), max_length=20)  # code table fund_source
    document = models.CharField(_("document number"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    purpose = models.TextField(_("purpose"))
    planned_fen = models.BigIntegerField(_("planned amount"))
    since = models.DateField(_("to be used from"))
    until = models.DateField(_("to be used until"))
    carry_over = models.CharField(_("what is left"), max_length=10, choices=CarryOver)
    agreed_by = models.CharField(_("audit committee agreed"), max_length=100, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    audit_report = models.CharField(_("audit report"), max_length=120, blank=True)
    audited_on = models.DateField(_("audited on"), null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name_plural = _("sources of money")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_source_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(planned_fen__gt=0), name="a_source_plans_an_amount"),
            models.CheckConstraint(
                condition=~Q(stage="audited") | (~Q(audit_report="") & Q(audited_on__isnull=False)),
                name="an_audited_source_has_its_report",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("fund", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("%(name)s (%(year)d)") % {"name": self.name, "year": self.year}

    @property
    def kind_name(self) -> str:
        return name_of("fund_source", self.kind)

    def usable_on(self, day: date) -> bool:
        return self.since <= day <= self.until


class Allowance(models.Model):
    """One item this source may pay, to which group, and how much at most."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="allowances")
    item = models.CharField(_("item"), max_length=20)  # code table fund_item
    group = models.CharField(_("group"), max_length=20, blank=True)  # fund_group; blank: any
    most_fen = models.BigIntegerField(_("at most each time"), null=True, blank=True)
    most_year_fen = models.BigIntegerField(_("at most in a year"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["item", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "item", "group"], name="a_source_allows_an_item_once"
            ),
            models.CheckConstraint(
                condition=(Q(most_fen=None) | Q(most_fen__gt=0))
                & (Q(most_year_fen=None) | Q(most_year_fen__gt=0)),
                name="a_cap_is_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.item_name

    @property
    def item_name(self) -> str:
        return name_of("fund_item", self.item)

    @property
    def group_name(self) -> str:
        return name_of("fund_group", self.group) if self.group else gettext("everybody")
