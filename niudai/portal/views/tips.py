"""A tip without a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.disputes.actions.tips import receive_tip
from niudai.kernel.refused import Refused
from niudai.portal.forms.tips import TipForm


@public("takes a tip from anyone; shows none")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tip_form(request: HttpRequest) -> HttpResponse:
    form = TipForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            limits.count("tip", address=client_address(request))
            receive_tip(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 429 if isinstance(refusal, limits.TooOften) else 200
        else:
            return redirect("tip_thanks")
    return render(request, "portal/tip.html", {"form": form}, status=status)


@public("says thank you")
@require_safe
def tip_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/tip_thanks.html")
