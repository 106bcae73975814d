"""What a family needs, in words a donor may read, and who takes it on."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.giving.models.donor import Donor, Pledge
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.models import Case
from niudai.funds.models import Line
from niudai.kernel.personal import SealedField
from niudai.rulebook.codes import name_of


class Stage(models.TextChoices):
    NOTED = "noted", _("Noted")
    OPEN = "open", _("Looking for a donor")
    RESERVED = "reserved", _("Taken on by a donor")
    GIVEN = "given", _("Given")
    TOLD = "told", _("Donor told")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.GIVING_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def on_the_portal(self) -> Self:
        """What anybody may read: open, with the family's consent to exactly that."""
        return self.filter(stage=Stage.OPEN, public=True)


class Need(Case):
    """One need of one family. `words` is all a donor or the public ever reads of it."""

    CLOSED: ClassVar[frozenset[str]] = frozenset({Stage.TOLD, Stage.WITHDRAWN})
    VIEW = Permission.GIVING_VIEW
    DESK = Permission.GIVING_EDIT
    WRITE = Permission.GIVING_EDIT

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.NOTED)
    file = models.ForeignKey(
        HardshipFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    used_for = models.CharField(_("for"), max_length=20)  # code table fund_item
    amount_fen = models.BigIntegerField(_("amount or value"))
    goods = models.CharField(_("what, in kind"), max_length=120, blank=True)
    words = models.CharField(_("words for the donor"), max_length=200)
    about = SealedField(_("for the office alone"), blank=True)
    consent_by = SealedField(_("who agreed"), blank=True)
    consent_on = models.DateField(_("agreed on"), null=True, blank=True)
    consent_how = models.CharField(_("how"), max_length=120, blank=True)
    public = models.BooleanField(_("may be shown on the portal"), default=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_need_is_an_amount"),
            models.CheckConstraint(
                condition=Q(stage__in=["noted", "withdrawn"]) | Q(consent_on__isnull=False),
                name="no_need_is_offered_without_consent",
            ),
        ]
        indexes = [models.Index(fields=["stage", "public", "-id"], name="need_open")]

    def get_absolute_url(self) -> str:
        return reverse("need", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("Need: %(item)s") % {"item": self.item_name}

    @property
    def item_name(self) -> str:
        return name_of("fund_item", self.used_for)


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.GIVING_VIEW):
            return self.none()
        return self.filter(beneath(actor, "need__organisation"))

    def standing(self) -> Self:
        return self.filter(released_on=None)


class Match(models.Model):
    """One donor takes one need on. While it stands nobody else can."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="matches")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="matches")
    amount_fen = models.BigIntegerField(_("amount or value"))
    reserved_on = models.DateField(_("taken on"))
    reserved_by = models.CharField(max_length=100)
    released_on = models.DateField(_("let go on"), null=True, blank=True)
    released_why = models.CharField(_("why"), max_length=200, blank=True)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    given_fen = models.BigIntegerField(_("given, amount or value"), null=True, blank=True)
    given_what = models.CharField(_("what was given"), max_length=120, blank=True)
    told_on = models.DateField(_("donor told on"), null=True, blank=True)
    line = models.OneToOneField(  # where the money comes out of a source of funds
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-reserved_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(released_on=None), name="one_donor_takes_a_need"
            ),
            models.CheckConstraint(
                condition=Q(given_on=None) | Q(given_fen__gt=0), name="what_was_given_has_a_value"
            ),
            models.CheckConstraint(
                condition=Q(released_on=None) | Q(given_on=None),
                name="what_was_given_is_not_let_go",
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.pk}"

    @property
    def donor(self) -> Donor:
        return self.pledge.donor

    @property
    def bound(self) -> bool:
        return self.line is not None and self.line.stands

    @property
    def goes_by_the_funds(self) -> bool:
        """Money of an agreement lies in a source and is paid by finance; the rest is handed over
        by the donor, or in kind."""
        return self.pledge.kind == Pledge.Kind.MONEY and self.pledge.programme_id is not None

    @property
    def path(self) -> str:
        return str(self.need.organisation.path)
