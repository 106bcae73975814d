"""The hardship calculator: a preview by the published rules; it keeps nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import public
from niudai.kernel.refused import Refused
from niudai.portal.forms.hardship import HardshipForm
from niudai.portal.preview import preview


@public("calculates with what was just typed; keeps nothing")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hardship_check(request: HttpRequest) -> HttpResponse:
    form = HardshipForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context |= preview(form.facts())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    return render(request, "portal/calculators/hardship.html", context)
