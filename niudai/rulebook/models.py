"""What was entered here beside the files: holiday notices, the county's own rows, suspensions."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.kernel.calendar import DayKind
from niudai.kernel.labels import Labelled


class CalendarYear(models.Model):
    """One State Council notice. Its rows replace the program's own rows for that year."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    notice = models.CharField(_("number of the notice"), max_length=60, blank=True)
    digest = models.CharField(max_length=64)  # of all rows: tells a cache whether anything changed
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year} {self.notice}".strip()


class CalendarDay(Labelled):
    """A day the notice frees or makes a working day."""

    class Kind(models.TextChoices):
        STATUTORY = DayKind.STATUTORY.value, _("statutory holiday")
        HOLIDAY = DayKind.HOLIDAY.value, _("day off")
        MAKE_UP = DayKind.MAKE_UP.value, _("make-up working day")

    date = models.DateField(_("date"), primary_key=True)
    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    festival = models.CharField(_("festival"), max_length=40, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["statutory", "holiday", "make_up"]),
                name="calendar_day_is_off_or_made_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"


class Edition(models.Model):
    """One row: a word that changes whenever an entered row comes into force or leaves it.

    A process keeps the rulebook under this word, so it notices at once what another one changed.
    """

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token


STATES = {
    "waiting": _("Waiting for another person"),
    "confirmed": _("In force by its days"),
    "withdrawn": _("Withdrawn"),
}


class ByPaperQuerySet(models.QuerySet["ByPaper"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rulebook is the same for everybody who may read it."""
        return self if actor.may(Permission.RULE_VIEW) else self.none()

    def waiting(self) -> Self:
        return self.filter(confirmed_at=None, withdrawn_at=None)

    def in_force(self) -> Self:
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)


class ByPaper(models.Model):
    """Entered by one person from a paper with a number, confirmed by another; never deleted."""

    rule_id = models.CharField(_("rule"), max_length=40)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=9)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    document = models.CharField(_("document number"), max_length=60)
    title = models.CharField(_("title of the paper"), max_length=120, blank=True)
    issuer = models.CharField(_("issued by"), max_length=80)
    article = models.CharField(_("article"), max_length=30, blank=True)
    seen_on = models.DateField(_("paper seen on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=100)
    entered_user = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=100, blank=True)
    confirmed_user = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=200, blank=True)

    class Meta:
        abstract = True

    PAGE: ClassVar[str]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.document}"

    def get_absolute_url(self) -> str:
        return reverse(self.PAGE, args=[self.pk])

    @property
    def state(self) -> str:
        if self.withdrawn_at:
            return "withdrawn"
        return "confirmed" if self.confirmed_at else "waiting"

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    def overlaps(self, first: date, last: date | None) -> bool:
        ends = self.valid_to or date.max
        return self.valid_from <= (last or date.max) and first <= ends


# What the database promises of both tables, in sentences.
def promises(table: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=~Q(document="") & ~Q(issuer=""), name=f"{table}_names_its_paper"
        ),
        models.CheckConstraint(
            condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            name=f"{table}_ends_after_it_begins",
        ),
        models.CheckConstraint(
            condition=Q(confirmed_at=None)
            | Q(confirmed_user=None)
            | Q(entered_user=None)
            | ~Q(confirmed_user=F("entered_user")),
            name=f"{table}_is_confirmed_by_another_person",
        ),
        models.CheckConstraint(
            condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
            name=f"{table}_is_withdrawn_with_a_reason",
        ),
    ]


class EnteredRule(ByPaper):
    """A row of the rulebook the county entered on the page.

    `frame` is the row as it would stand in a file: it is kept whole, so that the row means the
    same when the file it was modelled on is gone.
    """

    PAGE = "rule_entered"

    frame = models.JSONField(default=dict)
    amount = models.PositiveIntegerField(_("amount"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=15, blank=True)
    parameters = models.JSONField(_("numbers of the rule"), default=dict, blank=True)

    objects = ByPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = promises("entered_rule")
        indexes = [models.Index(fields=["rule_id", "jurisdiction"], name="entered_rule_place")]


class Suspension(ByPaper):
    """A paper by which a step of a rule rests for a time; what was put off is made up later."""

    PAGE = "suspension"

    objects = ByPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = promises("suspension")
        indexes = [models.Index(fields=["rule_id", "valid_from"], name="suspension_rule")]
