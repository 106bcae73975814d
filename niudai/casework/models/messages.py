"""What a side of a case and the office write to each other."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.casework.models.work import WorkItem
from niudai.kernel.labels import Labelled
from niudai.kernel.personal import SealedField


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(item__in=WorkItem.objects.visible_to(actor))

    def waiting(self) -> Self:
        """From a side, and neither answered nor put aside by the office."""
        return self.filter(from_office=False, settled_at=None)


class Message(Labelled):
    """One message between the office and one side. Never changed; its text can be erased."""

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        RESPONDENT = "respondent", _("Respondent")

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(_("side"), max_length=12, choices=Side)
    from_office = models.BooleanField()
    text = SealedField(_("message"), blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=100)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=100, blank=True)
    erased_on = models.DateField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="a_settled_message_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(from_office=False) | Q(settled_at=None),
                name="only_a_sides_message_is_settled",
            ),
        ]
        indexes = [
            models.Index(
                fields=["item"],
                condition=Q(from_office=False, settled_at=None),
                name="message_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
