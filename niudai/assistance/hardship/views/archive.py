"""The sample of a year and the lists of what is destroyed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.actions.archiving import ripe
from niudai.assistance.hardship.forms.keeping import DestructionForm, DrawForm, FindingForm
from niudai.assistance.hardship.models import DestructionList, SpotCheck
from niudai.funds.separation import is_same
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


def own_place(request: Request) -> Organisation:
    return get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )


@require_safe
@requires(Permission.HARDSHIP_REVIEW)
def hardship_spot_checks(request: Request) -> HttpResponse:
    rows = SpotCheck.objects.visible_to(request.actor).select_related("organisation")
    page = page_of(rows, request.GET, order=["-year", "-pk"])
    lines = [
        {"check": each, "drawn": each.lines.count(),
         "done": each.lines.exclude(in_order=None).count(),
         "faults": each.lines.filter(in_order=False).count()}
        for each in page
    ]  # fmt: skip
    return render(request, "hardship/spot_checks.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_REVIEW)
def hardship_spot_check_new(request: Request) -> HttpResponse:
    form, made = DrawForm(request.POST if request.method == "POST" else None), []
    place = own_place(request)

    def draw() -> None:
        made.append(actions.draw(place, **form.cleaned_data, by=request.actor))

    if form.is_valid() and tried(form, draw):
        messages.success(request, _("The sample is drawn."))
        return redirect(made[0])
    return render(request, "office/form.html", plain_form(
        form, _("Draw the sample of this year"), _("Draw"), str(place), "hardship_spot_checks",
        _("Spot checks"),
    ))  # fmt: skip


def plain_form(
    form: Any, heading: str, verb: str, about: str, back: str, label: str
) -> dict[str, Any]:
    return {
        "form": form, "heading": heading, "verb": verb, "about": about,
        "back": redirect(back).url, "back_label": label,
    }  # fmt: skip


def check_of(request: Request, pk: int) -> SpotCheck:
    rows = SpotCheck.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.HARDSHIP_REVIEW)
def hardship_spot_check(request: Request, pk: int) -> HttpResponse:
    check = check_of(request, pk)
    page = page_of(
        check.lines.select_related("file__organisation"), request.GET, order=["pk"]
    )  # fmt: skip
    sensitive = request.actor.may(Permission.HARDSHIP_SENSITIVE)
    return render(
        request, "hardship/spot_check.html", {"check": check, "page": page, "sensitive": sensitive}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_REVIEW)
def hardship_spot_finding(request: Request, pk: int, line: int) -> HttpResponse:
    check = check_of(request, pk)
    row = get_object_or_404(check.lines.select_related("file__organisation"), pk=line)
    form = FindingForm(request.POST or None)
    act = partial(actions.enter_finding, row, by=request.actor)
    if form.is_valid() and tried(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("The finding is on record."))
        return redirect(check)
    context = {
        "form": form, "heading": _("Enter the finding"), "verb": "", "about": row.file.title,
        "back": check.get_absolute_url(), "back_label": str(check),
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_safe
@requires(Permission.HARDSHIP_ARCHIVE)
def hardship_destructions(request: Request) -> HttpResponse:
    rows = DestructionList.objects.visible_to(request.actor).select_related("organisation")
    context = {
        "page": page_of(rows, request.GET, order=["-pk"]),
        "ripe": ripe(own_place(request), timezone.localdate()).count(),
    }
    return render(request, "hardship/destructions.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_ARCHIVE)
def hardship_destruction_new(request: Request) -> HttpResponse:
    form, made = DestructionForm(request.POST or None), []
    place = own_place(request)

    def make() -> None:
        made.append(actions.list_for_destruction(place, **form.cleaned_data, by=request.actor))

    if request.method == "POST" and form.is_valid() and tried(form, make):
        messages.success(request, _("The list is made. Another person approves it."))
        return redirect(made[0])
    return render(request, "office/form.html", plain_form(
        form, _("List files for destruction"), _("Make the list"), str(place),
        "hardship_destructions", _("Destruction lists"),
    ))  # fmt: skip


def list_of(request: Request, pk: int) -> DestructionList:
    rows = DestructionList.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.HARDSHIP_ARCHIVE)
def hardship_destruction(request: Request, pk: int) -> HttpResponse:
    listed = list_of(request, pk)
    page = page_of(listed.files.select_related("organisation"), request.GET, order=["pk"])
    own = is_same(listed.keeper, listed.keeper_user, request.actor)
    context = {"listed": listed, "page": page, "own": own}
    return render(request, "hardship/destruction.html", context)


@require_POST
@requires(Permission.HARDSHIP_ARCHIVE)
def hardship_destroy(request: Request, pk: int) -> HttpResponse:
    listed = list_of(request, pk)
    try:
        actions.destroy(listed, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The files are destroyed. What is kept of each is its number."))
    return redirect(listed)
