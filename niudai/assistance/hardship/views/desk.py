"""What hangs out now, what publicity rests on, and the exchange with the civil-affairs centre."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.exchange import judged
from niudai.assistance.hardship.forms import desk as forms
from niudai.assistance.hardship.guards.steps import PUBLICITY
from niudai.assistance.hardship.models import (
    AnswerSheet,
    Assessment,
    HardshipFile,
    Publicity,
    Stage,
)
from niudai.assistance.hardship.reckoning import supposed
from niudai.assistance.hardship.views.found import asked, file_of
from niudai.kernel.forms import tried
from niudai.kernel.listing import count_of, page_of
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of
from niudai.rulebook.models import Suspension

DECIDE = Permission.HARDSHIP_DECIDE
SHOWN = 50


def own_union(request: Request) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor)
    return get_object_or_404(rows, path=request.actor.scope)


@require_safe
@requires(Permission.HARDSHIP_VIEW)
def hardship_publicities(request: Request) -> HttpResponse:
    """Files that hang out, with the papers publicity rests on and the steps put off."""
    seen = HardshipFile.objects.visible_to(request.actor)
    hanging = seen.filter(publicities__ended_on=None, publicities__isnull=False)
    papers = Suspension.objects.visible_to(request.actor)
    waiting = seen.filter(deferrals__made_up_on=None, deferrals__isnull=False).distinct()
    context = {
        "page": page_of(
            hanging.select_related("organisation").prefetch_related("publicities"), request.GET,
            order=["-pk"],
        ),
        "waiting": waiting.select_related("organisation").order_by("pk")[:SHOWN],
        "waiting_count": count_of(waiting),
        "assessments": Assessment.objects.visible_to(request.actor)[:SHOWN],
        "suspensions": papers.filter(rule_id=PUBLICITY)[:SHOWN],
        "may_decide": request.actor.may(DECIDE), "rule": PUBLICITY,
        "may_suspend": request.actor.may(Permission.RULE_EDIT),
    }  # fmt: skip
    return render(request, "hardship/publicities.html", context)


@require_safe
@requires(Permission.HARDSHIP_VIEW)
def hardship_publicity(request: Request, pk: int) -> HttpResponse:
    """The sheet of one round of one unit, as it is printed and posted (公示单)."""
    files = HardshipFile.objects.visible_to(request.actor)
    one = get_object_or_404(
        Publicity.objects.visible_to(request.actor).select_related("file__organisation"), pk=pk
    )
    county = one.round == Publicity.Round.COUNTY
    at = Q() if county else Q(organisation=one.file.organisation_id)
    federation = one.file.above(Organisation.Kind.FEDERATION)
    rows = Publicity.objects.visible_to(request.actor).filter(
        file__in=files.filter(at), round=one.round, posted_on=one.posted_on
    )
    lines = [
        {**row.shown, "category_name": category(row.shown)} for row in rows.order_by("pk")[:500]
    ]
    context = {"publicity": one, "lines": lines, "file": one.file,
               "union": federation if county else one.file.organisation}  # fmt: skip
    return render(request, "hardship/sheet.html", context)


def category(shown: dict[str, Any]) -> str:
    found = shown.get("category") or ""
    return name_of("hardship_category", found) if found else _("to be decided")


@require_http_methods(["GET", "POST"])
@requires(DECIDE)
def hardship_assessment_new(request: Request) -> HttpResponse:
    form = forms.AssessmentForm(request.POST or None)
    act = partial(actions.record_assessment, own_union(request), by=request.actor)
    return beside(request, form, act, heading=_("Record an impact assessment"))


def beside(request: Request, form: Any, act: Any, *, heading: str) -> HttpResponse:
    if form.is_valid() and tried(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("On record."))
        return redirect("hardship_publicities")
    context = {
        "form": form, "heading": heading, "about": "", "verb": "",
        "back": reverse("hardship_publicities"), "back_label": _("Publicity"),
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_make_up(request: Request, pk: int) -> HttpResponse:
    files = HardshipFile.objects.visible_to(request.actor)
    file = get_object_or_404(files.select_related("organisation"), deferrals=pk)
    one = get_object_or_404(file.deferrals.all(), pk=pk)
    return asked(
        request, file, forms.MakeUpForm(request.POST or None), partial(actions.make_up, one),
        heading=_("Make up for a publicity"), about=str(one), done=_("On record."),
        part="publicity",
    )  # fmt: skip


@require_safe
@requires(DECIDE)
def hardship_matches(request: Request) -> HttpResponse:
    """Files that wait for the data match; the sheet out and the sheets that came back."""
    waiting = HardshipFile.objects.visible_to(request.actor).filter(stage=Stage.DATA_MATCH)
    rows = waiting.select_related("organisation").prefetch_related("matches")
    context = {
        "page": page_of(rows, request.GET, order=["-pk"]), "form": forms.SheetForm(),
        "sheets": AnswerSheet.objects.visible_to(request.actor)[:10],
    }  # fmt: skip
    return render(request, "hardship/matches.html", context)


@require_POST
@requires(DECIDE)
def hardship_match_list(request: Request) -> HttpResponseBase:
    """The sheet with whole numbers: taking it is written in the log."""
    try:
        made, number = actions.take_match_list(own_union(request), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("hardship_matches")
    today = timezone.localdate().isoformat()
    return FileResponse(
        iter([made]), as_attachment=True, filename=f"核对名单-{today}-{number}.xlsx"
    )


@require_POST
@requires(DECIDE)
def hardship_answers_bring(request: Request) -> HttpResponse:
    form = forms.SheetForm(request.POST, request.FILES)
    if form.is_valid():
        union = own_union(request)
        try:
            sheet = actions.bring_answers(union, form.cleaned_data["upload"], by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            return redirect("hardship_answers", pk=sheet.pk)
    else:
        messages.error(request, _("Choose the sheet first."))
    return redirect("hardship_matches")


@require_http_methods(["GET", "POST"])
@requires(DECIDE)
def hardship_answers(request: Request, pk: int) -> HttpResponse:
    """What would be entered, row by row, before it is."""
    rows = AnswerSheet.objects.visible_to(request.actor).select_related("organisation")
    sheet = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        try:
            found = actions.enter_answers(sheet, by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("%(count)d answers are entered.") % {
                "count": found.entered
            })  # fmt: skip
            for code, sentence in found.faults:
                messages.warning(request, f"{code}: {sentence}")
            return redirect("hardship_matches")
    context = {"sheet": sheet, "verdicts": judged(sheet, by=request.actor)}
    return render(request, "hardship/answers.html", context)


@require_safe
@requires(Permission.HARDSHIP_HANDLE)
def hardship_what_if(request: Request, pk: int) -> HttpResponse:
    """The household as it is and with something changed; nothing is written."""
    file = file_of(request, pk, whole=True)
    form = forms.WhatIfForm(request.GET or None)
    comparison, refused = None, ""
    if form.is_valid() and form.change:
        try:
            comparison = supposed(file, form.change)
        except Refused as refusal:
            refused = refusal.reason
    context = {"case": file, "form": form, "comparison": comparison, "refused": refused}
    return render(request, "hardship/what_if.html", context)
