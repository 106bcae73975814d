"""Taking a dispute down, and mending what was taken down."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes import actions
from niudai.disputes.forms.intake import (
    ClaimForm,
    ClaimRows,
    CorrectionForm,
    EmployerSideForm,
    IntakeForm,
    PartyForm,
    WorkerSideForm,
)
from niudai.disputes.models import Dispute
from niudai.kernel.forms import tried
from niudai.kernel.refused import Refused


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def dispute_new(request: Request) -> HttpResponse:
    form = IntakeForm(request.POST or None, actor=request.actor)
    rows = ClaimRows(request.POST or None, prefix="claims")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            opened = actions.register(
                **form.facts_of_case(),
                applicants=[form.applicant()],
                respondent=form.respondent(),
                claims=[claim for row in rows if (claim := row.claim())],
                by=request.actor,
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request,
                _("Registered as %(number)s. The applicant's code is %(code)s.")
                % {"number": opened.reference, "code": opened.code},
            )
            return redirect(opened)
    return render(request, "disputes/new.html", {"form": form, "rows": rows})


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def dispute_correct(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    now = {name: getattr(dispute, name) for name in CorrectionForm.base_fields if name != "reason"}
    form = CorrectionForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        changed = {
            name: value
            for name, value in form.cleaned_data.items()
            if name == "reason" or value != now[name]
        }
        if tried(form, partial(actions.correct, dispute, **changed, by=request.actor)):
            messages.success(request, _("Corrected. The old text stays in the log."))
            return redirect(dispute)
    return asked(request, dispute, form, _("Correct the facts"))


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def party_new(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.add_party, dispute, person=form.person(), by=request.actor)
        if tried(form, act):
            messages.success(request, _("The applicant was added."))
            return redirect(dispute)
    return asked(request, dispute, form, _("Add an applicant"))


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def party_correct(request: Request, pk: int, party: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    side = get_object_or_404(dispute.parties, pk=party)
    form_of = EmployerSideForm if side.is_employer else WorkerSideForm
    form = form_of(request.POST or None, party=side)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.correct_party, side, **form.changes(), by=request.actor)
        if tried(form, act):
            messages.success(request, _("Corrected. The old text stays in the log."))
            return redirect(dispute)
    return asked(request, dispute, form, _("Correct: %(name)s") % {"name": side.name})


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def claim_new(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claim = form.claim()
        if claim is None:
            form.add_error("kind", _("Choose what kind of claim this is."))
        elif tried(form, partial(actions.add_claim, dispute, claim=claim, by=request.actor)):
            return redirect(dispute)
    return asked(request, dispute, form, _("Add a claim"))


@require_POST
@requires(Permission.DISPUTE_REGISTER)
def claim_remove(request: Request, pk: int, claim: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    found = get_object_or_404(dispute.claims, pk=claim)
    try:
        actions.remove_claim(found, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(dispute)


def asked(request: Request, dispute: Dispute, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "back": dispute.get_absolute_url(),
        "back_label": dispute.reference,
    }
    return render(request, "office/form.html", context)
