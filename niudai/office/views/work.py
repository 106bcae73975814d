"""My work: what is mine, due when, late first."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.desk import (
    GLANCE,
    MINE,
    PLACE,
    SHOWN,
    counted,
    due,
    spans,
    total,
    unanswered,
    unclocked,
)
from niudai.casework.models import Deadline, Transfer
from niudai.kernel.export import csv_file
from niudai.membership import desk
from niudai.rulebook.calendars import work_calendar

EXPORTED = 10_000


@require_safe
@requires(Permission.WORK_VIEW)
def my_work(request: Request) -> HttpResponse:
    today = timezone.localdate()
    whose = PLACE if request.GET.get("whose") == PLACE else MINE
    rows = due(request.actor, whose=whose)
    if request.GET.get("own"):
        rows = rows.filter(role=Deadline.Role.OWN)
    counts = counted(rows, today)
    only = request.GET.get("span", "")
    groups = [
        {
            "span": span,
            "count": counts[span.name],
            "rows": shown(rows.filter(span.condition()), SHOWN if only else GLANCE),
        }
        for span in spans(today)
        if counts[span.name] and only in {"", span.name}
    ]
    arriving = Transfer.objects.visible_to(request.actor).arriving_at(request.actor)
    context = {
        "groups": groups,
        "counts": counts,
        "total": total(counts),
        "whose": whose,
        "own": bool(request.GET.get("own")),
        "only": only,
        "arriving": arriving.select_related("item", "from_organisation")
        if request.actor.may(Permission.DISPUTE_ACCEPT)
        else [],
        "members": desk.waiting(request.actor),
        "unanswered": unanswered(request.actor, whose=whose)[:SHOWN],
        "unclocked": unclocked(request.actor)[:SHOWN] if whose == MINE else [],
        "days_off": days_off(),
    }
    return render(request, "office/my_work.html", context)


def shown(rows: QuerySet[Deadline], most: int) -> list[Deadline]:
    """The first rows, each with its line of work and place."""
    return list(rows.select_related("item__organisation")[:most])


def days_off() -> str:
    """The next days off that are not an ordinary weekend, so that the week is planned by them."""
    calendar, today = work_calendar(), timezone.localdate()
    coming = [today + timedelta(days=ahead) for ahead in range(15)]
    odd = [day for day in coming if calendar.is_working(day) == (day.weekday() >= 5)]
    if not odd:
        return ""
    first = odd[0]
    if calendar.is_working(first):
        return _("%(day)s is a working day.") % {"day": first.isoformat()}
    return _("%(day)s is a day off.") % {"day": first.isoformat()}


@require_safe
@requires(Permission.WORK_VIEW)
def my_work_export(request: Request) -> HttpResponseBase:
    whose = PLACE if request.GET.get("whose") == PLACE else MINE
    running = due(request.actor, whose=whose)
    if request.GET.get("own"):
        running = running.filter(role=Deadline.Role.OWN)
    rows = shown(running, EXPORTED)
    heads = [
        _("Due on"),
        _("Reminder on"),
        _("Number"),
        _("Title"),
        _("Place"),
        _("Stage"),
        _("Period"),
        _("Whose"),
    ]
    lines = (
        [
            row.legal_end.isoformat(), row.alarm_on.isoformat(), row.item.reference,
            row.item.title, str(row.item.organisation), _(row.item.stage_name), row.rule.title,
            row.get_role_display(),
        ]
        for row in rows
    )  # fmt: skip
    return csv_file(_("my work"), heads, lines)
