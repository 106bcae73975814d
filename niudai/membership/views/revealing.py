"""Reading a covered field of a person in clear, for a reason that stands in the log."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.revealing import reveal
from niudai.kernel.refused import Refused
from niudai.membership.forms import ReasonForm
from niudai.membership.views.people import found

FIELDS = ("number", "phone", "card", "address", "health")


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def person_reveal(request: Request, pk: int, field: str) -> HttpResponse:
    """Health asks for a permission of its own; without it the page is not there."""
    known = found(request, pk)
    sensitive = request.actor.may(Permission.PERSON_SENSITIVE, at=known.path)
    if field not in FIELDS or (field == "health" and not sensitive):
        raise Http404
    form, number = ReasonForm(request.POST or None), ""
    if form.is_valid():
        try:
            number = reveal(known, field, reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": number, "name": known.name, "back": known}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)
