"""Who quarrels, and about what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models.dispute import Dispute
from niudai.kernel.labels import Labelled
from niudai.kernel.masking import masked_identity, masked_phone
from niudai.kernel.money import yuan
from niudai.kernel.personal import LookupField, SealedField


class Party(Labelled):
    """A person or an employer on one side of a dispute."""

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        RESPONDENT = "respondent", _("Respondent")

    class AgeClass(models.TextChoices):
        MINOR = "minor", _("16 to 17")
        ADULT = "adult", _("18 to retirement")
        RETIRED = "retired", _("Past retirement age")

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(_("side"), max_length=12, choices=Side)
    name = models.CharField(_("name"), max_length=120)
    is_employer = models.BooleanField(_("an employer"), default=False)
    number = SealedField(_("identity number or credit code"), blank=True)
    number_hash = LookupField("number")
    phone = SealedField(_("phone"), blank=True)
    phone_hash = LookupField("phone")
    email = models.EmailField(_("e-mail"), blank=True)
    address = SealedField(_("address"), blank=True)
    contact = models.CharField(_("contact"), max_length=50, blank=True)
    age_class = models.CharField(_("age"), max_length=10, choices=AgeClass, blank=True)
    is_member = models.BooleanField(_("union member"), null=True, blank=True)
    is_migrant = models.BooleanField(_("migrant worker"), null=True, blank=True)
    is_platform = models.BooleanField(_("platform worker"), null=True, blank=True)
    is_representative = models.BooleanField(_("representative"), default=False)

    objects = models.Manager()

    class Meta:
        ordering = ["dispute", "side", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_party_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_number(self) -> str:
        return masked_identity(self.number)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class Claim(Labelled):
    """One thing that is asked for."""

    class Kind(models.TextChoices):
        WAGES = "wages", _("Wages")
        OVERTIME = "overtime", _("Overtime pay")
        LEAVE = "leave", _("Pay for unused leave")
        DOUBLE_PAY = "double_pay", _("Double pay for want of a contract")
        COMPENSATION = "compensation", _("Severance or damages for dismissal")
        INJURY = "injury", _("Work injury")
        INSURANCE = "insurance", _("Social insurance")
        RELATIONSHIP = "relationship", _("Confirmation of employment")
        CONTRACT = "contract", _("Contract: signing, change, ending")
        HOURS = "hours", _("Hours, rest, protection")
        OTHER = "other", _("Other")

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.CharField(_("claim"), max_length=300)
    amount_fen = models.BigIntegerField(_("amount"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0), name="a_claim_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def amount(self) -> str:
        return "" if self.amount_fen is None else yuan(self.amount_fen)
