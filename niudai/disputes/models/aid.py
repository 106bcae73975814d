"""Legal aid: who asks whom for it, on which ground, and what was decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models.referral import Referral
from niudai.kernel.labels import Labelled
from niudai.rulebook.codes import code


class AidApplication(Labelled):
    """One application for legal aid. After a refusal another may follow."""

    class Route(models.TextChoices):
        UNION = "union", _("Union legal aid")
        GOVERNMENT = "government", _("Government legal aid")

    class Decision(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="aid_applications"
    )
    route = models.CharField(_("asked"), max_length=12, choices=Route)
    group = models.CharField(_("eligible class"), max_length=40, blank=True)  # code table
    hardship = models.BooleanField(_("in hardship"), default=False)
    proof = models.CharField(_("proof"), max_length=200)
    applied_on = models.DateField(_("applied on"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=100, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    lawyer = models.CharField(_("lawyer"), max_length=50, blank=True)
    lawyer_firm = models.CharField(_("law firm or body"), max_length=120, blank=True)
    lawyer_assigned_on = models.DateField(_("lawyer assigned on"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(group="") | Q(hardship=True),
                name="aid_is_asked_for_on_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, decided_by="")
                | (~Q(decision="") & Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="a_decision_on_aid_has_its_day_and_its_person",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(decision=""),
                name="one_undecided_aid_application_a_referral",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_route_display()} {self.applied_on}"

    @property
    def group_name(self) -> str:
        """The class in words; an old application keeps the word of its day."""
        return code("aid_class", self.group).name if self.group else ""
