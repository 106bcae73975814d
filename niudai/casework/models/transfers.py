"""A case on its way from one body to another."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models.work import WorkItem


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, actor: Actor) -> Self:
        """What leaves the actor's place or arrives there."""
        if not actor.may(Permission.WORK_VIEW):
            return self.none()
        return self.filter(beneath(actor, "from_organisation") | beneath(actor, "to_organisation"))

    def waiting(self) -> Self:
        return self.filter(accepted_on=None, returned_on=None)

    def arriving_at(self, actor: Actor) -> Self:
        return self.waiting().filter(beneath(actor, "to_organisation"))


class Transfer(models.Model):
    """Sent, and then accepted by a named person or returned after one working day (P)."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="transfers")
    from_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    to_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"))
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=100)
    due_on = models.DateField()
    previous_holder = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    previous_stage = models.CharField(max_length=30)
    accepted_on = models.DateField(null=True)
    accepted_by = models.CharField(max_length=100, blank=True)
    returned_on = models.DateField(null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(accepted_on=None, returned_on=None),
                name="one_transfer_on_its_way_a_case",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None, accepted_by="") | ~Q(accepted_by=""),
                name="an_accepted_transfer_names_who_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(returned_on=None),
                name="a_transfer_is_accepted_or_returned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} → {self.to_organisation}"
