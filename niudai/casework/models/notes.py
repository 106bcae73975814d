"""What someone wrote down about a case."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.casework.models.work import WorkItem


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(item__in=WorkItem.objects.visible_to(actor))


class Note(models.Model):
    """A remark on the timeline. Never changed; a wrong one is answered by another."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=100)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:60]
