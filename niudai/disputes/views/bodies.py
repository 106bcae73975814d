"""The mediation bodies: list, page, and a form for every act."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes import actions
from niudai.disputes.composition import Composition, compositions, with_faults
from niudai.disputes.forms.register import (
    BodyFilters,
    BodyForm,
    ChairForm,
    CloseBodyForm,
    NewBodyForm,
)
from niudai.disputes.levels import kinds_at
from niudai.disputes.load import measure, open_cases, open_cases_of_bodies
from niudai.disputes.models import MediationBody, Mediator
from niudai.disputes.views.register_form import event, form_page
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.kernel.searching import found_by
from niudai.organisations.models import Organisation

ORDER = ("organisation__path", "name")
CHUNK = 500


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.MEDIATOR_VIEW)
def bodies(request: Request) -> HttpResponse:
    form = filters(request)
    found = page_of(narrowed(request, form), request.GET, order=ORDER)
    part = "#rows" if request.headers.get("HX-Request") else ""
    context = {
        "form": form,
        "page": found,
        "rows": table(found.rows),
        "query": request.GET.urlencode(),
        "may_edit": request.actor.may(Permission.MEDIATOR_EDIT),
    }
    return render(request, f"disputes/bodies.html{part}", context)


def filters(request: Request) -> BodyFilters:
    form = BodyFilters(request.GET, actor=request.actor)
    form.is_valid()
    return form


def narrowed(request: Request, form: BodyFilters) -> QuerySet[MediationBody]:
    """The bodies the reader may see, narrowed by what the filters say."""
    rows: QuerySet[MediationBody] = MediationBody.objects.visible_to(request.actor)
    rows = rows.select_related("organisation")
    if form.asked("q"):
        rows = rows.filter(found_by(form.asked("q")))
    if form.place:
        rows = rows.filter(within(form.place.path, "organisation__path"))
    if form.asked("kind"):
        rows = rows.filter(kind=form.asked("kind"))
    if level := form.asked("level"):
        rows = rows.filter(organisation__kind__in=kinds_at(level))
    if form.asked("state") != "all":
        rows = rows.filter(closed_on__isnull=form.asked("state") != "closed")
    if form.asked("faults"):
        rows = with_faults(rows, timezone.localdate())
    return rows


def table(found: Iterable[MediationBody]) -> list[dict[str, Any]]:
    """Each body with its numbers and its faults: three queries for all of them."""
    found, today = list(found), timezone.localdate()
    numbers, cases = compositions(found, today), open_cases_of_bodies(found)
    return [
        {
            "body": body,
            "numbers": numbers[body.pk],
            "faults": [] if body.closed_on else numbers[body.pk].faults(today),
            "open_cases": cases.get(body.pk, 0),
        }
        for body in found
    ]


@require_safe
@requires(Permission.MEDIATOR_VIEW)
def bodies_export(request: Request) -> HttpResponseBase:
    rows = narrowed(request, filters(request)).order_by(*ORDER)
    heads = [
        _("Name of the body"), _("Kind"), _("Union"), _("Address"), _("Set up on"), _("Closed on"),
        _("Mediators"), _("Workers' side"), _("Employer's side"), _("Women"), _("Open cases"),
        _("Faults"),
    ]  # fmt: skip
    return csv_file(_("mediation bodies"), heads, lines(rows))


def lines(rows: QuerySet[MediationBody]) -> Iterator[list[Any]]:
    coming = rows.iterator(chunk_size=CHUNK)
    while some := list(islice(coming, CHUNK)):
        for row in table(some):
            body, numbers = row["body"], row["numbers"]
            yield [
                body.name, body.get_kind_display(), body.organisation.name, body.address,
                body.set_up_on, body.closed_on, numbers.members, numbers.workers,
                numbers.employers, numbers.women, row["open_cases"], " ".join(row["faults"]),
            ]  # fmt: skip


@require_safe
@requires(Permission.MEDIATOR_VIEW)
def body(request: Request, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    today = timezone.localdate()
    mediators = Mediator.objects.visible_to(request.actor).filter(body=found)
    members = list(mediators.exclude(status="left").defer("phone").order_by("-is_chair", "name"))
    gone = mediators.filter(status="left").defer("phone").order_by("-status_on", "name")
    row = table([found])[0]
    cases, most = open_cases(members), measure(today, found.organisation.division_id).parameters
    context = {
        **row,
        "members": [
            {
                "mediator": each,
                "cases": cases.get(each.pk, 0),
                "most": most["full_time" if each.full_time else "part_time"],
                "over": bool(each.until and each.until < today),
            }
            for each in members
        ],
        "sides": sides(found, row["numbers"]),
        "events": history(found, [*members, *gone]),
        "may_edit": request.actor.may(Permission.MEDIATOR_EDIT) and not found.closed_on,
    }
    return render(request, "disputes/body.html", context)


def body_or_404(request: Request, pk: int) -> MediationBody:
    rows = MediationBody.objects.visible_to(request.actor).select_related("organisation__division")
    return get_object_or_404(rows, pk=pk)


def sides(found: MediationBody, numbers: Composition) -> str:
    if found.kind != MediationBody.Kind.ENTERPRISE:
        return ""
    return _("%(workers)d for the workers, %(employers)d for the employer") % {
        "workers": numbers.workers, "employers": numbers.employers,
    }  # fmt: skip


def history(found: MediationBody, mediators: list[Mediator]) -> list[dict[str, Any]]:
    """What the register itself tells, the newest first."""
    events = [event(found.set_up_on, _("The body was set up"))]
    for each in mediators:
        events.append(event(each.since, _("%(name)s became a mediator") % {"name": each.name}))
        if each.status == Mediator.Status.LEFT and each.status_on:
            said = _("%(name)s left the register") % {"name": each.name}
            events.append(event(each.status_on, said, each.status_reason))
    if found.closed_on:
        events.append(event(found.closed_on, _("The body was closed"), found.closing_reason))
    return sorted(events, key=lambda each: each["on"], reverse=True)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def body_new(request: Request) -> HttpResponse:
    form = NewBodyForm(request.POST or None, initial=named_union(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.set_up_body(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The body is on the register. Add its mediators now."))
            return redirect(made)
    return render(request, "disputes/body_new.html", {"form": form, "names": form.names()})


def named_union(request: Request) -> dict[str, str]:
    """The union a link came from, where it names one the reader may see."""
    asked = request.GET.get("organisation", "")
    unions = Organisation.objects.visible_to(request.actor)
    named = unions.filter(pk=int(asked)) if re.fullmatch(r"[0-9]{1,18}", asked) else unions.none()
    return {"organisation": named.values_list("name", flat=True).first() or ""}


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def body_edit(request: Request, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    now = {name: getattr(found, name) for name in BodyForm.base_fields}
    form = BodyForm(request.POST or None, initial=now)
    return form_page(
        request, form,
        lambda: actions.correct_body(found, **form.cleaned_data, by=request.actor),
        heading=_("Correct the facts of the body"), back=found,
        said=_("Corrected. The old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def body_close(request: Request, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    form = CloseBodyForm(request.POST or None, body=found, actor=request.actor)
    return form_page(
        request, form,
        lambda: actions.close_body(found, **form.cleaned_data, by=request.actor),
        heading=_("Close the body"), back=found, verb=_("Close the body"),
        about=_("Its records stay. Open cases go with their receipt and their periods."),
        said=_("The body is closed; its records stay."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def body_chair(request: Request, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    form = ChairForm(request.POST or None, body=found, actor=request.actor)
    return form_page(
        request, form,
        lambda: actions.choose_chair(found, **form.cleaned_data, by=request.actor),
        heading=_("Choose the chair"), back=found, said=_("The chair is on record."),
    )  # fmt: skip
