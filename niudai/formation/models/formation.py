"""Setting up a union, or electing its committee anew: one procedure, two occasions (10.11)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.casework.models import Case
from niudai.formation.clocks import FORMATION_CLOCKS
from niudai.kernel.labels import Labelled
from niudai.organisations.models import Division, Employer, Organisation
from niudai.rulebook.codes import name_of


class Stage(models.TextChoices):
    """Machine 10.11 of the reference: union."""

    PREPARING = "preparing", _("In preparation")
    REQUESTED = "requested", _("Requested")
    PERMITTED = "permitted", _("Approved to prepare")
    ELECTED = "elected", _("Elected")
    REPORTED = "reported", _("Result reported")
    APPROVED = "approved", _("Result approved")
    REFUSED = "refused", _("Request refused")
    GIVEN_UP = "given_up", _("Given up")


class FormationQuerySet(models.QuerySet["Formation"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.FORMATION_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def open(self) -> Self:
        return self.exclude(stage__in=Formation.CLOSED)


class Formation(Case):
    """A union on its way to a committee.

    `organisation` is the higher union while there is none yet, and the union itself when only
    its committee is elected anew. `union` is what came of it, or what is elected anew.
    """

    CLOCKS = FORMATION_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset({Stage.APPROVED, Stage.REFUSED, Stage.GIVEN_UP})
    VIEW = Permission.FORMATION_VIEW
    DESK = Permission.FORMATION_HANDLE
    WRITE = Permission.FORMATION_HANDLE

    class Occasion(models.TextChoices):
        NEW = "new", _("Setting up a union")
        TERM = "term", _("Re-election")

    class Meeting(models.TextChoices):
        MEMBERS = "members", _("Members' meeting")
        DELEGATES = "delegates", _("Delegates' meeting")

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.PREPARING)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    union = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name of the union"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Organisation.Kind)
    form = models.CharField(_("form of the union"), max_length=10, default="single")
    unit_category = models.CharField(_("category of the unit"), max_length=3, blank=True)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    workers = models.PositiveIntegerField(_("workers"), default=0)
    members = models.PositiveIntegerField(_("members"), default=0)
    women = models.PositiveIntegerField(_("women among the members"), default=0)
    term_years = models.PositiveSmallIntegerField(_("term in years"), default=3)
    seats = models.PositiveSmallIntegerField(_("seats of the committee"), default=0)
    audit_seats = models.PositiveSmallIntegerField(_("seats of the audit committee"), default=0)
    requested_on = models.DateField(_("requested on"), null=True, blank=True)
    permitted_on = models.DateField(_("approved to prepare on"), null=True, blank=True)
    permit_document = models.CharField(_("document of the reply"), max_length=60, blank=True)
    proposed_on = models.DateField(_("candidates proposed on"), null=True, blank=True)
    consented_on = models.DateField(_("candidates agreed to on"), null=True, blank=True)
    elected_on = models.DateField(_("elected on"), null=True, blank=True)
    meeting = models.CharField(_("meeting"), max_length=10, choices=Meeting, blank=True)
    entitled = models.PositiveIntegerField(_("entitled to vote"), default=0)
    present = models.PositiveIntegerField(_("ballots given out"), default=0)
    reported_on = models.DateField(_("result reported on"), null=True, blank=True)
    approved_on = models.DateField(_("result approved on"), null=True, blank=True)
    approval_document = models.CharField(_("approval document"), max_length=60, blank=True)
    term_ends_on = models.DateField(_("end of the term before"), null=True, blank=True)
    delayed_until = models.DateField(_("delayed until"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = FormationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("unions being set up")
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="approved") | Q(union__isnull=False, approved_on__isnull=False),
                name="an_approved_election_names_its_union",
            ),
            models.CheckConstraint(
                condition=Q(occasion="new") | Q(union__isnull=False),
                name="a_re_election_is_of_a_union",
            ),
            models.UniqueConstraint(
                fields=["union"],
                condition=Q(occasion="term")
                & Q(stage__in=["preparing", "requested", "permitted", "elected", "reported"]),
                name="one_re_election_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(employer__isnull=False)
                & Q(stage__in=["preparing", "requested", "permitted", "elected", "reported"]),
                name="one_setting_up_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "-received_on"], name="formation_stage"),
            models.Index(fields=["organisation", "stage"], name="formation_place"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("union_case", args=["formation", self.pk])

    @property
    def title(self) -> str:
        words = {"new": gettext("%(union)s: setting up"), "term": gettext("%(union)s: re-election")}
        return words[self.occasion] % {"union": self.name}

    @property
    def form_name(self) -> str:
        return name_of("union_form", self.form)

    @property
    def category_name(self) -> str:
        return name_of("unit_category", self.unit_category)

    @property
    def slate(self) -> list["Candidate"]:
        """The candidates in the order of the ballots: committee, audit, women; elected first."""
        return sorted(
            self.candidates.all(),
            key=lambda one: (Candidate.Seat.values.index(one.seat), -(one.votes or 0), one.pk),
        )


class Preparer(Labelled):
    """Somebody in the preparatory group (domain 4.2)."""

    class Side(models.TextChoices):
        PARTY = "party", _("Party organisation")
        WORKERS = "workers", _("Workers' representatives")
        UNION = "union", _("Higher union")
        UNIT = "unit", _("The unit")

    formation = models.ForeignKey(Formation, on_delete=models.PROTECT, related_name="preparers")
    name = models.CharField(_("name"), max_length=50)
    side = models.CharField(_("stands for"), max_length=10, choices=Side)
    leads = models.BooleanField(_("head of the group"), default=False)

    class Meta:
        ordering = ["-leads", "pk"]

    def __str__(self) -> str:
        return f"{self.formation} · {self.get_side_display()}"


class Candidate(Labelled):
    """Somebody who stands for a seat, what was declared of them, and how the vote went."""

    class Seat(models.TextChoices):
        COMMITTEE = "committee", _("Union committee")
        AUDIT = "audit", _("Audit committee")
        WOMEN = "women", _("Women workers' committee")

    class Post(models.TextChoices):
        CHAIR = "chair", _("Union chair")
        VICE_CHAIR = "vice_chair", _("Union vice chair")
        MEMBER = "member", _("Member")

    formation = models.ForeignKey(Formation, on_delete=models.PROTECT, related_name="candidates")
    name = models.CharField(_("name"), max_length=50)
    seat = models.CharField(_("stands for"), max_length=10, choices=Seat, default=Seat.COMMITTEE)
    post = models.CharField(_("post"), max_length=10, choices=Post, default=Post.MEMBER)
    full_time = models.BooleanField(_("full-time"), default=False)
    # As declared (工会法 §10; the others by local papers, which only warn).
    is_relative = models.BooleanField(_("near relative of the person in charge"), default=False)
    is_head = models.BooleanField(
        _("person in charge, legal representative or partner"), default=False
    )
    is_barred_otherwise = models.BooleanField(_("head of personnel, or a foreigner"), default=False)
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    elected = models.BooleanField(_("elected"), default=False)

    class Meta:
        ordering = ["seat", "-elected", "-votes", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(elected=False) | Q(votes__isnull=False),
                name="who_is_elected_has_votes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.formation} · {self.get_seat_display()}"
