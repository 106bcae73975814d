"""One application for aid, from the asking to the receipt (domain 1.9, machine 10.2)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case as Depending
from django.db.models import F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.aid.clocks import AID_CLOCKS
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.casework.models import Case
from niudai.funds.models import Line, Source
from niudai.kernel.masking import masked, masked_identity, masked_name
from niudai.kernel.paths import ancestors
from niudai.kernel.personal import LookupField, SealedField
from niudai.membership.models import Person
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of

ORIGIN = "aid"  # what our lines of money are marked with


class Stage(models.TextChoices):
    """Machine 10.2 of the reference."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Aid asked for")
    UNIT_OPINION = "unit_opinion", _("Opinion of the unit")
    TOWN_CHECKED = "town_checked", _("Checked by the town")
    COUNTY_REVIEWED = "county_reviewed", _("Reviewed by the county")
    PUBLICITY = "publicity", _("Made public")
    APPROVED = "approved", _("Approved")
    APPROVED_URGENT = "approved_urgent", _("Approved at once")
    SCHEDULED = "scheduled", _("About to be paid")
    PAID = "paid", _("Paid or given")
    BANK_REJECTED = "bank_rejected", _("Returned by the bank")
    CLOSED = "closed", _("Receipt confirmed")
    RETURNED = "returned", _("Returned for completion")
    REFUSED = "refused", _("No aid")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECOVERY = "recovery", _("To be paid back")
    RECOVERED = "recovered", _("Paid back")


AT_THE_UNIT = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED})
AT_THE_TOWN = frozenset({Stage.UNIT_OPINION})
# Help that was given or is bound to be: what ceilings and the search for double help count.
COUNTED = frozenset(
    {Stage.APPROVED, Stage.APPROVED_URGENT, Stage.SCHEDULED, Stage.PAID, Stage.CLOSED,
     Stage.RECOVERY}
)  # fmt: skip
ARRIVED = frozenset({Stage.PAID, Stage.CLOSED, Stage.RECOVERY})
UNDECIDED = frozenset(
    {Stage.SUBMITTED, Stage.UNIT_OPINION, Stage.TOWN_CHECKED, Stage.COUNTY_REVIEWED,
     Stage.PUBLICITY, Stage.RETURNED}
)  # fmt: skip


# A batch takes thousands of applications from one of these to the next: lists find them as one.
TO_BE_PAID = (Stage.APPROVED, Stage.APPROVED_URGENT, Stage.SCHEDULED)


def phase_of(stage: str) -> str:
    return TO_BE_PAID[0] if stage in TO_BE_PAID else stage


# Opened only on the page of one application: a list never needs them.
SEALED = (
    "number", "phone", "story", "waiver", "card", "oral", "household", "reason", "finding",
)  # fmt: skip


