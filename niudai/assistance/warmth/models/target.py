"""Who is to be visited: a household on file, a person, a site."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.warmth.models.campaign import Campaign, Goods
from niudai.funds.models import Line
from niudai.kernel.masking import masked, masked_name
from niudai.kernel.personal import LookupField, SealedField
from niudai.kernel.searching import SearchField
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.codes import name_of


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.WARMTH_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def standing(self) -> Self:
        return self.filter(dropped_on=None)


class Target(models.Model):
    """One object of a campaign. Nobody stands in it twice: not by file, not by number."""

    class Kind(models.TextChoices):
        HOUSEHOLD = "household", _("Household on file")
        PERSON = "person", _("Worker")
        SITE = "site", _("Enterprise or site")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="targets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    group = models.CharField(_("group"), max_length=20, blank=True)  # code table fund_group
    file = models.ForeignKey(
        HardshipFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    number = SealedField(_("identity number"), blank=True)
    number_key = LookupField("number")
    address = SealedField(_("address"), blank=True)
    phone = SealedField(_("phone"), blank=True)
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    card = SealedField(_("bank card"), blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)
    workers = models.PositiveIntegerField(_("workers at the site"), default=0)
    # What is planned for it.
    money_fen = models.BigIntegerField(_("money planned"), default=0)
    goods = models.ForeignKey(
        Goods, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    count = models.PositiveIntegerField(_("number of goods planned"), default=0)
    line = models.OneToOneField(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.CharField(_("put on the list by"), max_length=100)
    added_user = models.BigIntegerField(null=True)
    # Kept in step with its visit, for lists and counts.
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    dropped_on = models.DateField(_("taken off on"), null=True, blank=True)
    dropped_why = models.CharField(_("why it was taken off"), max_length=200, blank=True)
    search = SearchField("name")

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__path", "pk"]
        verbose_name_plural = _("objects of campaigns")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "file"],
                condition=Q(file__isnull=False, dropped_on=None),
                name="a_household_is_visited_once_a_campaign",
            ),
            models.UniqueConstraint(
                fields=["campaign", "number_key"],
                condition=~Q(number_key="") & Q(dropped_on=None),
                name="a_person_is_visited_once_a_campaign",
            ),
            models.UniqueConstraint(
                fields=["campaign", "employer", "name"],
                condition=Q(employer__isnull=False, dropped_on=None),
                name="a_site_is_visited_once_a_campaign",
            ),
            models.CheckConstraint(condition=Q(money_fen__gte=0), name="planned_money_is_no_debt"),
            models.CheckConstraint(
                condition=~Q(kind="household") | Q(file__isnull=False),
                name="a_household_to_visit_is_on_file",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "organisation", "id"], name="warmth_target_place"),
        ]

    def __str__(self) -> str:
        # The log keeps this line for ever: it names the record, not the family.
        return f"{self.campaign.reference} № {self.pk}"

    @property
    def path(self) -> str:
        return str(self.organisation.path)

    def get_absolute_url(self) -> str:
        return reverse("target", args=[self.pk])

    @property
    def group_name(self) -> str:
        return name_of("fund_group", self.group) if self.group else "—"

    @property
    def covered_name(self) -> str:
        """A site has no family to cover."""
        return self.name if self.kind == self.Kind.SITE else masked_name(self.name)

    @property
    def masked_phone(self) -> str:
        return masked(self.phone, head=3)

    @property
    def state(self) -> str:
        if self.dropped_on:
            return str(_("Taken off"))
        return str(_("Visited")) if self.visited_on else str(_("To be visited"))
