"""The ledger of the desk: list, print and table."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk.forms import ReceptionFilters
from niudai.assistance.desk.models import Reception
from niudai.assistance.desk.views.found import uncovered
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of

ORDER = ["-received_on", "-pk"]


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.DESK_VIEW)
def receptions(request: Request) -> HttpResponse:
    form = ReceptionFilters(request.GET, by=request.actor)
    rows = form.narrowed().select_related("organisation", "site", "holder__user")
    page = page_of(rows, request.GET, order=ORDER)
    part = "#rows" if request.headers.get("HX-Request") else ""
    context = {
        "form": form, "page": page, "query": request.GET.urlencode(),
        "may_receive": request.actor.may(Permission.DESK_RECEIVE),
    }  # fmt: skip
    return render(request, f"desk/list.html{part}", context)


@require_safe
@requires(Permission.DESK_VIEW)
def receptions_export(request: Request) -> HttpResponseBase:
    rows = ReceptionFilters(request.GET, by=request.actor).narrowed().order_by(*ORDER)
    heads = [
        _("Number"), _("Day"), _("Service site"), _("Way"), _("Visitor"), _("Phone"),
        _("How many people"), _("Matter"), _("What the visitor says"), _("Asked first"),
        _("Stage"), _("Result"), _("Answered on"), _("Called back on"), _("Satisfaction"),
    ]  # fmt: skip
    return csv_file(_("Reception ledger"), heads, lines(request, rows))


def lines(request: Request, rows: QuerySet[Reception]) -> Iterator[list[Any]]:
    """Words only where the reader may read them; the phone always covered."""
    ready = rows.select_related("organisation", "site")
    for each in ready.iterator(chunk_size=500):
        open_words = uncovered(request, each.organisation.path)
        yield [
            each.reference, each.received_on, each.site.name, each.get_way_display(), each.name,
            each.masked_phone, each.people, each.matter_name, each.said if open_words else "",
            each.asked_first, each.get_stage_display(), each.answer if open_words else "",
            each.answered_on or "", each.called_on or "", each.get_satisfaction_display(),
        ]  # fmt: skip
