"""Consents, meetings, extensions, and the agreement with what it promises."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models.dispute import Dispute
from niudai.disputes.models.parties import Party
from niudai.kernel.labels import Labelled
from niudai.kernel.money import yuan


class Consent(Labelled):
    """What a side said when asked whether it wants mediation (ENT §22). The last word counts."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="consents")
    side = models.CharField(_("side"), max_length=12, choices=Party.Side)
    given = models.BooleanField(_("agrees to mediation"))
    given_on = models.DateField(_("on"))
    proof = models.CharField(_("proof"), max_length=200, blank=True)
    given_by = models.CharField(_("by"), max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.given_on}"


class Meeting(Labelled):
    """A mediation meeting: proposed, answered by both sides, held with minutes."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("No answer yet")
        YES = "yes", _("Will come")
        NO = "no", _("Cannot come")

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="meetings")
    planned_at = models.DateTimeField(_("time"))
    place = models.CharField(_("place"), max_length=200)
    applicant_answer = models.CharField(
        _("applicant's answer"), max_length=10, choices=Answer, default=Answer.WAITING
    )
    respondent_answer = models.CharField(
        _("respondent's answer"), max_length=10, choices=Answer, default=Answer.WAITING
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)
    identity_checked = models.BooleanField(_("identity of both sides checked"), default=False)
    present = models.CharField(_("present"), max_length=300, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["planned_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on=None) | (~Q(minutes="") & Q(identity_checked=True)),
                name="a_held_meeting_has_minutes_and_checked_identities",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_at:%Y-%m-%d %H:%M}"


class Extension(models.Model):
    """Both sides lengthened the mediation in writing (ENT §29)."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateField(_("new end"))
    applicant_signed_on = models.DateField(_("applicant signed on"))
    respondent_signed_on = models.DateField(_("respondent signed on"))
    recorded_by = models.CharField(max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.until)


class Agreement(Labelled):
    """The mediation agreement (ENT §26). It takes effect with the last signature or stamp."""

    class Form(models.TextChoices):
        WRITTEN = "written", _("Written")
        ORAL = "oral", _("Oral (people's mediation only)")

    dispute = models.OneToOneField(Dispute, on_delete=models.CASCADE, related_name="agreement")
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.WRITTEN)
    text = models.TextField(_("result"))
    manner = models.CharField(_("manner of performance"), max_length=200)
    applicant_signed_on = models.DateField(_("applicant signed on"), null=True, blank=True)
    respondent_signed_on = models.DateField(_("respondent signed on"), null=True, blank=True)
    mediator_signed_on = models.DateField(_("mediator signed on"), null=True, blank=True)
    stamped_on = models.DateField(_("stamped on"), null=True, blank=True)
    originals = models.PositiveSmallIntegerField(_("originals"), default=0)
    confirms_relationship = models.BooleanField(_("confirms an employment relationship"))
    payment_only = models.BooleanField(_("only about payments"))
    enforceable_by = models.CharField(max_length=20, blank=True)  # review | confirmation

    objects = models.Manager()

    def __str__(self) -> str:
        return str(self.dispute)

    @property
    def signatures(self) -> list[date | None]:
        return [
            self.applicant_signed_on,
            self.respondent_signed_on,
            self.mediator_signed_on,
            self.stamped_on,
        ]

    @property
    def effective_on(self) -> date | None:
        """The day of the last signature or stamp; None while one is missing."""
        days = [day for day in self.signatures if day is not None]
        return max(days) if len(days) == len(self.signatures) else None

    @property
    def last_due_on(self) -> date | None:
        return max((item.due_on for item in self.items.all()), default=None)

    @property
    def settled_fen(self) -> int:
        return sum(item.amount_fen or 0 for item in self.items.all())

    @property
    def settled(self) -> str:
        return yuan(self.settled_fen)


class AgreementItem(models.Model):
    """One promise of an agreement, with its day, and what became of it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="items")
    text = models.CharField(_("promise"), max_length=300)
    amount_fen = models.BigIntegerField(_("amount"), null=True, blank=True)
    due_on = models.DateField(_("due on"))
    performed_on = models.DateField(_("performed on"), null=True, blank=True)
    performed_fen = models.BigIntegerField(_("performed"), null=True, blank=True)
    proof = models.CharField(_("proof"), max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(performed_fen=None) | Q(performed_fen__lte=F("amount_fen")),
                name="performed_is_not_more_than_promised",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def amount(self) -> str:
        return "" if self.amount_fen is None else yuan(self.amount_fen)
