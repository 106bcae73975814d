"""The list of unions' cases, and what the network has to do."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.models import Deadline, WorkItem
from niudai.formation.duties import duties, duty
from niudai.formation.forms import ListFilters
from niudai.formation.views.kinds import KINDS
from niudai.kernel.listing import count_of, page_of
from niudai.kernel.searching import found_by
from niudai.organisations.models import Organisation

SHOWN = 6  # rows of each list on the overview


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.FORMATION_VIEW)
def union_cases(request: Request) -> HttpResponse:
    form = ListFilters(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    kind = asked.get("kind") or ""
    labels = {name: known.model._meta.label_lower for name, known in KINDS.items()}
    rows = WorkItem.objects.visible_to(request.actor).filter(
        kind__in=[labels[kind]] if kind else list(labels.values())
    )
    if not asked.get("done"):
        rows = rows.open()
    if asked.get("q"):
        rows = rows.filter(found_by(asked["q"]))
    page = page_of(rows.select_related("organisation"), request.GET, order=["-opened_on", "-pk"])
    nearest = clocks(request, page.rows)
    part = "#rows" if request.headers.get("HX-Request") else ""
    context = {
        "form": form, "page": page,
        "lines": [{"item": row, "deadline": nearest.get(row.pk)} for row in page.rows],
        "may_handle": request.actor.may(Permission.FORMATION_HANDLE),
    }  # fmt: skip
    return render(request, f"formation/list.html{part}", context)


def clocks(request: Request, rows: list[WorkItem]) -> dict[int, Deadline]:
    """The nearest running deadline of each case, in one query."""
    found = Deadline.objects.visible_to(request.actor).open()
    soonest = found.filter(item__in=[row.pk for row in rows]).order_by("-legal_end")
    return {deadline.item_id: deadline for deadline in soonest}


@require_safe
@requires(Permission.FORMATION_VIEW)
def union_duties(request: Request) -> HttpResponse:
    """Every list with its first rows; `?list=` shows one of them whole."""
    today = timezone.localdate()
    name = request.GET.get("list", "")
    context: dict[str, Any] = {
        "may_handle": request.actor.may(Permission.FORMATION_HANDLE), "chosen": None,
    }  # fmt: skip
    if name:
        chosen = duty(name, request.actor, today)
        if chosen is None:
            raise Http404
        page = page_of(chosen.rows, request.GET, order=ORDERS[name])
        context |= {"chosen": chosen, "page": page, "lines": lines(chosen.name, page.rows)}
    else:
        context["lists"] = [
            {"duty": each, "count": count_of(each.rows),
             "lines": lines(each.name, list(each.rows[:SHOWN]))}
            for each in duties(request.actor, today)
        ]  # fmt: skip
    return render(request, "formation/duties.html", context)


ORDERS = {
    "employers": ["opened_on"], "overdue": ["term_until"], "due": ["term_until"],
    "chairs": ["path"], "unregistered": ["founded_on"], "certificates": ["certified_until"],
}  # fmt: skip
DAYS = {
    "employers": "opened_on", "overdue": "term_until", "due": "term_until",
    "unregistered": "founded_on", "certificates": "certified_until",
}  # fmt: skip


def lines(name: str, rows: list[Any]) -> list[dict[str, Any]]:
    """Each row with the day that makes it due."""
    return [
        {"row": row, "day": getattr(row, DAYS[name]) if name in DAYS else None,
         "place": row.parent if isinstance(row, Organisation) else row.organisation}
        for row in rows
    ]  # fmt: skip
