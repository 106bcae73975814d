"""The page with the code of a case that was just sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from niudai.disputes.models import Dispute
from niudai.portal.session import party_page
from niudai.portal.wording import clocks, next_steps


@party_page
@require_safe
def sent(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    running = clocks(dispute)
    context = {
        "dispute": dispute,
        "person": dispute.applicants[0],
        "clocks": running,
        "limits": [clock for clock in running if clock.is_limit],
        "steps": next_steps(dispute),
    }
    return render(request, "portal/sent.html", context)
