"""An officer's messages, and for whoever watches it, what could not be delivered."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import count_of, page_of
from niudai.kernel.refused import Refused
from niudai.notices import actions
from niudai.notices.models import Notice


@require_safe
@requires(Permission.WORK_VIEW)
def notices(request: Request) -> HttpResponse:
    box = Notice.objects.visible_to(request.actor).own(request.actor)
    only_unread = bool(request.GET.get("unread"))
    rows = box.unread() if only_unread else box
    context = {
        "page": page_of(rows, request.GET, order=["-created_at", "-pk"]),
        "only_unread": only_unread,
        "unread_count": count_of(box.unread()),
    }
    return render(request, "notices/notices.html", context)


@require_POST
@requires(Permission.WORK_VIEW)
def notice_read(request: Request, pk: int) -> HttpResponse:
    """Open a message: it counts as read, and its page follows."""
    box = Notice.objects.visible_to(request.actor).own(request.actor)
    notice = get_object_or_404(box, pk=pk)
    actions.mark_read(notice, by=request.actor)
    return redirect(notice.url if notice.url.startswith("/") else "notices")


@require_POST
@requires(Permission.WORK_VIEW)
def notices_read(request: Request) -> HttpResponse:
    count = actions.mark_all_read(by=request.actor)
    messages.success(request, _("%(count)d messages marked as read.") % {"count": count})
    return redirect("notices")


@require_safe
@requires(Permission.NOTICE_VIEW)
def delivery(request: Request) -> HttpResponse:
    """Given up and waiting. The text stays closed: it may hold a code that opens a case."""
    sent = Notice.objects.visible_to(request.actor).exclude(channel=Notice.Channel.IN_APP)
    states: dict[str, QuerySet[Notice]] = {"failed": sent.failed(), "waiting": sent.waiting()}
    state = request.GET.get("state", "")
    state = state if state in states else "failed"
    rows = states[state].select_related("recipient__user", "organisation")
    context = {
        "page": page_of(rows, request.GET, order=["-created_at", "-pk"]),
        "state": state,
        "counts": {name: count_of(found) for name, found in states.items()},
        "may_send": request.actor.may(Permission.NOTICE_SEND),
    }
    return render(request, "notices/delivery.html", context)


@require_POST
@requires(Permission.NOTICE_SEND)
def delivery_retry(request: Request, pk: int) -> HttpResponse:
    sent = Notice.objects.visible_to(request.actor).exclude(channel=Notice.Channel.IN_APP)
    notice = get_object_or_404(sent, pk=pk)
    try:
        actions.try_again(notice, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The message is in the line again."))
    return redirect("delivery")
