"""Numbers drawn at a site today."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.desk.models.reception import Reception
from niudai.organisations.models import ServiceSite


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.DESK_VIEW):
            return self.none()
        return self.filter(beneath(actor, "site__organisation"))


class Ticket(models.Model):
    """A number somebody drew. No name: the screen by the window shows it to everybody."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CALLED = "called", _("Called")
        SERVED = "served", _("Served")
        MISSED = "missed", _("Did not come")

    site = models.ForeignKey(ServiceSite, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    matter = models.CharField(_("matter"), max_length=20, blank=True)
    window = models.CharField(_("window"), max_length=20, blank=True)
    drawn_at = models.DateTimeField(auto_now_add=True)
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reception = models.OneToOneField(
        Reception, on_delete=models.PROTECT, null=True, related_name="ticket"
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "day", "number"], name="a_number_is_drawn_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | ~Q(window=""), name="a_called_number_has_a_window"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:03d}"

    @property
    def path(self) -> str:
        return str(self.site.organisation.path)
