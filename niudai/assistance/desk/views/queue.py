"""The queue of the day: at the window, and on the screen beside it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk import actions, forms
from niudai.assistance.desk.models import Ticket
from niudai.assistance.desk.views.found import site_of
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.organisations.models import ServiceSite

State = Ticket.State
WINDOW = "desk_window"  # of the session: the window this browser stands at
SHOWN = 6  # numbers on the screen


def today_at(request: Request, site: ServiceSite) -> list[Ticket]:
    rows = Ticket.objects.visible_to(request.actor).filter(site=site, day=timezone.localdate())
    return list(rows.order_by("number"))


def numbers(tickets: list[Ticket]) -> dict[str, Any]:
    """The day in three lists: who waits, who is at a window, how many are through."""
    called = [each for each in tickets if each.state == State.CALLED]
    return {
        "waiting": [each for each in tickets if each.state == State.WAITING],
        "called": sorted(called, key=lambda each: each.called_at or each.drawn_at, reverse=True),
        "served": sum(each.state == State.SERVED for each in tickets),
        "missed": sum(each.state == State.MISSED for each in tickets),
    }


@require_safe
@requires(Permission.DESK_VIEW)
def desk_queues(request: Request) -> HttpResponse:
    """The sites whose queue one may see."""
    rows = forms.sites_of(request.actor)
    page = page_of(rows, request.GET, order=["organisation__path", "pk"])
    today = Ticket.objects.visible_to(request.actor).filter(
        day=timezone.localdate(), state=State.WAITING, site__in=[site.pk for site in page]
    )
    waiting: dict[int, int] = {}
    for site in today.values_list("site_id", flat=True):
        waiting[site] = waiting.get(site, 0) + 1
    lines = [{"site": site, "waiting": waiting.get(site.pk, 0)} for site in page]
    return render(request, "desk/queues.html", {"page": page, "lines": lines})


@require_safe
@requires(Permission.DESK_VIEW)
def desk_queue(request: Request, pk: int) -> HttpResponse:
    site = site_of(request, pk)
    window = request.session.get(WINDOW, "1")
    context = {
        "site": site, **numbers(today_at(request, site)),
        "draw": forms.DrawForm(), "window": forms.WindowForm(initial={"window": window}),
        "may_receive": request.actor.may(Permission.DESK_RECEIVE, at=site.organisation.path),
    }  # fmt: skip
    part = "#numbers" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/queue.html{part}", context)


@require_safe
@requires(Permission.DESK_VIEW)
def queue_screen(request: Request, pk: int) -> HttpResponse:
    """For the screen by the window: numbers and windows, no name."""
    site = site_of(request, pk)
    context = {"site": site, **numbers(today_at(request, site))}
    context["called"] = context["called"][:SHOWN]
    part = "#screen" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/screen.html{part}", context)


@require_POST
@requires(Permission.DESK_RECEIVE)
def queue_draw(request: Request, pk: int) -> HttpResponse:
    site, form = site_of(request, pk), forms.DrawForm(request.POST)
    matter = form.cleaned_data["matter"] if form.is_valid() else ""
    try:
        ticket = actions.draw_number(site, matter=matter, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Number %(number)s was drawn.") % {"number": ticket})
    return redirect("desk_queue", site.pk)


@require_POST
@requires(Permission.DESK_RECEIVE)
def queue_call(request: Request, pk: int) -> HttpResponse:
    site, form = site_of(request, pk), forms.WindowForm(request.POST)
    window = form.cleaned_data["window"] if form.is_valid() else ""
    try:
        ticket = actions.call_next(site, window=window, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        request.session[WINDOW] = window
        messages.success(
            request,
            _("Number %(number)s, please come to window %(window)s.")
            % {"number": ticket, "window": window},
        )
    return redirect("desk_queue", site.pk)


ENDS = {"served": actions.serve, "missed": actions.miss}


@require_POST
@requires(Permission.DESK_RECEIVE)
def queue_end(request: Request, pk: int, state: str) -> HttpResponse:
    rows = Ticket.objects.visible_to(request.actor).select_related("site__organisation")
    ticket, act = get_object_or_404(rows, pk=pk), ENDS.get(state)
    if act is None:
        raise Http404
    try:
        act(ticket, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("desk_queue", ticket.site_id)
