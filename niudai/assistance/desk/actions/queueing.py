"""The queue of the day: a number is drawn, called to a window, served."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.desk.models import Reception, Ticket
from niudai.audit.log import record
from niudai.funds.numbering import said
from niudai.kernel.refused import Refused
from niudai.organisations.models import ServiceSite

State = Ticket.State


def held_site(site: ServiceSite, *, by: Actor) -> ServiceSite:
    """One at a time at a site: two windows never get one number."""
    by.must(Permission.DESK_RECEIVE, at=site.organisation.path)
    return ServiceSite.objects.select_for_update().get(pk=site.pk)


@transaction.atomic
def draw_number(site: ServiceSite, *, matter: str = "", by: Actor) -> Ticket:
    """The next number of the day."""
    site = held_site(site, by=by)
    if site.closed_on:
        raise Refused(_("This service site is closed."))
    today = timezone.localdate()
    last = Ticket.objects.filter(site=site, day=today).aggregate(last=Max("number"))["last"] or 0
    ticket = Ticket.objects.create(site=site, day=today, number=last + 1, matter=matter)
    record("desk.draw_number", ticket, by=by, site=str(site))
    return ticket


@transaction.atomic
def call_next(site: ServiceSite, *, window: str, by: Actor) -> Ticket:
    """Call the number that has waited longest to a window."""
    site = held_site(site, by=by)
    window = said(window, _("Say which window calls."))
    waiting = Ticket.objects.filter(site=site, day=timezone.localdate(), state=State.WAITING)
    ticket = waiting.order_by("number").first()
    if ticket is None:
        raise Refused(_("Nobody is waiting."))
    ticket.state, ticket.window, ticket.called_at = State.CALLED, window, timezone.now()
    ticket.save(update_fields=["state", "window", "called_at"])
    record("desk.call_number", ticket, by=by, site=str(site), window=window)
    return ticket


@transaction.atomic
def serve(ticket: Ticket, *, reception: Reception | None = None, by: Actor) -> Ticket:
    """The number came to the window; the record taken down for it is kept with it."""
    return ended(ticket, State.SERVED, reception, by=by)


@transaction.atomic
def miss(ticket: Ticket, *, by: Actor) -> Ticket:
    """Called, and nobody came."""
    return ended(ticket, State.MISSED, None, by=by)


def ended(ticket: Ticket, state: str, reception: Reception | None, *, by: Actor) -> Ticket:
    held_site(ticket.site, by=by)
    ticket = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if ticket.state != State.CALLED:
        raise Refused(
            _("Number %(number)s is “%(state)s”.")
            % {"number": ticket, "state": ticket.get_state_display()}
        )
    ticket.state, ticket.ended_at, ticket.reception = state, timezone.now(), reception
    ticket.save(update_fields=["state", "ended_at", "reception"])
    record("desk.end_number", ticket, by=by, state=state)
    return ticket
