"""All open work of someone who leaves, given to another in one act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.casework import actions
from niudai.casework.models import WorkItem
from niudai.kernel.refused import Refused
from niudai.office.account_forms import HandOverForm

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HAND_OVER)
def hand_over(request: Request, pk: int) -> HttpResponse:
    """What will move, and to whom; the cases themselves only for those who may see them."""
    rows = Appointment.objects.visible_to(request.actor).select_related("organisation", "user")
    giver = get_object_or_404(rows, pk=pk)
    takers = actions.takers(giver, by=request.actor)
    form = HandOverForm(request.POST or None, takers=takers)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.hand_over(
                giver, form.cleaned_data["to"], by=request.actor, reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("%(number)d cases were handed over.") % {"number": number})
            return redirect(after(request, giver))
    items = WorkItem.objects.visible_to(request.actor).open().filter(holder=giver)
    context = {
        "giver": giver,
        "form": form,
        "kinds": actions.kinds_held(giver),
        "total": actions.open_work(giver),
        "items": items.select_related("organisation").order_by("opened_on", "pk")[:SHOWN],
        "back": after(request, giver),
    }
    return render(request, "office/hand_over.html", context)


def after(request: Request, giver: Appointment) -> str:
    if request.actor.may(Permission.ACCOUNT_VIEW):
        return reverse("account", args=[giver.user_id])
    return reverse("my_work")
