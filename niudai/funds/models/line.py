"""What is owed to one recipient, frozen as it was when it was decided."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.funds.models.batch import Batch
from niudai.funds.models.payment import Payment
from niudai.funds.models.source import Source
from niudai.kernel.among import Among
from niudai.kernel.masking import masked, masked_name
from niudai.kernel.personal import LookupField, SealedField
from niudai.rulebook.codes import name_of


def code_of(key: int) -> str:
    return f"L{key:09d}"


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FUND_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def of(self, batch: Batch) -> Self:
        return self.filter(Among(F("pk"), Payment.objects.filter(batch=batch).values("pk")))

    def at(self, stage: str) -> Self:
        """Looked at line by line in the order of a list; joined, all of a stage would be sorted."""
        return self.filter(Exists(Payment.objects.filter(pk=OuterRef("pk"), stage=stage)))

    def waiting(self) -> Self:
        return self.filter(Among(F("pk"), Payment.objects.waiting().values("pk")))


class Line(Payment):
    """What is owed to one recipient for one item. `reference` is the decision it comes from.

    How far its payment has come lies in the table of payments; here nothing changes but `stands`.

    `event` keeps apart what may lawfully be helped twice; `snapshot` is everything the decision
    knew of the recipient, in clear words, sealed.
    """

    class Manner(models.TextChoices):
        BANK = "bank", _("Bank card")
        GOODS = "goods", _("Goods handed over")
        PURCHASE = "purchase", _("Bought from a supplier")

    payment = models.OneToOneField(
        Payment, on_delete=models.PROTECT, parent_link=True, primary_key=True, db_column="id",
        related_name="line",
    )  # fmt: skip
    # But for the place an index below begins with each: one of their own would be for nothing.
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, db_index=False, related_name="lines"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_index=False, related_name="successors"
    )
    # Owed or paid, as the stage says: what looks people and cards up asks one table.
    stands = models.BooleanField(default=True)
    manner = models.CharField(_("manner"), max_length=10, choices=Manner, default=Manner.BANK)
    person_id = models.BigIntegerField(null=True)  # a member, when it is one
    name = models.CharField(_("recipient"), max_length=60)
    number = SealedField(_("identity number"), blank=True)
    number_lookup = LookupField("number", db_index=False)  # fund_line_person begins with it
    card = SealedField(_("bank card"), blank=True)
    card_lookup = LookupField("card", db_index=False)  # fund_line_card begins with it
    card_name = models.CharField(_("card holder"), max_length=60, blank=True)
    card_proof = models.CharField(
        _("approved proxy or proof of the card"), max_length=120, blank=True
    )
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    snapshot = SealedField(_("as decided"))
    amount_fen = models.BigIntegerField(_("amount"))
    item = models.CharField(_("item"), max_length=20)
    group = models.CharField(_("group"), max_length=20, blank=True)
    event = models.CharField(_("event"), max_length=60, blank=True)
    goods = models.CharField(_("goods"), max_length=120, blank=True)
    origin = models.CharField(max_length=60, blank=True)  # which capability: “assistance.aid”
    reference = models.CharField(_("decision"), max_length=60)
    year = models.PositiveSmallIntegerField()
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by"), max_length=100)
    decided_user = models.BigIntegerField(null=True)

    objects: ClassVar = LineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("lines to be paid")
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_line_pays_an_amount"),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False),
                name="a_line_is_replaced_once",
            ),
            models.UniqueConstraint(
                fields=["origin", "reference", "item", "number_lookup"],
                condition=Q(stands=True) & ~Q(origin=""),
                name="a_decision_is_paid_once",
            ),
        ]
        indexes = [
            # Who was helped or paid before: answered by the index, without opening a line.
            models.Index(
                fields=["number_lookup", "item", "decided_on", "payment"],
                name="fund_line_person",
                condition=Q(stands=True),
            ),
            models.Index(
                fields=["card_lookup", "number_lookup"],
                name="fund_line_card",
                condition=Q(stands=True),
            ),
            models.Index(fields=["source"], name="fund_line_source"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("fund_line", args=[self.pk])

    @property
    def path(self) -> str:
        return str(self.organisation.path)

    @property
    def code(self) -> str:
        """What names this line to the bank."""
        return code_of(self.pk or 0)

    @property
    def masked_name(self) -> str:
        """A supplier is a firm: the public may know where goods were bought."""
        bought = self.manner == self.Manner.PURCHASE
        return self.name if bought else masked_name(self.name)

    @property
    def masked_number(self) -> str:
        return masked(self.number, head=4, tail=4)

    @property
    def masked_card(self) -> str:
        return masked(self.card)

    @property
    def item_name(self) -> str:
        return name_of("fund_item", self.item)

    @property
    def group_name(self) -> str:
        return name_of("fund_group", self.group) if self.group else "—"


class Receipt(models.Model):
    """Goods handed over: who signed, and the two who saw it."""

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="receipt")
    signed_by = models.CharField(_("signed by"), max_length=60)
    first_witness = models.CharField(_("first witness"), max_length=60)
    second_witness = models.CharField(_("second witness"), max_length=60)
    handed_on = models.DateField(_("handed over on"))
    entered_by = models.CharField(max_length=100)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_witness=models.F("second_witness")),
                name="two_people_see_goods_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return self.signed_by
