"""Coverage of the network, and what is wrong on file."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.formation.duties import duty
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.organisations.views.network import crumbs
from niudai.statistics import coverage as reach
from niudai.statistics.actions import ask_to_mend
from niudai.statistics.faults import (
    BY_ID,
    FAULTS,
    Asked,
    counted,
    rows_of,
    score,
    total,
    with_wrong_code,
)
from niudai.statistics.forms import PlaceForm
from niudai.statistics.models import Mending


@require_safe
@requires(Permission.COVERAGE_VIEW)
def coverage(request: Request) -> HttpResponse:
    form = PlaceForm(request.GET, by=request.actor)
    asked = reach.Asked(request.actor, form.place(), timezone.localdate())
    titles = {
        "unit": _("By place"), "industry": _("By industry"), "ownership": _("By ownership"),
        "size": _("By size"),
    }  # fmt: skip
    context = {
        "form": form,
        "place": asked.place,
        "above": crumbs(request, asked.place),
        "whole": reach.in_all(asked),
        "enough": asked.enough,
        "groups": [
            {"title": titles[name], "id": name, "lines": lines}
            for name, lines in reach.tables(asked).items()
            if lines
        ],
        "may_people": request.actor.may(Permission.PERSON_VIEW),
        "query": request.GET.urlencode(),
    }
    return render(request, "statistics/coverage.html", context)


@require_safe
@requires(Permission.COVERAGE_VIEW)
def coverage_export(request: Request) -> HttpResponseBase:
    """The figures of the page as a file."""
    form = PlaceForm(request.GET, by=request.actor)
    asked = reach.Asked(request.actor, form.place(), timezone.localdate())
    head = [
        _("Group"), _("Employers"), _("With a union"), _("Coverage"),
        _("Obliged"), _("Obliged with a union"), _("Coverage of the obliged"), _("Workers"),
        _("Members"), _("Members of workers"),
    ]  # fmt: skip
    lines = [reach.in_all(asked), *chain(*reach.tables(asked).values())]
    name = _("Coverage %(place)s %(day)s") % {"place": asked.place, "day": asked.on}
    return csv_file(name, head, cells(lines))


def cells(lines: list[reach.Line]) -> Iterator[list[Any]]:
    for each in lines:
        yield [
            each.name, each.employers, each.unionised, each.share, each.obliged,
            each.obliged_unionised, each.obliged_share, each.workers, each.members,
            each.member_share,
        ]  # fmt: skip


def asked_for(request: Request) -> tuple[PlaceForm, Asked]:
    form = PlaceForm(request.GET, by=request.actor)
    return form, Asked(request.actor, form.place(), timezone.localdate())


@require_safe
@requires(Permission.COVERAGE_VIEW)
def faults(request: Request) -> HttpResponse:
    form, asked = asked_for(request)
    counts = counted(asked)
    requests = {each.fault: each for each in open_requests(request, asked.place)}
    context = {
        "form": form,
        "place": asked.place,
        "above": crumbs(request, asked.place),
        "score": score(asked, counts),
        "lines": [
            {
                "fault": fault,
                "count": total(counts[fault.id]),
                "url": rows_of(fault, asked.place),
                "asked": requests.get(fault.id),
            }
            for fault in FAULTS
        ],
        "beneath": beneath(request, asked, counts),
        "may_ask": request.actor.may(Permission.PERSON_EDIT, at=asked.place.path),
    }
    return render(request, "statistics/faults.html", context)


def open_requests(request: Request, place: Organisation) -> list[Mending]:
    return list(Mending.objects.visible_to(request.actor).open().filter(organisation=place))


def beneath(request: Request, asked: Asked, counts: Any) -> list[dict[str, Any]]:
    """The unions directly beneath, the lowest score first."""
    units = Organisation.objects.visible_to(request.actor).active().filter(parent=asked.place)
    lines = [
        {
            "unit": unit,
            "score": score(asked, counts, unit.path),
            "faults": sum(total(counts[fault.id], unit.path) for fault in FAULTS),
        }
        for unit in units
    ]
    return sorted(lines, key=lambda line: (line["score"], -line["faults"]))


@require_safe
@requires(Permission.COVERAGE_VIEW)
def fault_rows(request: Request, fault: str) -> HttpResponse:
    """The unions or employers behind a number."""
    if fault not in BY_ID or BY_ID[fault].page != "fault_rows":
        raise Http404
    _form, asked = asked_for(request)
    if fault == "wrong_codes":
        rows: Any = with_wrong_code(asked).select_related("organisation")
        page = page_of(rows, request.GET, order=["name"])
    else:
        found = duty(fault, request.actor, asked.on)
        rows = found.rows.filter(within(asked.place.path)) if found else None
        page = page_of(rows, request.GET, order=["path"])
    context = {"fault": BY_ID[fault], "place": asked.place, "page": page}
    return render(request, "statistics/fault_rows.html", context)


@require_POST
@requires(Permission.PERSON_EDIT)
def fault_ask(request: Request, pk: int) -> HttpResponse:
    """One click: the unit is asked to mend this."""
    unit = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    try:
        ask_to_mend(unit, fault_id=request.POST.get("fault", ""), by=request.actor)
        messages.success(request, _("%(unit)s was asked to mend it.") % {"unit": unit})
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{reverse('faults')}?{urlencode({'under': unit.pk})}")
