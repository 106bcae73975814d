"""One organisation: what it is, who serves and acts there, and what may be done to it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.kernel.masking import masked_phone
from niudai.kernel.paths import within
from niudai.organisations import actions
from niudai.organisations.forms import DissolveForm, MoveForm, SetUpForm, UnitForm
from niudai.organisations.hanging import hanging
from niudai.organisations.levels import kinds_beneath
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite
from niudai.organisations.views.asking import asked
from niudai.organisations.views.network import crumbs

SHOWN = 20  # employers and units on the page itself; the lists have them all


def found(request: Request, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor).select_related("division", "parent")
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.ORGANISATION_VIEW)
def organisation(request: Request, pk: int) -> HttpResponse:
    unit = found(request, pk)
    may_edit = request.actor.may(Permission.ORGANISATION_EDIT, at=unit.path)
    active = unit.status == Organisation.Status.ACTIVE
    context = {
        "unit": unit,
        "crumbs": crumbs(request, unit),
        "may_edit": may_edit and active,
        "may_set_up": may_edit and active and bool(kinds_beneath(unit.kind)),
        "may_register": request.actor.may(Permission.FORMATION_VIEW),
        "may_reveal": request.actor.may(Permission.PERSONAL_REVEAL, at=unit.path),
        **serving(request, unit),
        **standing(request, unit),
    }
    return render(request, "organisations/organisation.html", context)


def serving(request: Request, unit: Organisation) -> dict[str, Any]:
    """Officers now and before, and the people who act here in the program."""
    today = timezone.localdate()
    officers = Officer.objects.visible_to(request.actor).filter(organisation=unit)
    now = officers.serving(today)
    lines = [{"officer": officer, "phone": masked_phone(officer.phone)} for officer in now]
    acting = Appointment.objects.visible_to(request.actor).filter(organisation=unit)
    return {
        "officers": lines,
        "past": officers.exclude(pk__in=now.values("pk")).order_by("-since"),
        "acting": acting.in_force(today).select_related("user").order_by("role", "pk"),
    }


def standing(request: Request, unit: Organisation) -> dict[str, Any]:
    """Sites, employers and units of this organisation."""
    actor = request.actor
    units = Organisation.objects.visible_to(actor).filter(parent=unit)
    employers = Employer.objects.visible_to(actor).filter(organisation=unit).order_by("name", "pk")
    beneath = Employer.objects.visible_to(actor).filter(within(unit.path, "organisation__path"))
    return {
        "sites": ServiceSite.objects.visible_to(actor).filter(organisation=unit),
        "units": units.active().order_by("path")[:SHOWN],
        "units_count": units.active().count(),
        "dissolved_count": units.filter(status=Organisation.Status.DISSOLVED).count(),
        "employers": employers.select_related("division")[:SHOWN],
        "employers_count": employers.count(),
        "employers_beneath": beneath.count(),
        "may_employers": actor.may(Permission.EMPLOYER_VIEW),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def organisation_new(request: Request, pk: int) -> HttpResponse:
    """Set up a union beneath this one."""
    above = found(request, pk)
    form = SetUpForm(
        request.POST or None, by=request.actor, at=above, initial={"division": above.division}
    )
    act = partial(actions.set_up, parent=above, by=request.actor)
    return asked(
        request, form, act, heading=_("Set up a union"), back=above, verb=_("Set up"),
        about=_("Beneath %(above)s") % {"above": above.name}, done=_("The union is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    unit = found(request, pk)
    initial = {name: getattr(unit, name) for name in UnitForm.base_fields}
    form = UnitForm(request.POST or None, by=request.actor, at=unit, initial=initial)
    act = partial(actions.correct, unit, by=request.actor)
    return asked(
        request, form, act, heading=_("Rename or correct"), back=unit,
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def organisation_move(request: Request, pk: int) -> HttpResponse:
    unit = found(request, pk)
    form = MoveForm(request.POST or None, by=request.actor, unit=unit)
    act = partial(actions.move, unit, by=request.actor)
    about = _(
        "Everything beneath moves along. From then on the new organisation and those above it "
        "see its cases and members; the old ones do not."
    )
    return asked(
        request, form, act, heading=_("Move in the tree"), back=unit, about=about, verb=_("Move"),
        done=_("The union stands under its new organisation."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def organisation_dissolve(request: Request, pk: int) -> HttpResponse:
    unit = found(request, pk)
    form = DissolveForm(request.POST or None)
    act = partial(actions.dissolve, unit, by=request.actor)
    rows = hanging(unit, on=timezone.localdate())
    about = _("Nothing hangs on it: it can be dissolved.")
    if rows:
        what = "; ".join(map(str, rows))
        about = _("It cannot be dissolved yet. %(what)s.") % {"what": what}
    return asked(
        request, form, act, heading=_("Dissolve"), back=unit, about=about, verb=_("Dissolve"),
        done=_("The union is dissolved; its history stays."),
    )  # fmt: skip
