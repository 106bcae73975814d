"""The hardship file of one household (domain 1.7, machine 10.1)."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.hardship.clocks import FILE_CLOCKS
from niudai.casework.models import Case
from niudai.kernel.identifiers import normal_code
from niudai.kernel.paths import ancestors
from niudai.kernel.personal import LookupField, SealedField, lookups
from niudai.membership.models import Person
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.codes import name_of


class Stage(models.TextChoices):
    """Machine 10.1 of the reference."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Applied")
    UNIT_CHECK = "unit_check", _("First check")
    SURVEYED = "surveyed", _("Visited at home")
    UNIT_PUBLICITY = "unit_publicity", _("Made public at the unit")
    TOWN_REVIEW = "town_review", _("Town review")
    DATA_MATCH = "data_match", _("Data match")
    DECISION = "decision", _("County decision")
    COUNTY_PUBLICITY = "county_publicity", _("Made public by the county")
    ACTIVE = "active", _("On file")
    REVIEW_DUE = "review_due", _("To be reviewed")
    EXIT_PROPOSED = "exit_proposed", _("Exit proposed")
    LIFTED = "lifted", _("Lifted out of hardship")
    RELIEVED = "relieved", _("Relieved")
    CANCELLED = "cancelled", _("Taken off the files")
    LOOK_BACK = "look_back", _("Looked back on")
    ARCHIVED = "archived", _("Archived")
    DESTROYED = "destroyed", _("Destroyed")
    RETURNED = "returned", _("Returned for completion")
    REFUSED = "refused", _("No file")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OBJECTION = "objection", _("Objection under inquiry")
    TEMPORARY = "temporary", _("Temporary file")


# Whose turn it is: the unit's where nothing is said.
AT_THE_TOWN = frozenset({Stage.TOWN_REVIEW, Stage.LIFTED, Stage.RELIEVED, Stage.LOOK_BACK})
AT_THE_COUNTY = frozenset(
    {Stage.DATA_MATCH, Stage.DECISION, Stage.COUNTY_PUBLICITY, Stage.EXIT_PROPOSED,
     Stage.CANCELLED, Stage.ARCHIVED, Stage.TEMPORARY}
)  # fmt: skip
# A household with a file at one of these stages is a household in hardship today.
IN_FORCE = frozenset({Stage.ACTIVE, Stage.REVIEW_DUE, Stage.EXIT_PROPOSED})
# No second file for anybody of the household while one stands here.
UNDER_WAY = IN_FORCE | {
    Stage.SUBMITTED, Stage.UNIT_CHECK, Stage.SURVEYED, Stage.UNIT_PUBLICITY, Stage.TOWN_REVIEW,
    Stage.DATA_MATCH, Stage.DECISION, Stage.COUNTY_PUBLICITY, Stage.RETURNED, Stage.OBJECTION,
    Stage.TEMPORARY,
}  # fmt: skip


