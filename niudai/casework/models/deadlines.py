"""A clock that runs on a case: dates, and all that is needed to explain them again."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.models.work import WorkItem, desk_of
from niudai.kernel.labels import Labelled
from niudai.kernel.paths import PathField, within
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.in_words import period_words
from niudai.rulebook.reckoning import Reckoning, reckon
from niudai.rulebook.rules import Rule, rule_by_key
from niudai.rulebook.wall import Cell, weeks

RUNS = Q(stopped_on=None, paused_on=None)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the line of work: kinds the actor may see, beneath the actor's organisation."""
        if not actor.may(Permission.WORK_VIEW):
            return self.none()
        rows = self.filter(permission__in=actor.views)
        return rows if actor.everywhere else rows.filter(within(actor.scope))

    def of_desk(self, actor: Actor) -> Self:
        """What this appointment holds, and what nobody holds at its organisation.

        The scope is asked as a prefix, not as a range: the index of the desks is to be used.
        """
        if not (actor.may(Permission.WORK_VIEW) and actor.scope):
            return self.none()
        desks = [desk_of(actor.appointment_id, 0), desk_of(None, actor.organisation_id or 0)]
        rows = self.filter(desk__in=desks, permission__in=actor.views)
        return rows.filter(path__startswith=actor.scope)

    def open(self) -> Self:
        return self.filter(stopped_on=None)

    def running(self) -> Self:
        """Counting today: neither stopped nor paused."""
        return self.filter(RUNS)

    def past(self, today: date) -> Self:
        """Expired by the law's own end and not yet marked."""
        return self.filter(legal_end__lt=today, missed_on=None)

    def to_announce(self, today: date) -> Self:
        """The reminder day has come, nobody was reminded, and the period still runs."""
        running = self.open().filter(paused_on=None, reminded_at=None)
        return running.filter(alarm_on__lte=today, legal_end__gte=today)

    def on_last_day(self, today: date) -> Self:
        """The period ends that very day, and nobody was told so yet."""
        return self.open().filter(paused_on=None, last_day_reminded_at=None, legal_end=today)

    def to_recount(self, years: Iterable[int]) -> Self:
        """Reckoned before the holiday notice of its last year was loaded, which now is."""
        return self.open().filter(provisional=True, paused_on=None, legal_end__year__in=years)


class Deadline(Labelled):
    """One rule at work on one case, under the version of the rule it started with."""

    class Role(models.TextChoices):
        OWN = "own_duty", _("Our duty")
        PARTY = "party_right", _("Party's right")
        WATCH = "watch", _("Watch")

    class Party(models.TextChoices):
        WORKER = "worker", _("Worker")
        EMPLOYER = "employer", _("Employer")

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="deadlines")
    # Copies from the line of work: a desk is sorted by due day, and an index holds one table.
    path = PathField()
    permission = models.CharField(max_length=40)
    desk = models.CharField(max_length=24)
    rule_id = models.CharField(max_length=40)
    rule_key = models.CharField(max_length=80)
    # Whose window, where each party has its own.
    party = models.CharField(max_length=10, choices=Party, blank=True)
    role = models.CharField(max_length=12, choices=Role)
    decides = models.BooleanField()  # an unverified rule may alarm, never decide
    started_on = models.DateField()
    # What changed the course: pauses [[from, to]], extended (n), extended_until, restart (days).
    course = models.JSONField(default=dict)
    natural_end = models.DateField()
    legal_end = models.DateField()
    alarm_on = models.DateField()
    opens_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    paused_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    missed_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    last_day_reminded_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["legal_end", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "rule_id", "party"],
                condition=Q(stopped_on=None),
                name="one_open_deadline_a_rule_party_and_case",
            ),
            models.CheckConstraint(
                condition=~Q(path="") & ~Q(permission=""),
                name="a_deadline_knows_its_place_and_who_may_see_it",
            ),
        ]
        indexes = [
            # What a desk shows and counts is answered by one of these alone.
            models.Index(
                fields=["legal_end", "path", "permission"], condition=RUNS, name="deadline_by_end"
            ),
            models.Index(
                fields=["path", "legal_end", "permission"], condition=RUNS, name="deadline_by_path"
            ),
            models.Index(
                fields=["desk", "legal_end", "permission", "path"],
                condition=RUNS,
                name="deadline_by_desk",
            ),
            models.Index(
                fields=["alarm_on"],
                condition=Q(stopped_on=None, reminded_at=None),
                name="deadline_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.legal_end}"

    @property
    def party_name(self) -> str:
        return self.get_party_display()

    @property
    def rule(self) -> Rule:
        return rule_by_key(self.rule_key)

    def reckoning(self) -> Reckoning:
        """The same dates once more, with every step in words."""
        return reckon(self.rule, self.started_on, work_calendar(), **self.course_facts())

    def course_facts(self) -> dict[str, Any]:
        """`course` with its dates as dates."""
        facts = dict(self.course)
        facts["pauses"] = [
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in facts.get("pauses", [])
        ]
        for name in ("extended_until", "restart"):
            if facts.get(name):
                facts[name] = date.fromisoformat(facts[name])
        return facts

    @property
    def late(self) -> bool:
        return (self.stopped_on or timezone.localdate()) > self.legal_end

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def period(self) -> str:
        """15 days, 5 working days: the length the rule sets."""
        return period_words(self.rule)

    def weeks(self) -> list[list[Cell]]:
        """The period as a wall calendar; empty where it is too long to draw."""
        return weeks(self.reckoning())

    @property
    def days_left(self) -> int:
        return (self.legal_end - timezone.localdate()).days

    @property
    def look(self) -> str:
        """The chip's classes: shape says whose it is, colour how near."""
        shape = {"own_duty": "own", "party_right": "party", "watch": "watch"}[self.role]
        if self.stopped_on:
            return f"{shape} {'late' if self.late else 'met'}"
        if self.late:
            return f"{shape} late"
        return f"{shape} soon" if self.days_left <= 7 else shape