class AidQuerySet(models.QuerySet["AidApplication"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.AID_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def light(self) -> Self:
        """Without what is sealed, for lists."""
        return self.defer(*SEALED)

    def at(self, stage: str) -> Self:
        return self.filter(phase=phase_of(stage), stage=stage)

    def counted(self) -> Self:
        return self.filter(phase__in={phase_of(stage) for stage in COUNTED})

    def arrived(self) -> Self:
        """What reached somebody and was not paid back: the figures count these."""
        return self.filter(phase__in={phase_of(stage) for stage in ARRIVED})

    def lacking_papers(self) -> Self:
        """Given at once, and the papers are still to come."""
        return self.filter(urgent=True, papers_complete_on=None, stage__in=COUNTED)


class AidApplication(Case):
    """Help of one kind for one event, asked for a household with a file or for a member.

    `most` is the rulebook's answer on the day of the decision with its sentences, `household` all
    that was known of the family then, sealed; neither changes afterwards. `line` is the payment
    that stands for the decision now; after the bank returned one, the one that replaced it.
    """

    CLOCKS = AID_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset(
        {Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN, Stage.RECOVERED}
    )
    VIEW = Permission.AID_VIEW
    PAPERS = Permission.HARDSHIP_SENSITIVE
    DESK = Permission.AID_HANDLE
    WRITE = Permission.AID_HANDLE

    class Track(models.TextChoices):
        GENERAL = "general", _("General hardship: in turn")
        SERIOUS = "serious", _("Serious hardship: first")
        SUDDEN = "sudden", _("Sudden hardship: at once")

    # aid_place begins with it; an index of its own would be preferred and sort every row.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT)
    # The stage as lists look for it. No index holds the stage itself, so that a batch of thousands
    # is built without touching one.
    phase = models.GeneratedField(
        expression=Depending(
            When(stage__in=TO_BE_PAID, then=Value(TO_BE_PAID[0])), default=F("stage")
        ),
        output_field=models.CharField(max_length=20), db_persist=True,
    )  # fmt: skip
    track = models.CharField(_("track"), max_length=10, choices=Track, default=Track.GENERAL)
    kind = models.CharField(_("kind"), max_length=12)  # code table aid_kind
    # For whom: a household with a file, or somebody of a group the money is meant for.
    file = models.ForeignKey(
        HardshipFile, on_delete=models.PROTECT, null=True, blank=True, db_index=False,
        related_name="aid",
    )  # fmt: skip
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    group = models.CharField(_("group"), max_length=20)  # code table fund_group
    name = models.CharField(_("who gets it"), max_length=50)
    number = SealedField(_("identity number"), blank=True)
    number_key = LookupField("number", db_index=False)  # aid_person begins with it
    phone = SealedField(_("phone"), blank=True)
    consented_on = models.DateField(_("consent given on"), null=True, blank=True)
    publicity_consent_on = models.DateField(_("consent to publicity on"), null=True, blank=True)
    # What happened; a child is named by the household alone.
    event = models.CharField(_("event"), max_length=60, blank=True)
    event_on = models.DateField(_("happened on"), null=True, blank=True)
    story = SealedField(_("what happened"), blank=True)
    student = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    school = models.CharField(_("level of school"), max_length=10, blank=True)
    cost_fen = models.BigIntegerField(_("cost"), default=0)
    reimbursed_fen = models.BigIntegerField(_("reimbursed"), default=0)
    other_aid_fen = models.BigIntegerField(_("aid from others"), default=0)
    asked_fen = models.BigIntegerField(_("asked for"), default=0)
    approved_fen = models.BigIntegerField(_("approved"), default=0)
    papers = models.JSONField(_("papers seen"), default=list, blank=True)  # code table aid_paper
    papers_complete_on = models.DateField(_("papers complete on"), null=True, blank=True)
    waiver = SealedField(_("why a paper is not needed"), blank=True)
    waived = models.JSONField(_("papers not needed"), default=list, blank=True)
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    card = SealedField(_("bank card"), blank=True)
    card_key = LookupField("card", db_index=False)  # nobody is looked for by it
    card_name = models.CharField(_("card holder"), max_length=50, blank=True)
    card_proof = models.CharField(_("approved proxy"), max_length=120, blank=True)
    # The decision, and the money.
    doubles_answer = models.CharField(_("answer to double help"), max_length=200, blank=True)
    posted_on = models.DateField(_("made public on"), null=True, blank=True)
    posted_at = models.CharField(_("made public at"), max_length=200, blank=True)
    publicity_ended_on = models.DateField(_("publicity ended on"), null=True, blank=True)
    urgent = models.BooleanField(_("approved at once"), default=False)
    oral = SealedField(_("oral approval"), blank=True)  # who said it, when, how it was reached
    level = models.CharField(_("approved by"), max_length=12, blank=True)  # code table aid_level
    document = models.CharField(_("minutes or reply"), max_length=80, blank=True)
    approver_post = models.CharField(_("post of the approver"), max_length=60, blank=True)
    most = models.JSONField(default=dict, blank=True)
    household = SealedField(_("as decided"), blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    line = models.OneToOneField(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    # Afterwards.
    signed_by = models.CharField(_("signed for by"), max_length=60, blank=True)
    received_how = models.CharField(_("receipt confirmed"), max_length=200, blank=True)
    closed_on = models.DateField(_("received on"), null=True, blank=True)
    reason = SealedField(_("reason"), blank=True)  # of a refusal, a return, a withdrawal
    finding = SealedField(_("what was found"), blank=True)
    finding_document = models.CharField(_("document of the finding"), max_length=80, blank=True)

    objects = AidQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("applications for aid")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    cost_fen__gte=0, reimbursed_fen__gte=0, other_aid_fen__gte=0,
                    asked_fen__gte=0, approved_fen__gte=0,
                ),
                name="amounts_of_aid_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(cost_fen__gte=F("reimbursed_fen") + F("other_aid_fen")),
                name="no_more_comes_back_than_it_cost",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["approved", "approved_urgent", "scheduled", "paid"])
                | (Q(decided_on__isnull=False) & Q(year__isnull=False) & ~Q(level="")),
                name="approved_aid_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage="scheduled") | Q(line__isnull=False),
                name="aid_about_to_be_paid_has_its_line",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["recovery", "recovered"]) | ~Q(finding_document="")
                | Q(line__isnull=False),
                name="aid_to_be_paid_back_has_a_finding",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["received_on", "id"], name="aid_newest"),
            # What the list is narrowed by stands behind the order: no row is opened to be left out.
            models.Index(
                fields=["organisation", "received_on", "id", "kind", "year", "phase"],
                name="aid_place",
            ),
            models.Index(fields=["phase", "received_on", "id"], name="aid_phase"),
            models.Index(fields=["kind", "received_on", "id"], name="aid_kind"),
            models.Index(fields=["track", "received_on", "id"], name="aid_track"),
            models.Index(fields=["year", "received_on", "id"], name="aid_year"),
            models.Index(fields=["source", "received_on", "id"], name="aid_source"),
            # Whether somebody was helped before is answered without opening an application.
            models.Index(
                fields=["file", "kind", "decided_on"], include=["phase", "id"],
                name="aid_household",
            ),
            models.Index(
                fields=["number_key", "kind", "decided_on"], include=["phase", "id"],
                name="aid_person",
            ),
            # Most are asked for a household as a whole.
            models.Index(
                fields=["person"], name="aid_member", condition=Q(person__isnull=False)
            ),
            models.Index(
                fields=["student"], name="aid_student", condition=Q(student__isnull=False)
            ),
            models.Index(
                fields=["id"], name="aid_urgent",
                condition=Q(urgent=True, papers_complete_on=None),
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("aid_case", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("%(kind)s: %(name)s") % {"kind": self.kind_name, "name": self.name}

    @property
    def kind_name(self) -> str:
        return name_of("aid_kind", self.kind)

    @property
    def group_name(self) -> str:
        return name_of("fund_group", self.group)

    @property
    def level_name(self) -> str:
        return name_of("aid_level", self.level) if self.level else ""

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_number(self) -> str:
        return masked_identity(self.number)

    @property
    def masked_card(self) -> str:
        return masked(self.card)

    @property
    def self_paid_fen(self) -> int:
        """What the household bears itself, after insurance and everybody else."""
        return self.cost_fen - self.reimbursed_fen - self.other_aid_fen

    @property
    def is_general(self) -> bool:
        return self.track == self.Track.GENERAL

    @property
    def is_serious(self) -> bool:
        return self.track == self.Track.SERIOUS

    @property
    def is_sudden(self) -> bool:
        return self.track == self.Track.SUDDEN

    @property
    def lacks_papers(self) -> bool:
        return self.urgent and self.papers_complete_on is None

    @property
    def lies_at(self) -> Organisation:
        if self.stage in AT_THE_UNIT:
            return self.organisation
        if self.stage in AT_THE_TOWN:
            return self.above(Organisation.Kind.TOWN, Organisation.Kind.ZONE)
        return self.above(Organisation.Kind.FEDERATION)

    def above(self, *kinds: str) -> Any:
        """The nearest union of one of these kinds at this place or above it, else its own."""
        paths = ancestors(self.organisation.path)
        found = Organisation.objects.filter(path__in=paths, kind__in=kinds).order_by("-path")
        return found.first() or self.organisation
