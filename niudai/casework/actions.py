"""What an office does with work as such, whatever the work is about."""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import GRANTS, Permission
from niudai.audit.log import record
from niudai.audit.sentences import kind_name
from niudai.casework.models import Transfer, WorkItem
from niudai.casework.moves import hold, locked
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.notices.telling import tell_officer

NAMED = 3  # numbers a sentence can hold


def open_work(appointment: Appointment) -> int:
    """How many open cases this appointment is responsible for."""
    return held(appointment).count()


def held(appointment: Appointment) -> Any:
    return WorkItem.objects.open().filter(holder=appointment)


def kinds_held(appointment: Appointment) -> list[tuple[str, int]]:
    """What would move, by kind of case: enough for someone who may not see the cases."""
    rows = held(appointment).order_by("kind").values_list("kind").annotate(models.Count("pk"))
    return [(kind_name(kind), number) for kind, number in rows]


def takers(giver: Appointment, *, by: Actor) -> models.QuerySet[Appointment]:
    """Appointments in force at the same place or above it whose roles see what would move."""
    needed = {Permission(name) for name in held(giver).values_list("permission", flat=True)}
    roles = [role for role, granted in GRANTS.items() if needed <= granted]
    return (
        Appointment.objects.visible_to(by)
        .in_force(timezone.localdate())
        .filter(role__in=roles, organisation__path__in=ancestors(giver.organisation.path))
        .exclude(pk=giver.pk)
        .select_related("user", "organisation")
        .order_by("-organisation__path", "user__name", "pk")
    )


@transaction.atomic
def hand_over(
    from_appointment: Appointment,
    to_appointment: Appointment | None,
    *,
    by: Actor,
    reason: str,
) -> int:
    """Give all open work of one appointment to another, or to the desk of its place (None).

    All or nothing: refused when a single case could not be seen by who is to get it. Returns
    the number of cases; each has its own entry in the log, and the act as a whole has one.
    """
    by.must(Permission.HAND_OVER, at=from_appointment.organisation.path)
    if not reason.strip():
        raise Refused(_("Say why the work changes hands: it stands in the log of every case."))
    items = list(held(from_appointment).select_for_update(of=("self",)).order_by("pk"))
    if not items:
        raise Refused(_("There is no open work to hand over."))
    if to_appointment is not None:
        refuse_unfit(from_appointment, to_appointment, items, by=by)

    for item in items:
        pass_on(item, to_appointment, by=by)
    Transfer.objects.waiting().filter(previous_holder=from_appointment).update(
        previous_holder=to_appointment
    )
    record(
        "casework.hand_over",
        from_appointment,
        by=by,
        personal={"reason": reason},
        cases=len(items),
        to=str(to_appointment) if to_appointment else None,
    )
    if to_appointment is not None:
        tell_officer(
            to_appointment,
            subject=_("Work was handed over to you"),
            body=_("%(count)d cases of %(giver)s are yours from today.")
            % {"count": len(items), "giver": from_appointment},
            url=reverse("my_work"),
        )
    return len(items)


def pass_on(item: WorkItem, to: Appointment | None, *, by: Actor) -> None:
    model: Any = apps.get_model(item.kind)
    hold(locked(model._default_manager.get(pk=item.case_id)), to, by=by)


def refuse_unfit(
    giver: Appointment, taker: Appointment, items: list[WorkItem], *, by: Actor
) -> None:
    """Raise Refused unless the taker is in office and sees every one of the cases."""
    by.must(Permission.HAND_OVER, at=taker.organisation.path)
    if taker == giver:
        raise Refused(_("The work already lies there."))
    if not Appointment.objects.in_force(timezone.localdate()).filter(pk=taker.pk).exists():
        raise Refused(_("%(name)s is not in office today.") % {"name": taker})
    actor = taker.actor()
    unseen = [
        item.reference
        for item in items
        if not actor.may(Permission(item.permission), at=item.organisation.path)
    ]
    if unseen:
        named = "、".join(unseen[:NAMED])
        raise Refused(
            _("%(name)s cannot see %(count)d of these cases (%(numbers)s): choose someone else.")
            % {"name": taker, "count": len(unseen), "numbers": named}
        )
