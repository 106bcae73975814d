"""The list of hardship files."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.forms.listing import FileFilters
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.models import WorkItem
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.kernel.personal import lookups
from niudai.kernel.searching import found_by

EQUAL = ("stage", "category", "cause")


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.HARDSHIP_VIEW)
def hardship_files(request: Request) -> HttpResponse:
    form = FileFilters(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = narrowed(request, wanted).select_related("organisation")
    context = {
        "form": form, "page": page_of(rows, request.GET, order=["-pk"]),
        "may_export": request.actor.may(Permission.HARDSHIP_EXPORT),
        "query": request.GET.urlencode(),
        "may_review": request.actor.may(Permission.HARDSHIP_REVIEW),
        "may_handle": request.actor.may(Permission.HARDSHIP_HANDLE),
        "sees_causes": request.actor.may(Permission.HARDSHIP_SENSITIVE),
        "may_decide": request.actor.may(Permission.HARDSHIP_DECIDE),
    }  # fmt: skip
    part = "#rows" if request.headers.get("HX-Request") else ""
    return render(request, f"hardship/list.html{part}", context)


def narrowed(request: Request, wanted: dict[str, Any]) -> Any:
    rows = HardshipFile.objects.visible_to(request.actor)
    for name in EQUAL:
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if town := wanted.get("town"):
        rows = rows.filter(within(town.path, "organisation__path"))
    if words := wanted.get("q"):
        kind = HardshipFile._meta.label_lower
        items = WorkItem.objects.visible_to(request.actor).filter(found_by(words), kind=kind)
        found = Q(pk__in=items.values("case_id"))
        if keys := lookups(words):
            found |= Q(members__number_key__in=keys, members__until=None)
        rows = rows.filter(found).distinct()
    return rows
