"""Who prepares and who stands, and what the request says."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.formation import actions, forms
from niudai.formation.actions.setting_up import CORRECTED
from niudai.formation.models import Formation
from niudai.kernel.refused import Refused
from niudai.organisations.views.asking import asked


def formation_of(request: Request, pk: int) -> Formation:
    rows = Formation.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def formation_correct(request: Request, pk: int) -> HttpResponse:
    case = formation_of(request, pk)
    now = {name: getattr(case, name) for name in CORRECTED}
    form = forms.FactsForm(request.POST or None, initial=now)
    return asked(
        request, form, partial(actions.correct, case, by=request.actor), back=case,
        heading=_("Correct or complete"), about=case.title,
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def preparer_new(request: Request, pk: int) -> HttpResponse:
    case = formation_of(request, pk)

    def act(**facts: Any) -> Formation:
        return actions.add_preparer(case, **facts, by=request.actor).formation

    return asked(
        request, forms.PreparerForm(request.POST or None), act, back=case, about=case.title,
        heading=_("Add to the preparatory group"), verb=_("Add"), done=_("On record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def candidate_new(request: Request, pk: int) -> HttpResponse:
    case = formation_of(request, pk)

    def act(**facts: Any) -> Formation:
        return actions.add_candidate(case, **facts, by=request.actor).formation

    return asked(
        request, forms.CandidateForm(request.POST or None), act, back=case, about=case.title,
        heading=_("Name a candidate"), verb=_("Add"), done=_("On record."),
    )  # fmt: skip


@require_POST
@requires(Permission.FORMATION_HANDLE)
def preparer_remove(request: Request, pk: int, person: int) -> HttpResponse:
    case = formation_of(request, pk)
    return removed(request, case, actions.remove_preparer, case.preparers, person)


@require_POST
@requires(Permission.FORMATION_HANDLE)
def candidate_remove(request: Request, pk: int, person: int) -> HttpResponse:
    case = formation_of(request, pk)
    return removed(request, case, actions.remove_candidate, case.candidates, person)


def removed(request: Request, case: Formation, act: Any, rows: Any, person: int) -> HttpResponse:
    one = get_object_or_404(rows, pk=person)
    try:
        act(one, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Taken off the list."))
    return redirect(case)
