"""What becomes of a reception: answered, passed on, referred, called back, closed."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.assistance.desk import notices
from niudai.assistance.desk import procedure as p
from niudai.assistance.desk.actions.receiving import WORD
from niudai.assistance.desk.models import Reception
from niudai.casework.doors import Door, Visitor
from niudai.casework.moves import advance, hold, locked, open_case, timely
from niudai.funds.numbering import numbered, said
from niudai.kernel.refused import Refused
from niudai.organisations.models import ServiceSite


@transaction.atomic
def handle(case: Reception, *, by: Actor) -> Reception:
    """It takes more than this visit."""
    return advance(case, p.HANDLE, by=by)


@transaction.atomic
def answer(case: Reception, *, words: str, answered_on: date | None = None, by: Actor) -> Reception:
    """The matter is answered, on the spot or after inquiry."""
    case = locked(case)
    case.answer = said(words, _("Write down what the visitor was answered."))
    case.answered_on = timely(case, answered_on)
    case.save(update_fields=["answer", "answered_on"])
    return advance(case, p.ANSWER, by=by, on=case.answered_on)


def visitor_of(case: Reception) -> Visitor:
    return Visitor(
        name=case.name, phone=case.phone, people=case.people, said=case.said,
        came_on=case.received_on, organisation=case.organisation, way=case.way,
        person_id=case.person_id,
    )  # fmt: skip


@transaction.atomic
def route(case: Reception, door: Door, *, facts: dict[str, Any], by: Actor) -> Reception:
    """Open what the matter needs with what the desk knows already, and keep the way back."""
    case = locked(case)
    p.ROUTE.check(case, by=by)
    by.must(door.permission, at=case.organisation.path)
    opened = door.open(visitor_of(case), facts, by=by)
    case.door, case.opened_kind, case.opened_id = door.name, door.kind, opened.pk
    case.answered_on = timezone.localdate()
    case.save(update_fields=["door", "opened_kind", "opened_id", "answered_on"])
    return advance(case, p.ROUTE, by=by, opened=named(opened), door=door.name)


def named(opened: models.Model) -> str:
    return str(getattr(opened, "reference", "") or opened)


@transaction.atomic
def refer(
    case: Reception,
    *,
    consent: str,
    partner: str = "",
    site: ServiceSite | None = None,
    by: Actor,
) -> Reception:
    """Send the visitor to a partner, or to another union's desk, which gets a record of its own.

    Nothing leaves without the visitor's consent; how it was given stands on the record.
    """
    case = locked(case)
    case.consent = said(consent, _("Without the visitor's consent nothing is passed on."))
    if bool(partner.strip()) == bool(site):
        raise Refused(_("Name a partner or choose a union's desk: one of the two."))
    if site is not None and site.organisation_id == case.organisation_id:
        raise Refused(_("This is the same union: hand the record over instead."))
    case.referred_to = partner.strip() or f"{site}"
    case.answered_on = timezone.localdate()
    case.save(update_fields=["consent", "referred_to", "answered_on"])
    case = advance(case, p.REFER, by=by, to=case.referred_to)
    if site is not None:
        sent_on(case, site, by=by)
    return case


def sent_on(case: Reception, site: ServiceSite, *, by: Actor) -> Reception:
    """The record at the other desk; nobody holds it until somebody there takes it over."""
    today = timezone.localdate()
    if Reception.objects.filter(came_from=case).exists():
        raise Refused(_("It was referred to another union before: look at that record."))
    arrived = Reception(
        reference=numbered(site.organisation, WORD, today), organisation=site.organisation,
        received_on=today, site=site, way=case.way, matter=case.matter, name=case.name,
        phone=case.phone, people=case.people, person=None, said=case.said,
        asked_first=by.name, consent=case.consent, came_from=case,
    )  # fmt: skip
    arrived.save()
    arrived = open_case(arrived, by=by, event="receive", sent_by=str(case.organisation))
    notices.arrived(arrived, str(case.organisation))
    return arrived


@transaction.atomic
def call_back(
    case: Reception, *, satisfaction: str, called_on: date | None = None, by: Actor
) -> Reception:
    """Ask the visitor how it went."""
    case = locked(case)
    if satisfaction not in Reception.Satisfaction.values:
        raise Refused(_("Choose how satisfied the visitor is."))
    case.satisfaction, case.called_on = satisfaction, timely(case, called_on)
    case.save(update_fields=["satisfaction", "called_on"])
    return advance(case, p.CALL_BACK, by=by, on=case.called_on, satisfaction=satisfaction)


@transaction.atomic
def resume(case: Reception, *, reason: str, by: Actor) -> Reception:
    """Take the matter up again; what was found at the call-back stays in the log."""
    case = advance(case, p.RESUME, by=by, note=said(reason))
    case.satisfaction, case.called_on = "", None
    case.save(update_fields=["satisfaction", "called_on"])
    return case


@transaction.atomic
def close(case: Reception, *, by: Actor) -> Reception:
    return advance(case, p.CLOSE, by=by)


@transaction.atomic
def withdraw(case: Reception, *, reason: str, by: Actor) -> Reception:
    return advance(case, p.WITHDRAW, by=by, note=said(reason))


@transaction.atomic
def take_over(case: Reception, *, by: Actor) -> Reception:
    """Become responsible instead of whoever is; the one before is told."""
    case = locked(case)
    if by.appointment_id is None:
        raise Refused(_("Only somebody in a post can take it over."))
    if case.holder_id == by.appointment_id:
        raise Refused(_("You are responsible already."))
    before = case.holder
    case = advance(case, p.TAKE_OVER, by=by)
    case = hold(case, Appointment.objects.get(pk=by.appointment_id), by=by)
    if before is not None:
        notices.taken_over(case, before, by.name)
    return case
