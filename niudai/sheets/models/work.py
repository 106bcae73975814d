"""Work that takes longer than a page may: who does it now, how far it is, how it ended."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.kernel.labels import Labelled

SILENCE = timedelta(minutes=5)  # without a sign of life whoever had it is taken for dead


class State(models.TextChoices):
    READING = "reading", _("The file is looked at")
    READY = "ready", _("Columns to be confirmed")
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by an error")
    CANCELLED = "cancelled", _("Cancelled")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


# What a worker takes up: each of these has something to do and may be in somebody's hands.
OPEN = (State.READING, State.WAITING, State.RUNNING, State.UNDOING)


class WorkQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def silent(self, now: datetime) -> Self:
        """Open and in nobody's hands, or in those of a worker that gives no sign of life."""
        return self.open().filter(Q(worker="") | Q(heartbeat_at__lt=now - SILENCE))

    def held_by(self, worker: str) -> Self:
        return self.open().filter(worker=worker)


class Work(Labelled):
    """One long piece of work. A worker claims the row, gives signs of life, and lets it go."""

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    by_name = models.CharField(_("by"), max_length=100)
    # The appointment acted under: permission and place are asked again when the work begins.
    appointment = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    language = models.CharField(max_length=10, default="zh-hans")
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    worker = models.CharField(max_length=120, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)  # claims since the last step forward
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    begun_with = models.PositiveIntegerField(default=0)  # rows done before this start: for the rate
    message = models.TextField(_("message"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def rate(self) -> int:
        """Rows a second since the work was taken up; 0 while nothing can be said."""
        if self.started_at is None or self.done <= self.begun_with:
            return 0
        until = self.ended_at or timezone.now()
        seconds = (until - self.started_at).total_seconds()
        return round((self.done - self.begun_with) / seconds) if seconds > 0 else 0

    @property
    def seconds_left(self) -> int | None:
        """By the rate so far; None while nothing can be said."""
        if not self.rate or self.ended_at is not None:
            return None
        return max(0, self.total - self.done) // self.rate
