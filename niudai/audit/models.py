"""The log of everything done: append-only, each entry holding the hash of the one before."""

from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from niudai.access.actor import Actor, spoken
from niudai.access.permissions import Permission
from niudai.kernel.paths import STEP, PathField, within


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Entries about records beneath the actor's organisation.

        What belongs to no place, such as a calendar that was loaded, belongs to the federation.
        """
        if not actor.may(Permission.AUDIT_VIEW):
            return self.none()
        if actor.everywhere:
            return self
        placeless = models.Q(path="") if len(actor.scope) == STEP else models.Q()
        return self.filter(within(actor.scope) | placeless)

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


class Entry(models.Model):
    """One act: who, when, on what, and what changed. Never updated but to shred `personal`."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=100)
    user_id = models.BigIntegerField(null=True)
    appointment_id = models.BigIntegerField(null=True)
    path = PathField(blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # Personal data stand apart under a salted hash: erasing both leaves the chain whole.
    personal = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    salt = models.CharField(max_length=32, blank=True)
    personal_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "number"]),
            models.Index(fields=["path", "number"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    @property
    def who(self) -> str:
        """Whoever acted, as pages say it: a timer and a side have no name of their own."""
        return spoken(self.actor)

    def content(self) -> dict[str, Any]:
        """What the hash seals, in one fixed order."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "action": self.action,
            "actor": self.actor,
            "user": self.user_id,
            "appointment": self.appointment_id,
            "path": self.path,
            "subject": [self.subject_type, self.subject_id, self.subject],
            "changes": self.changes,
            "personal": self.personal_hash,
            "previous": self.previous_hash,
        }


class Head(models.Model):
    """The one row that knows the last entry. Locking it puts the writers in a line."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    objects = models.Manager()
