"""Being a member of a union, from a day until a day; one at a time."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.identifiers import normal_code
from niudai.kernel.labels import Labelled
from niudai.kernel.paths import PathField, within
from niudai.kernel.personal import LookupField, SealedField, lookups
from niudai.membership.models.person import Person
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> Self:
        """Memberships of the actor's units, the ended ones too: they are those units' history."""
        if not actor.may(Permission.PERSON_VIEW):
            return self.none()
        return self if actor.everywhere else self.filter(within(actor.scope))

    def open(self) -> Self:
        return self.filter(until=None)


class Membership(Labelled):
    """One stay in one union (domain 4.4, 10.11). Kept memberships have no vote and pay no dues."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Union member")
        KEPT = "kept", _("Membership kept")
        MOVED = "moved", _("Transferred")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPELLED = "expelled", _("Expelled")
        DIED = "died", _("Died")

    class Way(models.TextChoices):
        JOINED = "joined", _("Joined")
        TRANSFERRED = "transferred", _("Transferred in")
        LISTED = "listed", _("From a roster")

    class Dues(models.TextChoices):
        UNKNOWN = "unknown", _("Not known")
        PAID = "paid", _("Paid")
        OWING = "owing", _("Owing")
        EXEMPT = "exempt", _("Exempt")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    way = models.CharField(_("way"), max_length=15, choices=Way)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    kept_since = models.DateField(_("kept since"), null=True, blank=True)
    # The first admission of a life: it goes along with every transfer (一次入会).
    joined_on = models.DateField(_("joined the union on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    card_number = models.CharField(_("membership card"), max_length=30, blank=True)
    department = models.CharField(_("department"), max_length=60, blank=True)
    position = models.CharField(_("position"), max_length=60, blank=True)
    dues = models.CharField(_("dues"), max_length=10, choices=Dues, default=Dues.UNKNOWN)
    dues_until = models.DateField(_("dues paid until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("memberships")
        ordering = ["person", "-since", "-pk"]
        indexes = [models.Index(fields=["path", "status"], name="membership_counts")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until=None), name="one_membership_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="a_membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(until=None, status__in=["active", "kept"])
                | Q(until__isnull=False, status__in=["moved", "withdrawn", "expelled", "died"]),
                name="an_ended_membership_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_status_display()}"

    @property
    def reason_name(self) -> str:
        """Why it is kept or was moved; nothing where the status says it already."""
        return "" if self.reason == self.status else name_of("membership_reason", self.reason)


class TransferQuerySet(models.QuerySet["MembershipTransfer"]):
    def visible_to(self, actor: Actor) -> Self:
        """Both unions see it: the one that lets go and the one that takes over."""
        if not actor.may(Permission.PERSON_VIEW):
            return self.none()
        return self.filter(beneath(actor, "source") | beneath(actor, "target"))

    def waiting(self) -> Self:
        return self.filter(state=MembershipTransfer.State.WAITING)


class MembershipTransfer(Labelled):
    """A member on the way from one union to another; a member of the first until taken over."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Taken over")
        REFUSED = "refused", _("Refused")
        CALLED_BACK = "called_back", _("Called back")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.WAITING)
    asked_on = models.DateField(_("asked on"))
    # The other side decides; who stands above both may ask and decide.
    asked_from_source = models.BooleanField()
    asked_by = models.CharField(_("asked by"), max_length=50)
    reason = models.CharField(_("reason"), max_length=200)
    closed_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=50, blank=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("transfers of members")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="waiting"), name="one_transfer_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class JoiningQuerySet(models.QuerySet["Joining"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.PERSON_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def of_applicant(self, *, code: str, phone: str) -> Self:
        """The application whose code and phone both fit; one alone finds nothing."""
        keys = {"code_key__in": lookups(normal_code(code)), "phone_key__in": lookups(phone)}
        return self.filter(**keys)

    def waiting(self) -> Self:
        return self.filter(state=Joining.State.WAITING)


class Joining(Labelled):
    """An application to join, from a phone or taken down by an officer, until it is answered."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ADMITTED = "admitted", _("Admitted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    # What the applicant follows it with; like a number, never stored in clear.
    code = SealedField(_("code"))
    code_key = LookupField("code")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.WAITING)
    name = models.CharField(_("name"), max_length=50)
    number = SealedField(_("identity number"))
    number_key = LookupField("number")
    phone = SealedField(_("phone"))
    phone_key = LookupField("phone")
    unit_said = models.CharField(_("unit as the applicant named it"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=60, blank=True)
    position = models.CharField(_("position"), max_length=60, blank=True)
    trade = models.CharField(_("new form of work"), max_length=10, blank=True)
    migrant = models.BooleanField(_("migrant worker"), default=False)
    # As the applicant says: nothing on file was looked at.
    is_member = models.BooleanField(_("says to be a member already"), default=False)
    comes_from = models.CharField(_("union the applicant comes from"), max_length=120, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(_("answered on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=50, blank=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("applications to join")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        # The log keeps this line for ever: neither the code nor the applicant stands in it.
        return f"№ {self.pk}"
