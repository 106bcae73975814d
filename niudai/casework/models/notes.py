"""What someone wrote down about a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.casework.models.work import WorkItem


class Note(models.Model):
    """A remark on the timeline. Never changed; a wrong one is answered by another."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:60]
