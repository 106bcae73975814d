"""From the first meeting to the reply: preparing, requesting, permitting, delaying."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, open_case, show, timely
from niudai.formation.actions.deciding import numbered, refuse_own_decision, refuse_without
from niudai.formation.models import Formation, Preparer, Stage
from niudai.formation.procedure import (
    DELAY,
    GIVE_UP,
    PERMIT,
    REFUSE,
    REQUEST,
    RETURN_REQUEST,
)
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved, refuse_wrong_level
from niudai.organisations.changes import put
from niudai.organisations.models import Division, Employer, Officer, Organisation
from niudai.rulebook.codes import codes

HANDLE = Permission.FORMATION_HANDLE
CORRECTED = (
    "name", "short_name", "form", "unit_category", "workers", "members", "women", "term_years",
    "seats", "audit_seats",
)  # fmt: skip


@transaction.atomic
def prepare(
    *,
    superior: Organisation,
    name: str,
    kind: str = Organisation.Kind.ENTERPRISE,
    short_name: str = "",
    form: str = "single",
    unit_category: str = "",
    division: Division | None = None,
    employer: Employer | None = None,
    workers: int = 0,
    members: int = 0,
    women: int = 0,
    received_on: date | None = None,
    by: Actor,
) -> Formation:
    """Open the case of a union to be, beneath a higher union, for an employer or several."""
    by.must(HANDLE, at=superior.path)
    refuse_dissolved(superior)
    refuse_wrong_level(kind, superior)
    if employer:
        by.must(Permission.EMPLOYER_VIEW, at=employer.organisation.path)
        refuse_unionised(employer)
    on = today_or_before(received_on)
    case = Formation(
        reference=numbered(superior, "建", on), organisation=superior, received_on=on,
        occasion=Formation.Occasion.NEW, employer=employer, name=refuse_without(
            name, _("An organisation needs a name.")
        ), short_name=short_name.strip(), kind=kind, form=form, unit_category=unit_category,
        division=division or (employer.division if employer else superior.division),
        workers=workers or (employer.workers if employer else 0), members=members, women=women,
    )  # fmt: skip
    refuse_unknown_codes(case)
    case.save()
    return open_case(case, by=by, event="prepare", employer=str(employer or ""))


@transaction.atomic
def prepare_re_election(
    union: Organisation,
    *,
    members: int = 0,
    women: int = 0,
    seats: int = 0,
    term_years: int = 3,
    received_on: date | None = None,
    by: Actor,
) -> Formation:
    """Open the re-election of a standing union's committee (换届)."""
    union = Organisation.objects.select_for_update().get(pk=union.pk)
    by.must(HANDLE, at=union.path)
    refuse_dissolved(union)
    running = Formation.objects.open().filter(union=union).first()
    if running:
        raise Refused(_("The re-election %(case)s is open already.") % {"case": running.reference})
    employer = Employer.objects.filter(union=union).first()
    on = today_or_before(received_on)
    case = Formation(
        reference=numbered(union, "换", on), organisation=union, union=union, received_on=on,
        occasion=Formation.Occasion.TERM, name=union.name, short_name=union.short_name,
        kind=union.kind, form=union.form or "single", unit_category=union.unit_category,
        division=union.division, workers=employer.workers if employer else members,
        members=members, women=women, seats=seats, term_years=term_years,
        term_ends_on=end_of_term(union),
    )  # fmt: skip
    case.save()
    return open_case(case, by=by, event="prepare", union=str(union))


def end_of_term(union: Organisation) -> date | None:
    """The last day of the committee's term; where only the chair's is on record, that one."""
    chair = Officer.objects.filter(organisation=union, post=Officer.Post.CHAIR)
    last = chair.exclude(until=None).order_by("-until").first()
    return union.term_until or (last.until if last else None)


@transaction.atomic
def correct(case: Formation, *, by: Actor, **facts: Any) -> Formation:
    """Correct or complete what the request says, until the result is reported."""
    case = written_on(case, by=by)
    changed = put(case, **{name: facts[name] for name in CORRECTED if name in facts})
    refuse_without(case.name, _("An organisation needs a name."))
    refuse_unknown_codes(case)
    if case.women > case.members:
        raise Refused(_("There cannot be more women than members."))
    if changed:
        case.save()
        show(case)
        record("formation.correct", case, by=by, **changed)
    return case


