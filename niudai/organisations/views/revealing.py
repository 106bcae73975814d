"""Reading a covered number in clear, for a reason that stands in the log."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.revealing import reveal
from niudai.kernel.refused import Refused
from niudai.organisations.forms import ReasonForm
from niudai.organisations.models import Employer, Officer


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def employer_reveal(request: Request, pk: int) -> HttpResponse:
    firm = get_object_or_404(Employer.objects.visible_to(request.actor), pk=pk)
    return revealed(request, firm, name=firm.name, back=firm)


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def officer_reveal(request: Request, pk: int) -> HttpResponse:
    rows = Officer.objects.visible_to(request.actor).select_related("organisation")
    officer = get_object_or_404(rows, pk=pk)
    return revealed(request, officer, name=officer.name, back=officer.organisation)


def revealed(request: Request, subject: Any, *, name: str, back: Any) -> HttpResponse:
    form, number = ReasonForm(request.POST or None), ""
    if form.is_valid():
        try:
            number = reveal(subject, "phone", reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": number, "name": name, "back": back}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)
