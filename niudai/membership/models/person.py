"""A person on file: once, wherever the person came from."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.character_index import CharacterIndex
from niudai.kernel.labels import Labelled
from niudai.kernel.paths import PathField, within
from niudai.kernel.personal import LookupField, SealedField
from niudai.kernel.searching import SearchField
from niudai.organisations.models import Organisation


class Standing(models.TextChoices):
    """What a person is to the union that keeps the record."""

    NONE = "none", _("Not a member")
    APPLIED = "applied", _("Applied")
    ACTIVE = "active", _("Union member")
    KEPT = "kept", _("Membership kept")
    LEFT = "left", _("Left")


# What few people are: each has an index of its own, over these rows alone.
FEW = {
    "standing": Q(merged_into=None) & ~Q(standing=Standing.ACTIVE),
    "number_state": Q(merged_into=None) & ~Q(number_state="valid"),
    "trade": Q(merged_into=None) & ~Q(trade=""),
    "model_worker": Q(merged_into=None) & ~Q(model_worker=""),
    "dispatched": Q(merged_into=None, dispatched=True),
    "education": Q(merged_into=None) & ~Q(education=""),
}


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> Self:
        """Persons kept beneath the actor's organisation; whoever was merged away is nobody."""
        if not actor.may(Permission.PERSON_VIEW):
            return self.none()
        rows = self.filter(merged_into=None)
        return rows if actor.everywhere else rows.filter(within(actor.scope))

    def members(self) -> Self:
        """Who counts as a member: active, and in no unsolved pair that would count twice."""
        return self.filter(standing=Standing.ACTIVE, counted=True)


class Person(Labelled):
    """Identity, traits and the union that keeps the record.

    `organisation`, `path` and `standing` repeat the open membership (or the last one), so that
    seven hundred thousand rows are listed and counted from one table. Only `seating.seat` and the
    bulk loading of rosters write them.
    """

    class Sex(models.TextChoices):
        UNKNOWN = "0", _("Unknown")
        MALE = "1", _("Male")
        FEMALE = "2", _("Female")

    class NumberState(models.TextChoices):
        """What is known of the identity number: figures and the list of faults ask for it."""

        VALID = "valid", _("Valid")
        OLD = "old", _("15 digits")
        WRONG = "wrong", _("Wrong")
        MISSING = "missing", _("Missing")
        FOREIGN = "foreign", _("Another document")

    name = models.CharField(_("name"), max_length=50)
    search = SearchField("name", spelled=True)
    document = models.CharField(_("kind of document"), max_length=10, default="resident")
    number = SealedField(_("identity number"), blank=True)
    # Indexed below: db_index would make PostgreSQL keep a second index, for beginnings of a hash.
    number_key = LookupField("number", db_index=False)
    number_state = models.CharField(
        _("state of the number"), max_length=10, choices=NumberState, default=NumberState.MISSING
    )
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    # Codes of the tables in rulebook/data/codes; empty where nobody said.
    nation = models.CharField(_("nation"), max_length=2, blank=True)
    politics = models.CharField(_("political affiliation"), max_length=2, blank=True)
    education = models.CharField(_("education"), max_length=2, blank=True)
    marriage = models.CharField(_("marital status"), max_length=2, blank=True)
    registration = models.CharField(_("household registration"), max_length=10, blank=True)
    # The code of a place, or what a sheet said where none is known.
    registered_at = models.CharField(_("registered at"), max_length=60, blank=True)
    skill = models.CharField(_("skill level"), max_length=2, blank=True)
    employment = models.CharField(_("employment"), max_length=10, blank=True)
    trade = models.CharField(_("new form of work"), max_length=10, blank=True)
    model_worker = models.CharField(_("model worker"), max_length=10, blank=True)
    migrant = models.BooleanField(_("migrant worker"), default=False)
    dispatched = models.BooleanField(_("dispatched worker"), default=False)
    phone = SealedField(_("phone"), blank=True)
    phone_key = LookupField("phone", db_index=False)
    phone_end = models.CharField(max_length=4, blank=True, editable=False)
    card = SealedField(_("bank card"), blank=True)
    card_key = LookupField("card", db_index=False)
    address = SealedField(_("address"), blank=True)
    health = SealedField(_("health and disability"), blank=True)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.NONE
    )
    # False while an unsolved pair would count the same human being twice.
    counted = models.BooleanField(default=True, editable=False)
    # Indexed below for the few that have one: an index of nothings misleads the planner.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+",
        db_index=False,
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("persons")
        ordering = ["path", "pk"]
        indexes = [
            CharacterIndex(fields=["search", "path"], name="person_characters"),
            # Whatever the list is narrowed by: counted, and walked to a full page, in the index.
            # `merged_into` is nothing in all of it; without it SQLite reads the wide rows too.
            models.Index(
                fields=[
                    "path",
                    "id",
                    "standing",
                    "counted",
                    "sex",
                    "education",
                    "trade",
                    "migrant",
                    "dispatched",
                    "model_worker",
                    "number_state",
                    "merged_into",
                    "search",
                ],
                condition=Q(merged_into=None),
                name="person_list",
            ),
            # What few people are would be found late by walking.
            *(
                models.Index(fields=[name, "path", "id"], condition=few, name=f"person_{name}")
                for name, few in FEW.items()
            ),
            models.Index(fields=["number_key"], name="person_number"),
            models.Index(fields=["phone_key"], name="person_phone"),
            models.Index(fields=["phone_end"], name="person_phone_end"),
            models.Index(
                fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="nobody_is_merged_into_oneself",
            ),
        ]

    def __str__(self) -> str:
        # The log keeps this line for ever: it names the record, not the person.
        return f"№ {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def visible_to(self, actor: Actor) -> Self:
        """Known to the unit that keeps the person and to the unit worked for."""
        if not actor.may(Permission.PERSON_VIEW):
            return self.none()
        return self.filter(beneath(actor) | beneath(actor, "person__organisation"))


class Engagement(models.Model):
    """Work for a unit beside or within the membership: platforms, dispatch, a second job."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    work = models.CharField(_("work"), max_length=60)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("engagements")
        ordering = ["person", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="an_engagement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.work}"
