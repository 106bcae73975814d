"""Two records that may be one human being, and what was decided."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.kernel.labels import Labelled
from niudai.kernel.paths import PathField, within
from niudai.kernel.personal import SealedField
from niudai.membership.models.person import Person


class PairQuerySet(models.QuerySet["Pair"]):
    def visible_to(self, actor: Actor) -> Self:
        """Pairs whose lowest common superior is the actor's unit or lies beneath it."""
        if not actor.may(Permission.DUPLICATE_VIEW):
            return self.none()
        return self if actor.everywhere else self.filter(within(actor.scope))

    def open(self) -> Self:
        return self.filter(state=Pair.State.OPEN)

    def touching(self, person: Person) -> Self:
        return self.filter(Q(first=person) | Q(second=person))


class Pair(Labelled):
    """The older record is always `first`. `path` is where both meet in the tree."""

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")
        MERGED = "merged", _("Merged")
        DIFFERENT = "different", _("Two persons")
        OVERTAKEN = "overtaken", _("One of them was merged into a third")

    class Ground(models.TextChoices):
        NUMBER = "number", _("Same identity number")
        NAME_BIRTH_PHONE = "name_birth_phone", _("Same name, birthday and phone")
        NAME_BIRTH = "name_birth", _("Same name and birthday")
        NAME_PHONE = "name_phone", _("Same name and phone")
        SOUND_BIRTH = "sound_birth", _("Same sound of the name, same birthday")

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    likelihood = models.PositiveSmallIntegerField(_("likelihood, per cent"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    found_on = models.DateField(_("found on"))
    closed_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=50, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("possible duplicates")
        ordering = ["-likelihood", "pk"]
        indexes = [
            models.Index(fields=["path", "state"], name="pair_worklist"),
            # A page of the list is found without putting all pairs in order.
            models.Index(fields=["-likelihood", "id", "state", "path"], name="pair_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_stands_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="the_older_record_comes_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} · {self.second_id}"


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.DUPLICATE_VIEW):
            return self.none()
        return self if actor.everywhere else self.filter(within(actor.scope))


class Merge(models.Model):
    """One merge as an event: what both records were before, and which rows changed hands."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    before = SealedField(_("both records before, as JSON"))
    moved = models.JSONField(_("rows that changed hands"), default=list)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.CharField(_("merged by"), max_length=50)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=50, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
