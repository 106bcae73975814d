"""The reception record: whoever comes, writes or calls, whatever the matter (domain 1.11, 11)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.desk.clocks import RECEPTION_CLOCKS
from niudai.casework.models import Case
from niudai.kernel.masking import masked_name, masked_phone
from niudai.kernel.personal import LookupField, SealedField
from niudai.kernel.searching import SearchField
from niudai.membership.models import Person
from niudai.organisations.models import Organisation, ServiceSite
from niudai.rulebook.codes import name_of


class Stage(models.TextChoices):
    RECEIVED = "received", _("Taken down")
    HANDLING = "handling", _("Being handled")
    ANSWERED = "answered", _("Answered")
    ROUTED = "routed", _("Passed on within the house")
    REFERRED = "referred", _("Referred elsewhere")
    CALLED_BACK = "called_back", _("Visitor called back")
    CLOSED = "closed", _("Done and closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True, slots=True)
class CameBefore:
    """An earlier visit as the desk may see it: outside the place nothing but that there was one."""

    on: date
    matter: str
    reference: str = ""
    url: str = ""


class ReceptionQuerySet(models.QuerySet["Reception"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.DESK_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class Reception(Case):
    """One visit, letter or call. The holder is who was asked first, until somebody takes it over.

    What was said and answered may tell of illness and family: sealed, and shown to those alone
    who handle such files. `opened_kind` and `opened_id` name what it became; the desk knows no
    more of it than its door tells (`niudai.casework.doors`).
    """

    CLOCKS = RECEPTION_CLOCKS
    CLOSED: ClassVar[frozenset[str]] = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
    VIEW = Permission.DESK_VIEW
    DESK = Permission.DESK_RECEIVE
    WRITE = Permission.DESK_RECEIVE

    class Way(models.TextChoices):
        VISIT = "visit", _("Visit")
        LETTER = "letter", _("Letter received")
        PHONE = "phone", _("Phone")
        ONLINE = "online", _("Online")

    class Satisfaction(models.TextChoices):
        VERY = "very", _("Very satisfied")
        SATISFIED = "satisfied", _("Satisfied")
        FAIR = "fair", _("Fairly satisfied")
        NOT = "not", _("Not satisfied")
        UNREACHED = "unreached", _("Could not be reached")

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.RECEIVED)
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.VISIT)
    matter = models.CharField(_("matter"), max_length=20)  # code table desk_matter
    site = models.ForeignKey(ServiceSite, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("visitor"), max_length=50)
    phone = SealedField(_("phone"), blank=True)
    phone_key = LookupField("phone")
    people = models.PositiveIntegerField(_("people"), default=1)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said = SealedField(_("what the visitor says"))
    promised_on = models.DateField(_("promised by"), null=True, blank=True)
    asked_first = models.CharField(_("asked first"), max_length=100)
    # What became of it.
    answer = SealedField(_("result"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    door = models.CharField(max_length=30, blank=True)
    opened_kind = models.CharField(max_length=60, blank=True)
    opened_id = models.BigIntegerField(null=True, blank=True)
    referred_to = models.CharField(_("referred to"), max_length=120, blank=True)
    consent = models.CharField(_("consent to passing it on"), max_length=120, blank=True)
    came_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="sent_on_as"
    )
    called_on = models.DateField(_("called back on"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=10, choices=Satisfaction, blank=True
    )
    search = SearchField("name", "reference")

    objects = ReceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name_plural = _("reception records")
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_came"),
            models.CheckConstraint(
                condition=~Q(stage="routed") | (~Q(door="") & Q(opened_id__isnull=False)),
                name="what_was_passed_on_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(stage="referred") | (~Q(referred_to="") & ~Q(consent="")),
                name="nobody_is_referred_without_consent",
            ),
            models.CheckConstraint(
                condition=~Q(stage="called_back") | ~Q(satisfaction=""),
                name="a_call_back_has_its_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"], name="reception_place"),
            models.Index(fields=["site", "-received_on"], name="reception_site"),
            models.Index(fields=["-received_on", "-id"], name="reception_day"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reception", args=[self.pk])

    @property
    def title(self) -> str:
        return gettext("%(matter)s: %(name)s") % {"matter": self.matter_name, "name": self.name}

    @property
    def matter_name(self) -> str:
        return name_of("desk_matter", self.matter)

    @property
    def is_petition(self) -> bool:
        return self.matter == "petition"

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def above(self) -> models.QuerySet[Organisation]:
        return Organisation.objects.above(self.organisation.path)