class HardshipFileQuerySet(models.QuerySet["HardshipFile"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.HARDSHIP_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def in_force(self) -> Self:
        return self.filter(stage__in=IN_FORCE)

    def under_way(self) -> Self:
        return self.filter(stage__in=UNDER_WAY)

    def of_numbers(self, *numbers: str) -> Self:
        """Files of a household somebody with one of these identity numbers lives in."""
        keys = [key for number in numbers for key in lookups(number)]
        return self.filter(members__number_key__in=keys, members__until=None).distinct()

    def of_applicant(self, *, code: str, phone: str) -> Self:
        """The file whose code and worker's phone both fit; one alone finds nothing."""
        return self.filter(
            code_key__in=lookups(normal_code(code)),
            members__phone_key__in=lookups(phone), members__relation=SELF,
        )  # fmt: skip


SELF = "01"  # code table relation: the worker whose file it is


class HardshipFile(Case):
    """One household, one file. The worker is the member of the household with relation “01”.

    `category` and what follows from it are written by the decision alone; `reckoned` is the whole
    answer of the rulebook on that day, with inputs, rules and sentences, and never changes again.
    """

    CLOCKS = FILE_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset(
        {Stage.REFUSED, Stage.WITHDRAWN, Stage.ARCHIVED, Stage.DESTROYED}
    )
    VIEW = Permission.HARDSHIP_VIEW
    DESK = Permission.HARDSHIP_HANDLE
    WRITE = Permission.HARDSHIP_HANDLE
    PAPERS = Permission.HARDSHIP_SENSITIVE

    class Way(models.TextChoices):
        PHONE = "phone", _("From the worker's phone")
        OFFICE = "office", _("Taken down by an officer")

    class Residence(models.TextChoices):
        URBAN = "urban", _("Urban")
        RURAL = "rural", _("Rural")

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT)
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.OFFICE)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("worker"), max_length=50)
    # 澄困〔2026〕0001 号, given when the file is entered.
    number = models.CharField(_("number of the file"), max_length=40, blank=True)
    level = models.CharField(_("level of the file"), max_length=10, blank=True)  # file_level
    temporary = models.BooleanField(_("temporary file"), default=False)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    # The worker and the work. Codes of the tables in rulebook/data/codes.
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("employer"),
    )  # fmt: skip
    employer_said = models.CharField(_("employer as said"), max_length=120, blank=True)
    unit_kind = models.CharField(_("kind of unit"), max_length=10, blank=True)
    unit_condition = models.CharField(_("condition of the unit"), max_length=60, blank=True)
    industry = models.CharField(_("industry"), max_length=10, blank=True)
    work_since = models.DateField(_("at work since"), null=True, blank=True)
    is_member = models.BooleanField(_("union member"), default=False)
    waiver = models.CharField(_("why without membership"), max_length=200, blank=True)
    migrant = models.BooleanField(_("migrant worker"), default=False)
    contract_signed_on = models.DateField(_("contract signed on"), null=True, blank=True)
    contract_band = models.CharField(_("length of the contract"), max_length=10, blank=True)
    # The household.
    residence = models.CharField(
        _("residence"), max_length=10, choices=Residence, default=Residence.URBAN
    )
    registered_at = models.CharField(_("registered at"), max_length=60, blank=True)
    address = SealedField(_("address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    other_contact = SealedField(_("other contact"), blank=True)
    housing = models.CharField(_("housing"), max_length=20, blank=True)
    floor_area = models.CharField(_("floor area"), max_length=10, blank=True)
    single_parent = models.BooleanField(_("single parent"), default=False)
    zero_employment = models.BooleanField(_("nobody of the household has work"), default=False)
    self_help = models.BooleanField(_("some ability to help oneself"), default=False)
    # Why, and what was declared about assets, events and exclusions: facts of `evaluate`.
    cause = models.CharField(_("main cause"), max_length=4, blank=True)  # hardship_cause
    other_causes = models.JSONField(_("other causes"), default=list, blank=True)
    story = SealedField(_("what happened"), blank=True)
    group = models.CharField(_("key group"), max_length=4, blank=True)  # hardship_group
    declared = models.JSONField(default=dict, blank=True)
    # Where help is paid to.
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    card = SealedField(_("bank card"), blank=True)
    card_key = LookupField("card")
    card_name = models.CharField(_("card holder"), max_length=50, blank=True)
    # The decision.
    category = models.CharField(_("category"), max_length=12, blank=True)  # hardship_category
    rule_key = models.CharField(max_length=80, blank=True)
    reckoned = models.JSONField(default=dict, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    entered_on = models.DateField(_("on file since"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    # The end.
    left_on = models.DateField(_("left the files on"), null=True, blank=True)
    left_as = models.CharField(_("left as"), max_length=10, blank=True)  # lifted, relieved …
    left_why = models.CharField(_("why it left"), max_length=200, blank=True)
    archive_place = models.CharField(_("place in the archive"), max_length=60, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    destroyed_on = models.DateField(_("destroyed on"), null=True, blank=True)
    # What the worker follows the file with; never stored in clear.
    code = SealedField(blank=True)
    code_key = LookupField("code")

    objects = HardshipFileQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("hardship files")
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["active", "review_due", "exit_proposed"])
                | (~Q(category="") & ~Q(rule_key="") & Q(decided_on__isnull=False)),
                name="a_file_in_force_was_decided_under_a_rule",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["lifted", "relieved", "cancelled", "archived"])
                | Q(left_on__isnull=False),
                name="a_file_that_left_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage="destroyed") | Q(destroyed_on__isnull=False),
                name="a_destroyed_file_says_when",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="a_number_is_of_one_file"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "stage", "-id"], name="hardship_place_stage"),
            models.Index(fields=["stage", "-id"], name="hardship_stage"),
            models.Index(fields=["person"], name="hardship_person"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("hardship_file", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("Household of %(name)s") % {"name": self.name}

    @property
    def names(self) -> str:
        """What the file is found by beside the worker's name."""
        return self.number

    @property
    def lies_at(self) -> Organisation:
        if self.stage in AT_THE_COUNTY:
            return self.above(Organisation.Kind.FEDERATION)
        if self.stage in AT_THE_TOWN:
            return self.above(Organisation.Kind.TOWN, Organisation.Kind.ZONE)
        return self.organisation

    def above(self, *kinds: str) -> Organisation:
        """The nearest union of one of these kinds at the file's place or above it, else its own."""
        paths = ancestors(self.organisation.path)
        found = Organisation.objects.filter(path__in=paths, kind__in=kinds).order_by("-path")
        return found.first() or self.organisation

    @property
    def worker(self) -> Any:
        return next(each for each in self.members.all() if each.relation == SELF)

    @property
    def household(self) -> list[Any]:
        """Who lives in it today."""
        return [each for each in self.members.all() if each.until is None]

    @property
    def category_name(self) -> str:
        return name_of("hardship_category", self.category) if self.category else ""

    @property
    def cause_name(self) -> str:
        return name_of("hardship_cause", self.cause) if self.cause else ""

    @property
    def other_cause_names(self) -> list[str]:
        return [name_of("hardship_cause", cause) for cause in self.other_causes]

    def in_force_on(self, day: date) -> bool:
        return self.stage in IN_FORCE and (self.valid_until is None or day <= self.valid_until)
