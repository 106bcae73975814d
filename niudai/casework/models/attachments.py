"""Files people bring: kept under a name of ours, served as downloads only."""

import secrets
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, spoken
from niudai.casework.models.case import Case
from niudai.casework.models.transfers import Transfer
from niudai.casework.models.work import WorkItem


def stored_name(attachment: "Attachment", filename: str) -> str:
    """A random name with the ending of the checked type; nothing the sender chose."""
    return f"{attachment.item_id}/{secrets.token_hex(16)}.{attachment.extension}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> Self:
        """Papers of the cases the actor sees, and of those sent there and not yet accepted."""
        covered = [
            model._meta.label_lower
            for model in apps.get_models()
            if issubclass(model, Case) and model.PAPERS and not actor.may(model.PAPERS)
        ]
        arriving = Transfer.objects.visible_to(actor).arriving_at(actor)
        sent_here = Q(item__permission__in=actor.views, item__in=arriving.values("item"))
        seen = self.filter(Q(item__in=WorkItem.objects.visible_to(actor)) | sent_here)
        return seen.exclude(item__kind__in=covered) if covered else seen


class Attachment(models.Model):
    """A file of a case. `content_type` is what the content is, not what the sender said."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to=stored_name, max_length=200)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind of paper"), max_length=40, blank=True)
    content_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=100)
    letter = models.CharField(max_length=40, blank=True)  # the template it was made from
    letter_version = models.CharField(max_length=20, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def brought_by(self) -> str:
        return spoken(self.added_by)
