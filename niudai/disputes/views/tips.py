"""Tips on the desk: the list, one tip, closing it, a case made of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes.actions.tips import handle_tip, open_dispute_from_tip
from niudai.disputes.forms.tips import HandleTipForm, OpenFromTipForm
from niudai.disputes.models.tips import Tip
from niudai.kernel.refused import Refused

ROWS = 50


@require_safe
@requires(Permission.DISPUTE_VIEW)
def tips(request: Request) -> HttpResponse:
    """Open tips, or with ?done the handled ones, newest first."""
    done = "done" in request.GET
    seen = Tip.objects.visible_to(request.actor).select_related("organisation", "dispute")
    shown = seen.exclude(handled_on=None) if done else seen.open()
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    counts = {"open": seen.open().count(), "done": seen.exclude(handled_on=None).count()}
    return render(request, "disputes/tips.html", {"page": page, "done": done, "counts": counts})


@require_safe
@requires(Permission.DISPUTE_VIEW)
def tip(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Tip.objects.visible_to(request.actor), pk=pk)
    return tip_page(
        request, found, HandleTipForm(), OpenFromTipForm(actor=request.actor), status=200
    )


def tip_page(
    request: Request, found: Tip, handle: HandleTipForm, opening: OpenFromTipForm, *, status: int
) -> HttpResponse:
    context = {
        "tip": found,
        "handle": handle,
        "opening": opening,
        "may_handle": request.actor.may(Permission.DISPUTE_ACCEPT)
        and request.actor.may(Permission.DISPUTE_REGISTER)
        and found.handled_on is None,
    }
    return render(request, "disputes/tip.html", context, status=status)


@require_POST
@requires(Permission.DISPUTE_ACCEPT)
def tip_handle(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Tip.objects.visible_to(request.actor), pk=pk)
    form = HandleTipForm(request.POST)
    if form.is_valid():
        try:
            handle_tip(found, note=form.cleaned_data["note"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The tip is closed."))
            return redirect("tips")
    return tip_page(request, found, form, OpenFromTipForm(actor=request.actor), status=200)


@require_POST
@requires(Permission.DISPUTE_ACCEPT)
def tip_open(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Tip.objects.visible_to(request.actor), pk=pk)
    form = OpenFromTipForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            dispute = open_dispute_from_tip(found, **form.facts(), by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Opened as %(number)s.") % {"number": dispute.reference})
            return redirect(dispute)
    return tip_page(request, found, HandleTipForm(), form, status=200)
