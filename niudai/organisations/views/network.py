"""The union tree and the place tree, one level at a time."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.kernel.paths import ancestors
from niudai.kernel.searching import found_by
from niudai.organisations.counting import beneath_each
from niudai.organisations.models import Division, Employer, Organisation, ServiceSite


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.ORGANISATION_VIEW)
def organisations(request: Request) -> HttpResponse:
    """One level of the tree, or everything a name finds. htmx asks for the level alone."""
    query = request.GET.get("q", "").strip()
    above = None if query else level(request)
    rows = shown(request)
    rows = rows.filter(found_by(query)) if query else rows.filter(parent=above)
    page = page_of(rows.select_related("parent", "division"), request.GET, order=["path"])
    lines = chains(request, page.rows) if query else counted(request, page.rows, above)
    context = {
        "above": above, "page": page, "lines": lines, "q": query,
        "crumbs": crumbs(request, above), "gone": "gone" in request.GET,
        "may_edit": above and request.actor.may(Permission.ORGANISATION_EDIT, at=above.path),
        "may_employers": request.actor.may(Permission.EMPLOYER_VIEW),
    }  # fmt: skip
    part = "#level" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/organisations.html{part}", context)


def shown(request: Request) -> QuerySet[Organisation]:
    """What the reader sees; dissolved organisations only when they are asked for."""
    rows = Organisation.objects.visible_to(request.actor)
    return rows if "gone" in request.GET else rows.active()


def level(request: Request) -> Organisation | None:
    """The organisation whose level is asked for; without one the reader's own."""
    rows = Organisation.objects.visible_to(request.actor).select_related("division")
    asked = request.GET.get("under", "")
    if asked:
        return get_object_or_404(rows, pk=asked if asked.isdecimal() else 0)
    return rows.filter(path=request.actor.scope).first()


def counted(
    request: Request, rows: list[Organisation], above: Organisation | None
) -> list[dict[str, Any]]:
    """Each row with the active units, the employers and the unionised employers beneath it."""
    path = above.path if above else ""
    units = beneath_each(Organisation.objects.visible_to(request.actor).active(), path)
    employers = Employer.objects.visible_to(request.actor)
    all_of_them = beneath_each(employers, path, "organisation__path")
    unionised = beneath_each(employers.exclude(union=None), path, "organisation__path")
    return [
        {
            "unit": row,
            "units": units.get(row.path, 0) - (row.status == Organisation.Status.ACTIVE),
            "employers": all_of_them.get(row.path, 0),
            "unionised": unionised.get(row.path, 0),
            "above": [],
        }
        for row in rows
    ]


def chains(request: Request, rows: list[Organisation]) -> list[dict[str, Any]]:
    """Each row found by name, with the names of what stands above it."""
    paths = {path for row in rows for path in ancestors(row.path)[:-1]}
    names = {
        each.path: each
        for each in Organisation.objects.visible_to(request.actor).filter(path__in=paths)
    }
    return [
        {
            "unit": row, "units": 0, "employers": 0, "unionised": 0,
            "above": [names[path] for path in ancestors(row.path)[:-1] if path in names],
        }
        for row in rows
    ]  # fmt: skip


def crumbs(request: Request, unit: Organisation | None) -> list[Organisation]:
    """What stands above, as far as the reader sees it."""
    if unit is None:
        return []
    rows = Organisation.objects.visible_to(request.actor)
    return list(rows.filter(path__in=ancestors(unit.path)[:-1]).order_by("path"))


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.ORGANISATION_VIEW)
def places(request: Request) -> HttpResponse:
    """One level of the state's list of places, with the unions and employers that stand there."""
    query = request.GET.get("q", "").strip()
    everywhere = Division.objects.visible_to(request.actor)
    above = None if query else place_asked(request)
    rows = everywhere.filter(name__contains=query) if query else everywhere.filter(parent=above)
    page = page_of(rows.select_related("parent"), request.GET, order=["code"])
    context = {
        "above": above, "page": page, "q": query, "crumbs": places_above(above),
        "lines": standing_there(request, page.rows),
    }  # fmt: skip
    part = "#level" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/places.html{part}", context)


def place_asked(request: Request) -> Division | None:
    """The place asked for; without one that of the reader's organisation."""
    rows = Division.objects.visible_to(request.actor).select_related("parent")
    if code := request.GET.get("under", ""):
        return get_object_or_404(rows, code=code[:12])
    own = Organisation.objects.visible_to(request.actor).filter(path=request.actor.scope).first()
    return rows.filter(code=own.division_id).first() if own else None


def places_above(place: Division | None) -> list[Division]:
    above: list[Division] = []
    while place is not None and place.parent is not None:
        above.insert(0, place.parent)
        place = place.parent
    return above


def standing_there(request: Request, rows: list[Division]) -> list[dict[str, Any]]:
    codes = [row.code for row in rows]
    units = Organisation.objects.visible_to(request.actor).active().filter(division__in=codes)
    unions: dict[str, list[Organisation]] = {}
    for unit in units.exclude(kind__in=[Organisation.Kind.ENTERPRISE, Organisation.Kind.GROUP]):
        unions.setdefault(unit.division_id, []).append(unit)
    employers = by_code(
        Employer.objects.visible_to(request.actor).filter(division__in=codes), "division"
    )
    beneath = by_code(Division.objects.visible_to(request.actor).filter(parent__in=codes), "parent")
    return [
        {
            "place": row, "unions": unions.get(row.code, []),
            "employers": employers.get(row.code, 0), "beneath": beneath.get(row.code, 0),
        }
        for row in rows
    ]  # fmt: skip


def by_code(rows: QuerySet[Any], column: str) -> dict[str, int]:
    counts = rows.order_by().values(column).annotate(count=Count("pk"))
    return dict(counts.values_list(column, "count"))


@require_safe
@requires(Permission.ORGANISATION_VIEW)
def service_sites(request: Request) -> HttpResponse:
    """Every service site the reader sees, open ones first."""
    rows = ServiceSite.objects.visible_to(request.actor).select_related("organisation")
    if "gone" not in request.GET:
        rows = rows.filter(closed_on=None)
    page = page_of(rows, request.GET, order=["organisation__path", "name"])
    context = {"page": page, "gone": "gone" in request.GET}
    return render(request, "organisations/service_sites.html", context)
