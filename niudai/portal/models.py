"""What a worker has begun to fill in and not yet sent."""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from niudai.access.actor import Actor
from niudai.kernel.identifiers import normal_code
from niudai.kernel.personal import SealedField, lookups

FOLDER = "drafts"  # under the media root


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, who: "Actor | str") -> Self:
        """The draft of whoever holds its key. No officer reads what was not sent."""
        if isinstance(who, Actor):
            return self if who.everywhere else self.none()
        return self.filter(key_hash__in=lookups(who))

    def left(self, *, code: str, phone: str) -> Self:
        """The draft left under this code by this phone; one without the other finds none."""
        return self.filter(code_hash__in=lookups(normal_code(code)), phone_hash__in=lookups(phone))

    def old(self, now: datetime) -> Self:
        return self.filter(saved_at__lt=now - timedelta(days=settings.DRAFT_DAYS))


class Draft(models.Model):
    """Answers on their way. The key lies in the browser's session, only its hash here."""

    key_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, default="draft")  # the session key it lies under
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    sealed_answers = SealedField(default="{}")
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def answers(self) -> dict[str, Any]:
        """Question → field → what was answered, days as 2026-09-22."""
        return dict(json.loads(self.sealed_answers))

    @answers.setter
    def answers(self, answers: dict[str, Any]) -> None:
        self.sealed_answers = json.dumps(answers, cls=DjangoJSONEncoder, ensure_ascii=False)

    @property
    def kept_until(self) -> datetime:
        return timezone.localtime(self.saved_at) + timedelta(days=settings.DRAFT_DAYS)


def stored_name(kept: "DraftFile", filename: str) -> str:
    """A random name; nothing the sender chose."""
    return f"{FOLDER}/{secrets.token_hex(16)}.{kept.extension}"


class DraftFileQuerySet(models.QuerySet["DraftFile"]):
    def visible_to(self, who: "Actor | str") -> Self:
        return self.filter(draft__in=Draft.objects.visible_to(who))


class DraftFile(models.Model):
    """A photo kept with a draft until it is sent or thrown away."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=stored_name, max_length=200)
    sealed_name = SealedField()
    content_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=10)
    size = models.PositiveIntegerField()

    objects = DraftFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"file {self.pk}"
