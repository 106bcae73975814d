"""Applications in a list, those whose papers are outstanding, the public list, the figures."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid import statistics
from niudai.assistance.aid.forms import YearForm
from niudai.assistance.aid.listing import narrowed
from niudai.assistance.aid.models import AidApplication, Stage
from niudai.casework.models import Deadline
from niudai.kernel.listing import count_of, page_of

COUNTED = 2_000  # past that the list says “over”


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.AID_VIEW)
def aid_list(request: Request) -> HttpResponse:
    form, rows = narrowed(request.GET, request.actor)
    context = {
        "form": form,
        "page": page_of(
            rows, request.GET, order=["-received_on", "-pk"], count=count_of(rows, COUNTED)
        ),
        "query": request.GET.urlencode(),
        "may_handle": request.actor.may(Permission.AID_HANDLE),
        "may_approve": request.actor.may(Permission.AID_APPROVE),
        "may_pay": request.actor.may(Permission.FUND_EDIT),
    }  # fmt: skip
    part = "#rows" if request.headers.get("HX-Request") else ""
    return render(request, f"aid/list.html{part}", context)


@require_safe
@requires(Permission.AID_VIEW)
def aid_overdue(request: Request) -> HttpResponse:
    """Given at once and not proved yet: the longest overdue first, where days are set."""
    seen = AidApplication.objects.visible_to(request.actor).lacking_papers()
    page = page_of(
        seen.light().select_related("organisation"), request.GET, order=["decided_on", "pk"]
    )
    due = due_of(request, page.rows)
    context = {
        "page": page,
        "lines": [{"case": each, "deadline": due.get(each.pk)} for each in page.rows],
    }
    return render(request, "aid/overdue.html", context)


def due_of(request: Request, rows: list[AidApplication]) -> dict[int, Deadline]:
    """The running period for the papers of each, in one query."""
    found = Deadline.objects.visible_to(request.actor).open().select_related("item")
    of_these = found.filter(
        rule_id="AID-URGENT-PAPERS", item__kind=AidApplication._meta.label_lower,
        item__case_id__in=[row.pk for row in rows],
    )  # fmt: skip
    return {deadline.item.case_id: deadline for deadline in of_these}


@require_safe
@requires(Permission.AID_VIEW)
def aid_publicity(request: Request) -> HttpResponse:
    """The list for the notice board: a masked name and a union, nothing else of the person."""
    seen = AidApplication.objects.visible_to(request.actor).at(Stage.PUBLICITY)
    page = page_of(
        seen.light().select_related("organisation"), request.GET, order=["posted_on", "pk"]
    )
    return render(request, "aid/publicity.html", {"page": page})


@require_safe
@requires(Permission.AID_VIEW)
def aid_figures(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = YearForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    since = asked.get("since") or date(today.year, 1, 1)
    until = asked.get("until") or today
    span = (request.actor, since, until)
    context = {
        "form": form, "since": since, "until": until,
        "kinds": statistics.by_kind(*span), "sources": statistics.by_source(*span),
        "whole": statistics.whole(*span),
    }  # fmt: skip
    return render(request, "aid/figures.html", context)
