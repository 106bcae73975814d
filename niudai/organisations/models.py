"""The union tree, the place tree, and what stands in them: employers, officers, service sites."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.credit_codes import CodeStateField
from niudai.kernel.labels import Labelled
from niudai.kernel.paths import PathField, ancestors
from niudai.kernel.personal import SealedField
from niudai.kernel.searching import SearchField


class DivisionQuerySet(models.QuerySet["Division"]):
    def visible_to(self, actor: Actor) -> Self:
        """The state's list is public: whoever sees organisations sees every place of it."""
        return self if actor.may(Permission.ORGANISATION_VIEW) else self.none()


class Division(Labelled):
    """A place of the state's list: county, town or street, village or community."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        PREFECTURE = "prefecture", _("Prefecture")
        COUNTY = "county", _("County or city")
        STREET = "street", _("Street")
        TOWN = "town", _("Town")
        ZONE = "zone", _("Zone")
        COMMUNITY = "community", _("Community")
        VILLAGE = "village", _("Village")

    code = models.CharField(_("code"), max_length=12, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = DivisionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.ORGANISATION_VIEW):
            return self.none()
        return self.filter(beneath(actor, ""))

    def active(self) -> Self:
        return self.filter(status=Organisation.Status.ACTIVE)

    def above(self, path: str) -> Self:
        """The organisation and every one it belongs to, the federation first."""
        return self.filter(path__in=ancestors(path)).order_by("path")


class Organisation(Labelled):
    """A union at any level of the tree; permissions follow this tree and no other."""

    class Kind(models.TextChoices):
        FEDERATION = "federation", _("County federation")
        TOWN = "town", _("Town or street union")
        ZONE = "zone", _("Zone or park union")
        INDUSTRY = "industry", _("Industry union")
        VILLAGE = "village", _("Village or community union")
        ENTERPRISE = "enterprise", _("Enterprise union")
        GROUP = "group", _("Union group")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        DISSOLVED = "dissolved", _("Dissolved")

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    # The last number given beneath. A number is never given twice: the log keeps old paths.
    last_unit = models.PositiveIntegerField(default=0, editable=False)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    # One character or two that begin its case numbers: 澄, 澄周.
    mark = models.CharField(_("mark in case numbers"), max_length=10, blank=True)
    search = SearchField("name", "short_name")
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What the register of unions asks for (domain 11). Codes of rulebook/data/codes.
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    form = models.CharField(_("form of the union"), max_length=10, blank=True)
    unit_category = models.CharField(_("category of the unit"), max_length=3, blank=True)
    approval_document = models.CharField(_("approval document"), max_length=60, blank=True)
    term_from = models.DateField(_("term of the committee from"), null=True, blank=True)
    term_until = models.DateField(_("term of the committee until"), null=True, blank=True)
    # The end of a term whose reminder went out, so that it goes out once.
    term_reminded_for = models.DateField(null=True, blank=True, editable=False)
    # The registration as a legal person: the code begins with 81.
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    credit_code_proof = models.CharField(_("proof of the code"), max_length=200, blank=True)
    certified_on = models.DateField(_("registered on"), null=True, blank=True)
    certified_until = models.DateField(_("certificate valid until"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark"], condition=~Q(mark=""), name="a_mark_belongs_to_one_organisation"
            ),
            models.CheckConstraint(
                condition=Q(status="active", dissolved_on=None)
                | Q(status="dissolved", dissolved_on__isnull=False),
                name="a_dissolved_organisation_says_when",
            ),
            models.CheckConstraint(
                condition=Q(kind="federation") | Q(parent__isnull=False),
                name="only_the_federation_has_nothing_above_it",
            ),
            models.CheckConstraint(
                condition=Q(term_until=None) | Q(term_until__gte=F("term_from")),
                name="a_committee_term_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status="dissolved"),
                name="a_merged_union_is_dissolved",
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="a_credit_code_belongs_to_one_union",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.pk])

    @property
    def level(self) -> str:
        """city, town or base: the three levels of the network (reference 1.1)."""
        return {"federation": "city", "town": "town", "zone": "town"}.get(self.kind, "base")


class SpanQuerySet(models.QuerySet["Span"]):
    def visible_to(self, actor: Actor) -> Self:
        """The history of what stands beneath the actor today: rights follow the present tree."""
        if not actor.may(Permission.ORGANISATION_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def as_of(self, on: date) -> Self:
        """What each organisation was at the end of that day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class Span(Labelled):
    """What an organisation was, from a day until the day it became something else.

    Written only by `history`, in the transaction of the act. `until` is the first day on which it
    no longer holds. Paths are not kept: the parents of one day make the tree of that day.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=Organisation.Kind)
    status = models.CharField(_("status"), max_length=20, choices=Organisation.Status)
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SpanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("history of the tree")
        ordering = ["organisation", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(until=None), name="one_open_span_a_union"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="a_span_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["parent", "since"], name="span_beneath")]

    def __str__(self) -> str:
        return f"{self.name} {self.since}"


class EmployerQuerySet(models.QuerySet["Employer"]):
    def visible_to(self, actor: Actor) -> Self:
        """Employers whose union, or for want of one whose responsible union, lies beneath."""
        if not actor.may(Permission.EMPLOYER_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Employer(Labelled):
    """An enterprise or other employer, with a union of its own or without."""

    class Ownership(models.TextChoices):
        STATE = "state", _("State-owned")
        COLLECTIVE = "collective", _("Collective")
        PRIVATE = "private", _("Private")
        FOREIGN = "foreign", _("Foreign-invested")
        OTHER = "other", _("Other")

    class Size(models.TextChoices):
        LARGE = "large", _("Large")
        MEDIUM = "medium", _("Medium")
        SMALL = "small", _("Small")
        MICRO = "micro", _("Micro")

    name = models.CharField(_("name"), max_length=120)
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True, db_index=True)
    # Real codes exist whose check character is wrong: then what was seen stands here.
    credit_code_proof = models.CharField(_("proof of the code"), max_length=200, blank=True)
    code_state = CodeStateField("credit_code", "credit_code_proof")
    # Who answers for it: its own union, or the village or town union while it has none.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # A joint, regional or industry union covers several.
    union = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="employers"
    )
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    industry = models.CharField(_("industry"), max_length=4, blank=True)
    ownership = models.CharField(_("ownership"), max_length=20, choices=Ownership)
    size = models.CharField(_("size"), max_length=20, choices=Size)
    workers = models.PositiveIntegerField(_("workers"), default=0)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    contact = models.CharField(_("contact"), max_length=50, blank=True)
    phone = SealedField(_("phone"), blank=True)
    search = SearchField("name", "credit_code")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("employers")
        indexes = [
            models.Index(fields=["name"]),
            models.Index(
                fields=["organisation"], condition=Q(code_state="wrong"), name="employer_wrong_code"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="a_credit_code_belongs_to_one_employer",
            ),
            models.CheckConstraint(
                condition=Q(union=None) | Q(organisation=F("union")),
                name="an_employer_with_a_union_answers_to_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("employer", args=[self.pk])


class OfficerQuerySet(models.QuerySet["Officer"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.ORGANISATION_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def serving(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Officer(Labelled):
    """A person in a post of a union committee, for a term."""

    class Post(models.TextChoices):
        CHAIR = "chair", _("Union chair")
        VICE_CHAIR = "vice_chair", _("Union vice chair")
        COMMITTEE = "committee", _("Committee member")
        FINANCE = "finance", _("Finance")
        WOMEN = "women", _("Women workers")
        AUDIT = "audit", _("Audit")
        OTHER = "other", _("Other")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=50)
    post = models.CharField(_("post"), max_length=20, choices=Post)
    full_time = models.BooleanField(_("full-time"), default=False)
    phone = SealedField(_("phone"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "post", "name"]
        verbose_name_plural = _("serving officers")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="officer_term_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        # The log keeps this line for ever: it names the post, not the person.
        return f"{self.organisation} · {self.get_post_display()}"


class ServiceSiteQuerySet(models.QuerySet["ServiceSite"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.ORGANISATION_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def open_to_the_public(self) -> Self:
        """What the portal shows to anyone: addresses and hours, nothing personal."""
        return self.filter(closed_on=None)


class ServiceSite(Labelled):
    """A place where people are received: city centre, town station, village point."""

    class Kind(models.TextChoices):
        CENTRE = "centre", _("City service centre")
        STATION = "station", _("Town station")
        POINT = "point", _("Village or enterprise point")
        LEGAL_AID = "legal_aid", _("Legal aid station")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    address = models.CharField(_("address"), max_length=200)
    hours = models.CharField(_("opening hours"), max_length=100)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ServiceSiteQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__path", "name"]
        verbose_name_plural = _("service sites")

    def __str__(self) -> str:
        return self.name
