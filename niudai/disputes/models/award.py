"""The award: its items, what is proposed, what a person confirmed, who received it when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models.referral import Referral
from niudai.kernel.labels import Labelled
from niudai.kernel.money import yuan


class Award(models.Model):
    """One award document. Final and other items stand in two documents (ARB §50).

    Where both stand in one, the document counts as not final (JI1 §20).
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="awards")
    final = models.BooleanField(_("final award"))
    number = models.CharField(_("number of the document"), max_length=60)
    made_on = models.DateField(_("made on"))
    mixed_in_one = models.BooleanField(_("final and other items in one document"), default=False)
    worker_received_on = models.DateField(_("received by the worker"), null=True, blank=True)
    employer_received_on = models.DateField(_("received by the employer"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    worker_received_revocation_on = models.DateField(
        _("revocation received by the worker"), null=True, blank=True
    )
    employer_received_revocation_on = models.DateField(
        _("revocation received by the employer"), null=True, blank=True
    )

    objects = models.Manager()

    class Meta:
        ordering = ["-final", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "final"], name="one_final_and_one_other_award_a_referral"
            ),
            models.CheckConstraint(
                condition=Q(final=False) | Q(mixed_in_one=False),
                name="items_mixed_in_one_document_are_not_final",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | Q(final=True), name="only_a_final_award_is_revoked"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AwardItem(Labelled):
    """One thing the award decides.

    The program proposes with the numbers; `final` is what the award itself says, read and
    confirmed by a person (JI1 §18).
    """

    class Matter(models.TextChoices):
        PAY = "pay", _("Wages, injury costs, compensation or damages")
        STANDARD = "standard", _("Working time, leave or social insurance")
        OTHER = "other", _("Other")

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="award_items")
    award = models.ForeignKey(
        Award, on_delete=models.CASCADE, null=True, blank=True, related_name="items"
    )
    claim = models.CharField(_("claim"), max_length=300)
    matter = models.CharField(_("kind"), max_length=10, choices=Matter)
    amount_fen = models.BigIntegerField(_("amount"), null=True, blank=True)
    proposed_final = models.BooleanField(_("proposed as final"))
    proposal = models.JSONField(default=dict)  # {"rule": key, "status": …, "sentences": […]}
    final = models.BooleanField(_("final"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=100, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(final=None, confirmed_by="", confirmed_on=None)
                | (Q(final__isnull=False, confirmed_on__isnull=False) & ~Q(confirmed_by="")),
                name="a_confirmed_item_names_who_confirmed_and_when",
            ),
            models.CheckConstraint(
                condition=Q(matter__in=["standard", "other"]) | Q(amount_fen__gte=0),
                name="a_pay_item_has_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.claim

    @property
    def amount(self) -> str:
        return "" if self.amount_fen is None else yuan(self.amount_fen)

    @property
    def differs(self) -> bool:
        """The award says other than the numbers: shown, never corrected."""
        return self.final is not None and self.final != self.proposed_final
