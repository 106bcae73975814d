"""What people did with a file on its way: visit, publicity, objection, match, opinion."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models.file import HardshipFile
from niudai.kernel.personal import SealedField
from niudai.organisations.models import Organisation


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.HARDSHIP_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Assessment(models.Model):
    """The impact assessment without which nothing is made public (PIPL 55, 56; domain 1.12)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    document = models.CharField(_("document number"), max_length=80)
    made_on = models.DateField(_("made on"))
    keep_until = models.DateField(_("kept until"))
    made_by = models.CharField(_("made by"), max_length=100)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return self.document


class Survey(models.Model):
    """A visit at the door by two. `client_id` is the phone's own: sent twice is kept once."""

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="surveys")
    client_id = models.UUIDField(unique=True)
    visited_on = models.DateField(_("visited on"))
    first_surveyor = models.CharField(_("first surveyor"), max_length=50)
    second_surveyor = models.CharField(_("second surveyor"), max_length=50)
    first_signature = SealedField(_("signature of the first"), blank=True)
    second_signature = SealedField(_("signature of the second"), blank=True)
    findings = SealedField(_("findings"))  # JSON: question → what was seen
    conclusion = SealedField(_("conclusion"), blank=True)
    offline = models.BooleanField(_("taken down without network"), default=False)
    entered_by = models.CharField(_("entered by"), max_length=100)
    entered_user = models.BigIntegerField(null=True)
    arrived_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_surveyor=F("second_surveyor")),
                name="two_people_visit_a_household",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on}"


class Opinion(models.Model):
    """What somebody said at one step of control; the next step belongs to another person."""

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="opinions")
    step = models.CharField(_("step"), max_length=30)  # name of the move
    text = SealedField(_("opinion"), blank=True)  # may speak of an illness
    said_on = models.DateField(_("said on"))
    said_by = models.CharField(_("said by"), max_length=100)
    said_user = models.BigIntegerField(null=True)
    place = models.CharField(_("at"), max_length=120)  # the union's name on that day

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.said_on}"


class PublicityQuerySet(models.QuerySet["Publicity"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.HARDSHIP_VIEW):
            return self.none()
        return self.filter(beneath(actor, "file__organisation"))


class Publicity(models.Model):
    """One round of publicity: what was shown, where, from which day. The period is a clock."""

    class Round(models.TextChoices):
        UNIT = "unit", _("At the unit")
        COUNTY = "county", _("By the county")

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="publicities")
    round = models.CharField(_("round"), max_length=10, choices=Round)
    posted_on = models.DateField(_("posted on"))
    places = models.CharField(_("posted at"), max_length=200)
    online = models.BooleanField(_("on the portal"), default=False)
    shown = models.JSONField(default=dict)  # the masked line, exactly as it was made public
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=120, blank=True)

    objects = PublicityQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(ended_on=None), name="one_publicity_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_round_display()} {self.posted_on}"


class Objection(models.Model):
    """Somebody says it is not so: by name, or without one but with facts (domain 1.4)."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Under inquiry")
        UPHELD = "upheld", _("Upheld")
        DISMISSED = "dismissed", _("Dismissed")

    publicity = models.ForeignKey(Publicity, on_delete=models.CASCADE, related_name="objections")
    anonymous = models.BooleanField(_("without a name"), default=False)
    name = SealedField(_("name"), blank=True)
    contact = SealedField(_("contact"), blank=True)
    facts = SealedField(_("facts"))
    made_at = models.DateTimeField(_("made at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    inquired_by = models.CharField(_("inquired by"), max_length=100, blank=True)
    inquired_user = models.BigIntegerField(null=True)
    finding = SealedField(_("finding"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open") | Q(answered_on__isnull=False),
                name="an_answered_objection_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class Match(models.Model):
    """The check of the family's finances by the civil-affairs centre: asked, answered."""

    class Outcome(models.TextChoices):
        ASKED = "asked", _("Asked")
        FITS = "fits", _("Fits what was declared")
        DIFFERS = "differs", _("Differs from what was declared")

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="matches")
    asked_on = models.DateField(_("asked on"))
    asked_by = models.CharField(_("asked by"), max_length=100)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.ASKED)
    answer = SealedField(_("what the registers say"), blank=True)  # JSON: register → finding
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=100, blank=True)
    entered_user = models.BigIntegerField(null=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(outcome="asked"), name="one_open_match_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on}"
