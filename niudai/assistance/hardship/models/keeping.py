"""What happens to a file once it is on file (domain 1.5): changes, exits, checks, the end."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models.file import HardshipFile
from niudai.kernel.personal import SealedField
from niudai.organisations.models import Organisation


class AtAPlaceQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.HARDSHIP_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Change(models.Model):
    """Something changed in the household: the file is to be reckoned again."""

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="changes")
    happened_on = models.DateField(_("happened on"))
    what = SealedField(_("what changed"))
    reported_by = models.CharField(_("reported by"), max_length=100)
    reported_user = models.BigIntegerField(null=True)
    reported_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.happened_on}"


class Exit(models.Model):
    """Somebody proposes that the household leaves: its months, and what keeps it safe.

    `reckoned` is the whole answer of the rulebook on the day of the decision.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("Proposed")
        LIFTED = "lifted", _("Lifted out of hardship")
        RELIEVED = "relieved", _("Relieved")
        STAYS = "stays", _("Stays on file")

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="exits")
    months = models.JSONField(_("income a head, month by month"), default=list)
    safety_net = models.BooleanField(_("government's safety net and regular union help"))
    guarantees = models.BooleanField(_("all guarantees shown"), default=False)
    why = SealedField(_("reason"))
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.CharField(_("proposed by"), max_length=100)
    proposed_user = models.BigIntegerField(null=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.OPEN)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=100, blank=True)
    rule_key = models.CharField(max_length=80, blank=True)
    reckoned = models.JSONField(default=dict, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(outcome="open"), name="one_open_exit_a_file"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="a_decided_exit_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["lifted", "relieved"]) | ~Q(rule_key=""),
                name="who_left_left_under_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_on}"


class Recovery(models.Model):
    """A file rested on false data: the aid paid on it is to be paid back."""

    file = models.OneToOneField(HardshipFile, on_delete=models.PROTECT, related_name="recovery")
    asked_on = models.DateField(_("to be paid back since"))
    done_on = models.DateField(_("settled on"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(how=""), name="a_settled_recovery_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on}"


class LookBack(models.Model):
    """A call or a visit to a household that left."""

    class Way(models.TextChoices):
        PHONE = "phone", _("By phone")
        HOME = "home", _("At home")

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="look_backs")
    visited_on = models.DateField(_("looked back on"))
    way = models.CharField(_("way"), max_length=8, choices=Way)
    findings = SealedField(_("what was found"))
    fell_back = models.BooleanField(_("fell back into hardship"), default=False)
    visited_by = models.CharField(_("by"), max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.visited_on}"


class SpotCheck(models.Model):
    """The year's sample of files. Seed and share give the same files again to whoever asks."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    seed = models.CharField(_("seed"), max_length=32)
    rule_key = models.CharField(max_length=80)
    share = models.CharField(_("share"), max_length=8)
    files = models.PositiveIntegerField(_("files in force"))
    drawn_on = models.DateField(_("drawn on"))
    drawn_by = models.CharField(_("drawn by"), max_length=100)

    objects = AtAPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"], name="one_spot_check_a_place_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("hardship_spot_check", args=[self.pk])


class Checked(models.Model):
    """One file of a sample, and what was found."""

    check_of = models.ForeignKey(SpotCheck, on_delete=models.CASCADE, related_name="lines")
    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="spot_checks")
    in_order = models.BooleanField(_("in order"), null=True)
    finding = SealedField(_("finding"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=100, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "file"], name="a_file_is_sampled_once"),
            models.CheckConstraint(
                condition=Q(in_order=None) | (Q(checked_on__isnull=False) & ~Q(checked_by="")),
                name="a_finding_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class DestructionList(models.Model):
    """Files whose time is up, listed by the keeper and approved by a supervisor."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(_("document number"), max_length=80)
    listed_on = models.DateField(_("listed on"))
    keeper = models.CharField(_("keeper"), max_length=100)
    keeper_user = models.BigIntegerField(null=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    supervisor = models.CharField(_("supervisor"), max_length=100, blank=True)
    supervisor_user = models.BigIntegerField(null=True)
    files = models.ManyToManyField(HardshipFile, related_name="destruction_lists")

    objects = AtAPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(supervisor_user=None)
                | Q(keeper_user=None)
                | ~Q(supervisor_user=F("keeper_user")),
                name="two_people_destroy_files",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | ~Q(supervisor=""),
                name="an_approved_list_names_its_supervisor",
            ),
        ]

    def __str__(self) -> str:
        return self.document

    def get_absolute_url(self) -> str:
        return reverse("hardship_destruction", args=[self.pk])
