"""The figures of the desk, each opening to the ledger narrowed the same way."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk.forms import FigureFilters
from niudai.assistance.desk.models import Reception
from niudai.assistance.desk.statistics import Counted, by, received, totals
from niudai.organisations.models import ServiceSite
from niudai.rulebook.codes import name_of

SITES = 100  # service sites on the page


@require_safe
@requires(Permission.DESK_VIEW)
def desk_figures(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = FigureFilters(
        request.GET or None, initial={"since": date(today.year, 1, 1), "until": today},
        actor=request.actor,
    )  # fmt: skip
    given = form.cleaned_data if form.is_valid() else {}
    since = given.get("since") or date(today.year, 1, 1)
    until = given.get("until") or today
    place = form.places.get(given.get("place") or "")
    rows = received(request.actor, since, until, place)
    whole = totals(rows)
    ways = dict(Reception.Way.choices)
    moods = dict(Reception.Satisfaction.choices)
    rated = [row for row in by(rows, "satisfaction") if row[0]]
    context = {
        "form": form, "since": since, "until": until, "place": place, "totals": whole,
        "rate": round(100 * whole["content"] / whole["asked"]) if whole["asked"] else None,
        "tables": [
            ("way", [Counted(key, str(ways[key]), n, heads) for key, n, heads in by(rows, "way")]),
            ("matter", [Counted(key, name_of("desk_matter", key), n, heads)
                        for key, n, heads in by(rows, "matter")]),
            ("site", sites(request, by(rows, "site")[:SITES])),
            ("satisfaction", [Counted(key, str(moods[key]), n, heads)
                              for key, n, heads in rated]),
        ],
        "query": urlencode({"since": since.isoformat(), "until": until.isoformat()}),
    }  # fmt: skip
    return render(request, "desk/figures.html", context)


def sites(request: Request, counted: list[tuple[Any, int, int]]) -> list[Counted]:
    found = ServiceSite.objects.visible_to(request.actor).filter(pk__in=[row[0] for row in counted])
    names = {site.pk: site.name for site in found}
    return [Counted(key, names.get(key, "—"), n, heads) for key, n, heads in counted]
