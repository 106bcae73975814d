"""Calculators: the rulebook's own arithmetic, with the article and every step."""

from math import ceil
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from niudai.access.decorators import public
from niudai.disputes.limitation import Limitation, limitation
from niudai.disputes.models import Claim
from niudai.kernel.money import exact
from niudai.kernel.refused import Refused
from niudai.portal.forms.calculators import LastDayForm, OvertimeForm, SickPayForm
from niudai.rulebook.evaluation import Answer, evaluate
from niudai.rulebook.rules import Rule, nearest

WHY = "calculates with what was just typed; keeps nothing"


@public(WHY)
@require_safe
def last_day(request: HttpRequest) -> HttpResponse:
    form = LastDayForm(request.GET or None)
    found: Limitation | None = None
    if request.GET and form.is_valid():
        what, since = form.cleaned_data["what"], form.cleaned_data["since"]
        wages = what in {"wages", "employed"}
        try:
            found = limitation(
                [Claim.Kind.WAGES if wages else Claim.Kind.OTHER],
                employed=what == "employed",
                ended_on=since if what == "wages" else None,
                knew_on=since if what == "other" else None,
                today=timezone.localdate(),
                place=str(settings.NIUDAI_PLACE),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    return render(request, "portal/calculators/last_day.html", {"form": form, "limitation": found})


@public(WHY)
@require_safe
def overtime_pay(request: HttpRequest) -> HttpResponse:
    form = OvertimeForm(request.GET or None)
    answer = None
    if request.GET and form.is_valid():
        given = form.cleaned_data
        normal = ceil(given["hourly"] * given["hours"])  # a fraction of a fen counts for the worker
        facts = {"kind": given["kind"], "normal_pay": exact(normal), "paid": exact(given["paid"])}
        answer = evaluated("WAGE-OT", facts, form)
    context = {"form": form, "answer": answer, "rule": present("WAGE-OT")}
    return render(request, "portal/calculators/overtime.html", context)


@public(WHY)
@require_safe
def sick_pay(request: HttpRequest) -> HttpResponse:
    form = SickPayForm(request.GET or None)
    answer = None
    if request.GET and form.is_valid():
        facts = {
            name: exact(value) for name, value in form.cleaned_data.items() if value is not None
        }
        answer = evaluated("WAGE-SICK", facts, form)
    context = {"form": form, "answer": answer, "rule": present("WAGE-SICK")}
    return render(request, "portal/calculators/sick_pay.html", context)


def present(rule_id: str) -> Rule | None:
    try:
        return nearest(rule_id, on=timezone.localdate())
    except Refused:
        return None


def evaluated(rule_id: str, facts: dict[str, Any], form: forms.Form) -> Answer | None:
    try:
        return evaluate(rule_id, facts, on=timezone.localdate())
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None
