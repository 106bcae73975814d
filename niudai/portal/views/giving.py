"""What became of a gift, by the donor's own link; and the needs anybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.assistance.giving.account import account_of, donor_of_link, open_needs
from niudai.kernel.listing import page_of


@public("opens only with the one-time link sent to the donor, and shows no family")
@never_cache
@require_safe
def gift(request: HttpRequest, token: str) -> HttpResponse:
    try:
        limits.count("answer", address=client_address(request))
    except limits.TooOften as refusal:
        return render(request, "portal/no_gift.html", {"sentence": refusal.reason}, status=429)
    donor = donor_of_link(token, on=timezone.localdate())
    if donor is None:
        sentence = _("This link is not valid any more. Please ask the union for a new one.")
        return render(request, "portal/no_gift.html", {"sentence": sentence}, status=404)
    return render(request, "portal/gift.html", {"donor": donor, "account": account_of(donor)})


@public("needs in masked words alone, with the consent of each family")
@require_safe
def public_needs(request: HttpRequest) -> HttpResponse:
    page = page_of(open_needs(), request.GET, order=["-received_on", "-pk"])
    return render(request, "portal/needs.html", {"page": page})
