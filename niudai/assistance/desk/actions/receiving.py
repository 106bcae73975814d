"""Taking down who came and what for."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.assistance.desk.actions.queueing import serve
from niudai.assistance.desk.models import Reception, Ticket
from niudai.audit.log import record
from niudai.casework.moves import locked, open_case, show
from niudai.funds.numbering import numbered, said
from niudai.kernel.identifiers import wrong_phone
from niudai.kernel.personal import lookups
from niudai.kernel.refused import Refused
from niudai.membership.models import Person
from niudai.organisations.changes import put
from niudai.organisations.models import ServiceSite
from niudai.rulebook.codes import codes

RECEIVE = Permission.DESK_RECEIVE
WORD = "接"
CORRECTED = ("way", "matter", "name", "phone", "people", "said", "promised_on")


@transaction.atomic
def receive(
    site: ServiceSite,
    *,
    matter: str,
    name: str,
    words: str,
    way: str = Reception.Way.VISIT,
    phone: str = "",
    people: int = 1,
    received_on: date | None = None,
    promised_on: date | None = None,
    ticket: Ticket | None = None,
    by: Actor,
) -> Reception:
    """Open the record; whoever writes it down was asked first and stays responsible."""
    by.must(RECEIVE, at=site.organisation.path)
    if site.closed_on:
        raise Refused(_("This service site is closed."))
    on = received_on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    phone = "".join(phone.split())
    case = Reception(
        reference=numbered(site.organisation, WORD, on), organisation=site.organisation,
        received_on=on, site=site, way=way, matter=matter, phone=phone, people=people,
        name=said(name, _("Write down who came.")), promised_on=promised_on, holder=post_of(by),
        said=said(words, _("Write down what the visitor says.")), asked_first=by.name,
        person=member_with(phone, by),
    )  # fmt: skip
    refuse_wrong(case)
    case.save()
    case = open_case(case, by=by, event="receive", way=way, matter=matter, people=people)
    if ticket is not None:
        serve(ticket, reception=case, by=by)
    return case


def post_of(by: Actor) -> Appointment | None:
    """The post the person acts from; a timer has none."""
    if by.appointment_id is None:
        return None
    return Appointment.objects.filter(pk=by.appointment_id).first()


def member_with(phone: str, by: Actor) -> Person | None:
    """The one member of the place with this phone; nobody where there are several."""
    if not phone:
        return None
    found = list(Person.objects.visible_to(by).filter(phone_key__in=lookups(phone))[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def correct(case: Reception, *, words: str, by: Actor, **facts: Any) -> Reception:
    """Correct or complete what was taken down; what stood there stays in the log."""
    case = locked(case)
    by.must(RECEIVE, at=case.organisation.path)
    if case.stage in Reception.CLOSED:
        raise Refused(_("The record is closed."))
    facts["said"] = said(words, _("Write down what the visitor says."))
    changed = put(case, **{name: facts[name] for name in CORRECTED if name in facts})
    refuse_wrong(case)
    if changed:
        sealed = {name: changed.pop(name) for name in ("said", "phone", "name") if name in changed}
        case.save()
        show(case)
        record("desk.correct", case, by=by, fields=sorted(sealed), **changed)
    return case


def refuse_wrong(case: Reception) -> None:
    if case.matter not in {code.id for code in codes("desk_matter", on=case.received_on)}:
        raise Refused(_("Choose the matter from the list."))
    if case.phone and (wrong := wrong_phone(case.phone)):
        raise Refused(wrong)
    if case.people < 1:
        raise Refused(_("At least one person came."))
    if case.promised_on and case.promised_on < case.received_on:
        raise Refused(_("What is promised lies after the visit."))