@transaction.atomic
def add_preparer(
    case: Formation, *, name: str, side: str, leads: bool = False, by: Actor
) -> Preparer:
    """Put somebody into the preparatory group."""
    case = written_on(case, by=by)
    if leads and case.preparers.filter(leads=True).exists():
        raise Refused(_("The group has a head already."))
    preparer = Preparer.objects.create(
        formation=case, name=refuse_without(name, _("Name the person.")), side=side, leads=leads
    )
    record("formation.add_preparer", case, by=by, side=side, personal={"name": preparer.name})
    return preparer


@transaction.atomic
def remove_preparer(preparer: Preparer, *, by: Actor) -> Formation:
    case = written_on(preparer.formation, by=by)
    record("formation.remove_preparer", case, by=by, personal={"name": preparer.name})
    preparer.delete()
    return case


@transaction.atomic
def request(case: Formation, *, requested_on: date | None = None, by: Actor) -> Formation:
    """Send the request; the higher union's time to reply begins."""
    case = locked(case)
    case.requested_on = timely(case, requested_on)
    case.save(update_fields=["requested_on"])
    return advance(case, REQUEST, on=case.requested_on, by=by)


@transaction.atomic
def permit(
    case: Formation, *, document: str, permitted_on: date | None = None, by: Actor
) -> Formation:
    """The higher union replies: preparing, or the re-election, is approved."""
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    case.permit_document = refuse_without(document, _("Give the number of the document."))
    case.permitted_on = timely(case, permitted_on)
    case.save(update_fields=["permit_document", "permitted_on"])
    return advance(case, PERMIT, on=case.permitted_on, by=by, document=case.permit_document)


@transaction.atomic
def return_request(case: Formation, *, reason: str, by: Actor) -> Formation:
    """Back to the group, with what is missing."""
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    note = refuse_without(reason, _("Say what is missing."))
    return advance(case, RETURN_REQUEST, by=by, note=note)


@transaction.atomic
def refuse(case: Formation, *, reason: str, by: Actor) -> Formation:
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    return ended(case, REFUSE, reason, by=by)


@transaction.atomic
def give_up(case: Formation, *, reason: str, by: Actor) -> Formation:
    return ended(locked(case), GIVE_UP, reason, by=by)


def ended(case: Formation, move: Any, reason: str, *, by: Actor) -> Formation:
    case.reason = refuse_without(reason, _("Give the reason."))
    case.save(update_fields=["reason"])
    return advance(case, move, by=by, note=case.reason)


@transaction.atomic
def delay(case: Formation, *, until: date, reason: str, by: Actor) -> Formation:
    """The higher union lets the old committee stay until a day; how long it may only warns."""
    case = locked(case)
    refuse_own_decision(case.union, by=by)
    last = case.term_ends_on or timezone.localdate()
    if until <= last:
        raise Refused(_("The new end must lie after %(day)s.") % {"day": last})
    case.delayed_until = until
    case.reason = refuse_without(reason, _("Give the reason."))
    case.save(update_fields=["delayed_until", "reason"])
    return advance(case, DELAY, by=by, note=case.reason, until=until)


def written_on(case: Formation, *, by: Actor) -> Formation:
    """The case, held, while its facts may still change."""
    case = locked(case)
    by.must(HANDLE, at=case.organisation.path)
    if case.stage in Formation.CLOSED or case.stage == Stage.REPORTED:
        raise Refused(
            _("The case is “%(stage)s”: nothing is changed in it any more.")
            % {"stage": case.get_stage_display()}
        )
    return case


def refuse_unionised(employer: Employer) -> None:
    if employer.union_id:
        raise Refused(
            _("%(name)s already has a union: %(union)s.")
            % {"name": employer, "union": employer.union}
        )
    running = Formation.objects.open().filter(employer=employer).first()
    if running:
        raise Refused(_("A union for it is being set up: %(case)s.") % {"case": running.reference})


def refuse_unknown_codes(case: Formation) -> None:
    """Form and category come from the tables in force that day."""
    for table, value in (("union_form", case.form), ("unit_category", case.unit_category)):
        if value and value not in {code.id for code in codes(table, on=case.received_on)}:
            raise Refused(_("“%(value)s” is not in the list.") % {"value": value})


def today_or_before(on: date | None) -> date:
    today = timezone.localdate()
    if on and on > today:
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    return on or today
