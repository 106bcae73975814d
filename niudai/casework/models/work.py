"""The line a case has on somebody's desk."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.labels import Labelled
from niudai.kernel.searching import SearchField


def desk_of(holder_id: int | None, organisation_id: int) -> str:
    """The desk a case lies on: its holder's, or for want of one that of the place it lies at."""
    return f"holder {holder_id}" if holder_id else f"place {organisation_id}"


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    def visible_to(self, actor: Actor) -> Self:
        """Cases beneath the actor's organisation, of the kinds the actor may see."""
        if not actor.may(Permission.WORK_VIEW):
            return self.none()
        return self.filter(beneath(actor), permission__in=actor.views)

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def held_by(self, actor: Actor) -> Self:
        """What is this person's, by this appointment."""
        return self.filter(holder_id=actor.appointment_id, holder__isnull=False)


class WorkItem(Labelled):
    """One case as desk, search and log see it. Written only by `casework`, beside the case."""

    kind = models.CharField(_("kind"), max_length=60)  # label of the case's table
    case_id = models.BigIntegerField()
    permission = models.CharField(max_length=40, choices=[(p.value, p.value) for p in Permission])
    reference = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    # An index below begins with each of these three: one of their own would be written for nothing.
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    holder = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    # Whose turn it is: its own place, or the one above that checks or decides.
    lies_at = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    stage = models.CharField(_("stage"), max_length=30)
    stage_name = models.CharField(max_length=60)  # the English source string; shown translated
    url = models.CharField(max_length=200)
    names = models.TextField(blank=True)  # everybody in it, each on a line
    search = SearchField("title", "reference", "names")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("open work")
        constraints = [
            models.UniqueConstraint(fields=["kind", "case_id"], name="one_line_of_work_a_case"),
        ]
        indexes = [
            models.Index(fields=["holder"], condition=Q(closed_on=None), name="work_open_holder"),
            models.Index(fields=["organisation", "closed_on"]),
            models.Index(fields=["lies_at", "closed_on"], name="work_lies_at"),
            models.Index(fields=["reference"]),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def desk(self) -> str:
        return desk_of(self.holder_id, self.lies_at_id)

    def get_absolute_url(self) -> str:
        return self.url
