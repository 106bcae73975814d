"""What people did with an application: the chain of control, and what help to help led to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.assistance.aid.models.application import AidApplication
from niudai.kernel.personal import SealedField
from niudai.organisations.models import Employer


class Step(models.Model):
    """One step of control with its words; the next one belongs to another person."""

    application = models.ForeignKey(AidApplication, on_delete=models.CASCADE, related_name="chain")
    step = models.CharField(_("step"), max_length=30)  # name of the move
    text = SealedField(_("opinion"), blank=True)
    amount_fen = models.BigIntegerField(_("amount"), null=True, blank=True)
    said_on = models.DateField(_("said on"))
    said_by = models.CharField(_("said by"), max_length=100)
    said_user = models.BigIntegerField(null=True)
    place = models.CharField(_("at"), max_length=120)  # the union's name on that day

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.said_on}"


class Outcome(models.Model):
    """What training or a job brought, as far as it is known on a day (domain 1.9, 造血)."""

    class What(models.TextChoices):
        TRAINED = "trained", _("Trained")
        CERTIFIED = "certified", _("Got a certificate")
        EMPLOYED = "employed", _("Found work")
        STILL = "still", _("Still at work")
        LEFT = "left", _("No longer at work")
        REFERRED = "referred", _("Referred to legal aid")

    application = models.ForeignKey(
        AidApplication, on_delete=models.CASCADE, related_name="outcomes"
    )
    what = models.CharField(_("what came of it"), max_length=10, choices=What)
    on = models.DateField(_("day"))
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    detail = models.CharField(_("post, certificate or case"), max_length=120, blank=True)
    pay_fen = models.BigIntegerField(_("pay a month"), null=True, blank=True)
    entered_by = models.CharField(max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_fen=None) | Q(pay_fen__gt=0), name="pay_after_help_is_an_amount"
            ),
            models.CheckConstraint(
                condition=~Q(what="employed") | Q(employer__isnull=False) | ~Q(detail=""),
                name="work_found_says_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.on}"
