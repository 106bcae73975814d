"""What happens in court: a suit in each instance, or the application to revoke a final award."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models.award import Award
from niudai.disputes.models.referral import Referral, Who
from niudai.kernel.labels import Labelled


class CourtCase(Labelled):
    """One instance before one court."""

    class Kind(models.TextChoices):
        SUIT = "suit", _("Suit")
        REVOCATION = "revocation", _("Application to revoke a final award")

    class Ground(models.TextChoices):
        AWARD = "award", _("Against the award")
        REFUSED = "refused", _("Arbitration did not accept, or did not answer")
        NO_AWARD = "no_award", _("No award within the period")
        REVOKED = "revoked", _("The final award was revoked")
        ENFORCEMENT = "enforcement", _("Enforcement was refused")
        APPEAL = "appeal", _("Appeal")

    class Procedure(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary procedure")
        SUMMARY = "summary", _("Summary procedure")

    class Decision(models.TextChoices):
        JUDGMENT = "judgment", _("Judgment")
        RULING = "ruling", _("Ruling: dismissed")
        WITHDRAWAL = "withdrawal", _("Ruling: withdrawn")
        REMAND = "remand", _("Sent back for a new hearing")
        MEDIATION = "mediation", _("Settled before the court")
        REVOKED = "revoked", _("Award revoked")
        UPHELD = "upheld", _("Award upheld")

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="court_cases")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SUIT)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground)
    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    instance = models.PositiveSmallIntegerField(_("instance"), default=1)
    # How many workers sue, where it is only some of several (JI1 §17).
    workers = models.PositiveIntegerField(_("workers who sue"), null=True, blank=True)
    brought_by = models.CharField(_("brought by"), max_length=10, choices=Who)
    court = models.CharField(_("court"), max_length=120, blank=True)
    number = models.CharField(_("case number"), max_length=60, blank=True)
    procedure = models.CharField(_("procedure"), max_length=10, choices=Procedure, blank=True)
    filed_on = models.DateField(_("filed on"))
    docketed_on = models.DateField(_("docketed on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    worker_received_on = models.DateField(_("received by the worker"), null=True, blank=True)
    employer_received_on = models.DateField(_("received by the employer"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(instance__in=[1, 2]), name="a_court_case_has_two_instances"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None)
                | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="a_court_decision_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["referral", "kind"],
                condition=Q(decided_on=None),
                name="one_undecided_court_case_of_a_kind_a_referral",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.court} {self.number}".strip() or self.get_kind_display()

    @property
    def ended_without_judgment_on_final_award(self) -> bool:
        return bool(
            self.award
            and self.award.final
            and self.brought_by == Who.WORKER
            and self.decision in {"ruling", "withdrawal"}
        )
