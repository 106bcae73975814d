"""A campaign of visits with its money, its goods and the share of each town (domain 1.9, 1.10)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case
from niudai.funds.models import Line, Source
from niudai.kernel.money import yuan
from niudai.kernel.personal import SealedField
from niudai.organisations.models import Organisation


class Stage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Visits under way")
    RECKONING = "reckoning", _("Goods and money reckoned")
    CLOSED = "closed", _("Done and closed")
    CANCELLED = "cancelled", _("Given up")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Actor) -> Self:
        """Campaigns of the place, and those from above with a share or an object in the place.

        What lies above stays above: of such a campaign one sees its name, days, and the own share.
        """
        if not actor.may(Permission.WARMTH_VIEW):
            return self.none()
        shared = Share.objects.visible_to(actor).values("campaign")
        listed = self.model._default_manager.filter(beneath(actor, "targets__organisation"))
        return self.filter(
            beneath(actor) | Q(pk__in=shared) | Q(pk__in=listed.order_by().values("pk"))
        )


class Campaign(Case):
    """送温暖 in winter, 送清凉 in summer: who is to be visited, with what."""

    CLOSED: ClassVar[frozenset[str]] = frozenset({Stage.CLOSED, Stage.CANCELLED})
    VIEW = Permission.WARMTH_VIEW
    DESK = Permission.WARMTH_EDIT
    WRITE = Permission.WARMTH_EDIT

    class Kind(models.TextChoices):
        WARMTH = "warmth", _("Winter warmth")
        COOL = "cool", _("Summer cool")

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.PLANNED)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    words = models.TextField(_("what it is for"), blank=True)
    leftovers = models.CharField(_("where the rest of the goods went"), max_length=200, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name_plural = _("warmth campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_campaign_ends_after_it_begins"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("campaign", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("%(name)s (%(year)d)") % {"name": self.name, "year": self.year}


class Purse(models.Model):
    """A source of money this campaign may draw on, and how much of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="purses")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    most_fen = models.BigIntegerField(_("at most"))

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "source"], name="a_source_is_named_once_a_campaign"
            ),
            models.CheckConstraint(condition=Q(most_fen__gt=0), name="a_purse_holds_an_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.source.name}: {yuan(self.most_fen)}"


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.WARMTH_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Share(models.Model):
    """How many visits, and how much money, one union may plan."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    visits = models.PositiveIntegerField(_("visits"))
    money_fen = models.BigIntegerField(_("money"), default=0)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organisation"], name="a_union_has_one_share_a_campaign"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.visits}"


class Goods(models.Model):
    """Bought or given goods: received, given out to towns, handed over at the door.

    The three counts are kept by conditional updates: never more handed over than given out, never
    more given out than received, whoever does it at once.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="goods")
    name = models.CharField(_("goods"), max_length=80)
    unit = models.CharField(_("unit"), max_length=10)
    price_fen = models.BigIntegerField(_("price of one"))
    received = models.PositiveIntegerField(_("received"), default=0)
    allotted = models.PositiveIntegerField(_("given out to towns"), default=0)
    handed = models.PositiveIntegerField(_("handed over"), default=0)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("goods")
        constraints = [
            models.CheckConstraint(
                condition=Q(handed__lte=F("allotted")), name="no_goods_are_handed_over_unallotted"
            ),
            models.CheckConstraint(
                condition=Q(allotted__lte=F("received")), name="no_goods_are_given_out_unreceived"
            ),
            models.CheckConstraint(condition=Q(price_fen__gte=0), name="goods_have_a_price"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_store(self) -> int:
        return self.received - self.allotted

    @property
    def with_towns(self) -> int:
        return self.allotted - self.handed

    @property
    def handed_fen(self) -> int:
        return self.handed * self.price_fen


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.WARMTH_VIEW):
            return self.none()
        return self.filter(beneath(actor, "goods__campaign__organisation"))

    def standing(self) -> Self:
        return self.filter(voided_on=None)

    def unbound(self) -> Self:
        """Bought, and no money stands for it."""
        bought = self.standing().exclude(purse=None)
        return bought.filter(Q(line=None) | Q(line__stands=False))


class Delivery(models.Model):
    """Goods that came in with one paper: bought from a purse, or given.

    What was bought is owed to its supplier: `line` is the payment, committed by somebody other than
    who took the goods in. So every yuan that became rice leads from the source to the doors.
    """

    goods = models.ForeignKey(Goods, on_delete=models.CASCADE, related_name="deliveries")
    count = models.PositiveIntegerField(_("received"))
    document = models.CharField(_("receipt"), max_length=120)
    came_on = models.DateField(_("came in on"))
    purse = models.ForeignKey(
        Purse, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    supplier = models.CharField(_("supplier"), max_length=60, blank=True)
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    account = SealedField(_("account of the supplier"), blank=True)
    giver = models.CharField(_("given by"), max_length=120, blank=True)
    voided_on = models.DateField(_("taken back on"), null=True, blank=True)
    voided_why = models.CharField(_("why it was taken back"), max_length=200, blank=True)
    line = models.OneToOneField(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.CharField(_("entered by"), max_length=100)
    entered_user = models.BigIntegerField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="a_delivery_brings_something"),
            models.CheckConstraint(
                condition=Q(purse=None, line=None) | (Q(purse__isnull=False) & ~Q(supplier="")),
                name="what_is_bought_has_a_purse_and_a_supplier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goods} × {self.count}"

    @property
    def worth_fen(self) -> int:
        return self.count * self.goods.price_fen

    @property
    def unbound(self) -> bool:
        """Bought, and no money stands for it."""
        return (
            self.purse_id is not None
            and self.voided_on is None
            and (self.line is None or not self.line.stands)
        )


class AllotmentQuerySet(models.QuerySet["Allotment"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.WARMTH_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Allotment(models.Model):
    """What one union holds of one kind of goods."""

    goods = models.ForeignKey(Goods, on_delete=models.CASCADE, related_name="allotments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(_("given out"), default=0)
    handed = models.PositiveIntegerField(_("handed over"), default=0)

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__path", "goods"]
        constraints = [
            models.UniqueConstraint(
                fields=["goods", "organisation"], name="one_allotment_a_union_and_goods"
            ),
            models.CheckConstraint(
                condition=Q(handed__lte=F("count")), name="a_union_hands_over_what_it_holds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.goods}"

    @property
    def left(self) -> int:
        return self.count - self.handed
