"""A union that is merged into another or dissolved, and where everything goes (domain 4.1 §13)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case
from niudai.organisations.models import Organisation


class EndingStage(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CARRIED_OUT = "carried_out", _("Carried out")
    REFUSED = "refused", _("Proposal refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EndingQuerySet(models.QuerySet["Ending"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FORMATION_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Ending(Case):
    """The end of one union: asked for, decided by the higher union, carried out at once."""

    CLOSED: ClassVar[frozenset[str]] = frozenset(
        {EndingStage.CARRIED_OUT, EndingStage.REFUSED, EndingStage.WITHDRAWN}
    )
    VIEW = Permission.FORMATION_VIEW
    DESK = Permission.FORMATION_HANDLE
    WRITE = Permission.FORMATION_HANDLE

    class Way(models.TextChoices):
        MERGE = "merge", _("Merged into another union")
        DISSOLVE = "dissolve", _("Dissolved")

    class Members(models.TextChoices):
        MOVE = "move", _("Moved to another union")
        KEEP = "keep", _("Kept at the higher union")

    stage = models.CharField(
        _("stage"), max_length=20, choices=EndingStage, default=EndingStage.PROPOSED
    )
    way = models.CharField(_("way"), max_length=10, choices=Way)
    why = models.TextField(_("reason"))
    unit_ended = models.BooleanField(_("the unit itself has ended"), default=False)
    members = models.CharField(_("the members"), max_length=10, choices=Members)
    into = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    document = models.CharField(_("document of the decision"), max_length=60, blank=True)
    reason = models.TextField(_("reason of the refusal"), blank=True)
    # How many of each kind went where: kept, because afterwards nothing hangs there any more.
    placed = models.JSONField(_("what went where"), default=dict)

    objects = EndingQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("endings of unions")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(stage="proposed"),
                name="one_ending_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(way="merge") | Q(into__isnull=False),
                name="a_merger_names_the_other_union",
            ),
            models.CheckConstraint(
                condition=~Q(members="move") | Q(into__isnull=False),
                name="moved_members_have_a_union",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("union_case", args=["ending", self.pk])

    @property
    def title(self) -> str:
        words = {
            "merge": gettext("%(union)s: merger"),
            "dissolve": gettext("%(union)s: dissolving"),
        }
        return words[self.way] % {"union": self.organisation.name}
