"""One union as the register has it: facts, committee, legal person, and its cases."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.formation.composition import committee_of, findings
from niudai.formation.forms import RegisterFactsForm
from niudai.formation.models import Ending, Formation, Registration
from niudai.organisations.actions.register import enter_facts
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked
from niudai.rulebook.codes import name_of


def union_of(request: Request, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor).select_related("parent", "merged_into")
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.FORMATION_VIEW)
def union_register(request: Request, pk: int) -> HttpResponse:
    union = union_of(request, pk)
    today = timezone.localdate()
    active = union.status == Organisation.Status.ACTIVE
    committee = committee_of(union, today)
    context = {
        "union": union,
        "form_name": name_of("union_form", union.form),
        "category_name": name_of("unit_category", union.unit_category),
        "committee": committee,
        "findings": findings(union, committee, today) if active else [],
        "cases": cases(request, union),
        "may_handle": active and request.actor.may(Permission.FORMATION_HANDLE, at=union.path),
        "may_edit": active and request.actor.may(Permission.ORGANISATION_EDIT, at=union.path),
    }
    return render(request, "formation/register.html", context)


def cases(request: Request, union: Organisation) -> list[Any]:
    """Everything that was asked for this union, the newest first."""
    found = [
        *Formation.objects.visible_to(request.actor).filter(union=union),
        *Registration.objects.visible_to(request.actor).filter(organisation=union),
        *Ending.objects.visible_to(request.actor).filter(organisation=union),
    ]
    return sorted(found, key=lambda case: (case.received_on, case.pk), reverse=True)


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def union_register_edit(request: Request, pk: int) -> HttpResponse:
    """What an older union brings along: founding, form, term, number."""
    union = union_of(request, pk)
    now = {name: getattr(union, name) for name in RegisterFactsForm.base_fields}
    return asked(
        request, RegisterFactsForm(request.POST or None, initial=now),
        partial(enter_facts, union, by=request.actor), back=union, about=union.name,
        heading=_("Facts of the register"),
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip
