"""The applicant's own application: how it stands, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.kernel.masking import masked_phone
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.applicant_access import acting
from niudai.membership.models import Joining
from niudai.portal.session import JOINING, applicant_page, depart

State = Joining.State


@applicant_page
@require_safe
def joining(request: HttpRequest, held: Joining) -> HttpResponse:
    context = {"joining": held, "phone": masked_phone(held.phone), "states": State}
    return render(request, "portal/joining/joining.html", context)


@applicant_page
@require_http_methods(["GET", "HEAD", "POST"])
def joining_withdraw(request: HttpRequest, held: Joining) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.withdraw_joining(held, by=acting(held))
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("You have withdrawn your application."))
        return redirect("joining")
    if held.state != State.WAITING:
        messages.warning(request, _("There is nothing to withdraw: it was answered."))
        return redirect("joining")
    return render(request, "portal/joining/withdraw.html", {"joining": held})


@applicant_page
@require_POST
def joining_leave(request: HttpRequest, held: Joining) -> HttpResponse:
    """Close the application on this phone."""
    depart(request, JOINING)
    messages.success(request, _("It is closed on this phone. Code and number open it again."))
    return redirect("home")
