"""Accounts and appointments. An account alone may do nothing; an appointment gives it a place."""

from datetime import date, datetime
from typing import Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import NOBODY, Actor, beneath, officer
from niudai.access.permissions import Permission, Role
from niudai.kernel.labels import Labelled


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Actor) -> Self:
        """People who hold an appointment beneath the actor's organisation."""
        if not actor.may(Permission.ACCOUNT_VIEW):
            return self.none()
        held = Appointment.objects.filter(beneath(actor), user=models.OuterRef("pk"))
        return self.filter(models.Exists(held))


class Users(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's own way of making accounts, and ours of showing them."""


class User(AbstractUser):
    """Someone who signs in. The name is shown beside every act."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=100)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    must_change_password = models.BooleanField(_("must change the password"), default=False)

    objects = Users()  # type: ignore[misc]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.WORK_VIEW):
            return self.none()
        return self.filter(beneath(actor))

    def in_force(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on, user__is_active=True)


class Appointment(Labelled):
    """A role at an organisation, from a day until a day. The only thing that gives permission."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="appointment_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "role"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def actor(self) -> Actor:
        return officer(
            str(self.user), role=Role(self.role), scope=self.organisation.path,
            user_id=self.user_id, appointment_id=self.pk, organisation_id=self.organisation_id,
        )  # fmt: skip


def held_by(user: User, *, on: date) -> list[Appointment]:
    """The appointments this person may act under on that day, the oldest first."""
    held = user.appointments.in_force(on).select_related("organisation").order_by("pk")
    # Asked with every page, which shows no more of a place than its name.
    return list(held.only("user", "role", "until", "organisation__name", "organisation__path"))


def acting(held: list[Appointment], *, chosen: int | None) -> Actor:
    """The actor of the chosen appointment, or of the first, or one who may do nothing."""
    if not held:
        return NOBODY
    return next((each for each in held if each.pk == chosen), held[0]).actor()


def actor_of(user: User, *, on: date) -> Actor:
    """Whoever this person is by their first appointment in force."""
    return acting(held_by(user, on=on), chosen=None)


class TriesQuerySet(models.QuerySet["Tries"]):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody reads these; only the program itself counts and clears them."""
        return self if actor.everywhere else self.none()

    def over(self, at: datetime) -> Self:
        """Counts whose span of time has passed."""
        return self.filter(ends_at__lt=at)


class Tries(models.Model):
    """How often somebody without an account tried one thing in one span of time.

    `who` is a keyed hash of an address or a number: it can be counted, not read back.
    """

    what = models.CharField(max_length=30)
    who = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    objects = TriesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["what", "who", "begun_at"], name="one_count_of_tries_a_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.begun_at:%Y-%m-%d %H:%M}: {self.count}"
