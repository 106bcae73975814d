"""Who gives: an organisation or a person, the agreement with its limits, the pledges."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.funds.models import Source
from niudai.kernel.masking import masked_name, masked_phone
from niudai.kernel.money import yuan
from niudai.kernel.personal import LookupField, SealedField, lookups
from niudai.kernel.searching import SearchField
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of


class DonorQuerySet(models.QuerySet["Donor"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.GIVING_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def by_token(self, token: str, on: date) -> Self:
        """The donor whose link this is, while it opens."""
        return self.filter(link_key__in=lookups(token), link_until__gte=on)


class Donor(models.Model):
    """Somebody who gives. How to reach them is sealed; a donor may wish to stay unnamed."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("Firm or organisation")
        PERSON = "person", _("Person")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    contact = models.CharField(_("contact"), max_length=50, blank=True)
    phone = SealedField(_("phone"), blank=True)
    phone_key = LookupField("phone")
    email = SealedField(_("e-mail"), blank=True)
    address = SealedField(_("address"), blank=True)
    unnamed = models.BooleanField(_("wishes to stay unnamed"), default=False)
    since = models.DateField(_("on record since"))
    # The one-time link to what became of the gifts; only its keyed hash is kept.
    link_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    link_until = models.DateField(null=True, blank=True, editable=False)
    search = SearchField("name", "credit_code")

    objects = DonorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = _("donors")
        indexes = [models.Index(fields=["name", "id"], name="donor_name")]

    def __str__(self) -> str:
        return f"№ {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("donor", args=[self.pk])

    @property
    def public_name(self) -> str:
        return gettext("a kind person") if self.unnamed else self.name

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    @property
    def masked_contact(self) -> str:
        return masked_name(self.contact)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.GIVING_VIEW):
            return self.none()
        return self.filter(beneath(actor, "donor__organisation"))


class Programme(models.Model):
    """An agreement with its purpose limits; the source of money it became once money arrived."""

    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=120)
    document = models.CharField(_("number of the agreement"), max_length=80)
    signed_on = models.DateField(_("signed on"))
    since = models.DateField(_("to be used from"))
    until = models.DateField(_("to be used until"))
    purpose = models.TextField(_("purpose"))
    items = models.JSONField(_("may be used for"), default=list)  # codes of fund_item; empty: any
    planned_fen = models.BigIntegerField(_("promised amount"), default=0)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        verbose_name_plural = _("programmes of partners")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_programme_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(source__isnull=False),
                name="a_source_belongs_to_one_programme",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return str(self.donor.organisation.path)

    @property
    def item_names(self) -> list[str]:
        return [name_of("fund_item", item) for item in self.items]


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.GIVING_VIEW):
            return self.none()
        return self.filter(beneath(actor, "donor__organisation"))


class Pledge(models.Model):
    """What a donor promised, in money or in kind, by a day, and how much of it is spoken for.

    `reserved_fen` is raised by conditional update alone: nothing is promised to two families.
    """

    class Kind(models.TextChoices):
        MONEY = "money", _("Money")
        GOODS = "goods", _("In kind")

    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="pledges")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="pledges"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount_fen = models.BigIntegerField(_("amount or value"))
    goods = models.CharField(_("what, in kind"), max_length=120, blank=True)
    due_on = models.DateField(_("due on"))
    promised_on = models.DateField(_("promised on"))
    reserved_fen = models.BigIntegerField(_("spoken for"), default=0)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = _("pledges")
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_pledge_is_an_amount"),
            models.CheckConstraint(
                condition=Q(reserved_fen__gte=0) & Q(reserved_fen__lte=F("amount_fen")),
                name="no_more_is_spoken_for_than_promised",
            ),
            models.CheckConstraint(
                condition=~Q(kind="goods") | ~Q(goods=""), name="a_pledge_in_kind_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goods or yuan(self.amount_fen)} · {self.due_on}"

    @property
    def path(self) -> str:
        return str(self.donor.organisation.path)

    @property
    def arrived_fen(self) -> int:
        return sum(each.amount_fen for each in self.arrivals.all())

    @property
    def free_fen(self) -> int:
        return self.amount_fen - self.reserved_fen

    def state(self, on: date) -> str:
        if self.withdrawn_on:
            return gettext("Withdrawn")
        if self.arrived_fen >= self.amount_fen:
            return gettext("Arrived")
        return gettext("Overdue") if self.due_on < on else gettext("Awaited")


class Arrival(models.Model):
    """What came of a pledge, on a day, with its paper."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="arrivals")
    on = models.DateField(_("arrived on"))
    amount_fen = models.BigIntegerField(_("amount or value"))
    document = models.CharField(_("receipt"), max_length=120)
    entered_by = models.CharField(max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="something_arrived"),
            models.UniqueConstraint(
                fields=["pledge", "document"], name="a_receipt_is_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {yuan(self.amount_fen)}"
