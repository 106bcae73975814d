"""The visit on a phone at the door, its pictures, and taking one back."""

import logging
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.warmth import actions, forms
from niudai.assistance.warmth.models import Photo, Target
from niudai.assistance.warmth.views.found import target_of
from niudai.kernel.forms import tried
from niudai.kernel.sealed_files import BrokenSeal
from niudai.organisations.views.asking import asked

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def target_visit(request: Request, pk: int) -> HttpResponse:
    """Sent twice it is kept once: the form carries a number of its own."""
    known = target_of(request, pk)
    form = forms.VisitForm(request.POST or None, request.FILES or None, target=known)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.visit, known, **form.arguments(), by=request.actor)
        if tried(form, act):
            messages.success(request, _("The visit is on record."))
            return redirect(known)
    context = {
        "form": form, "heading": _("Enter the visit"), "back": known.get_absolute_url(),
        "back_label": known.campaign.name, "verb": _("Enter the visit"), "about": known.name,
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def visit_void(request: Request, pk: int, visit: int) -> HttpResponse:
    known = target_of(request, pk)
    one = get_object_or_404(known.visits.select_related("target"), pk=visit)

    def act(reason: str) -> Target:
        return actions.void(one, reason=reason, by=request.actor).target

    return asked(
        request, forms.ReasonForm(request.POST or None), act, back=known,
        heading=_("Take the visit back"), done=_("Taken back; the goods are with the union again."),
    )  # fmt: skip


@require_safe
@requires(Permission.HARDSHIP_SENSITIVE)
def visit_photo(request: Request, pk: int) -> HttpResponseBase:
    """A download only: never shown inside a page."""
    photo = get_object_or_404(
        Photo.objects.visible_to(request.actor).select_related("visit__target"), pk=pk
    )
    try:
        content: Any = photo.file.open("rb")
    except BrokenSeal as refusal:
        logger.exception("photo %s does not open", photo.pk)
        messages.error(request, refusal.reason)
        return redirect(photo.visit.target)
    response = FileResponse(
        content, as_attachment=True, filename=f"{photo.pk}.{photo.extension}",
        content_type="application/octet-stream",
    )  # fmt: skip
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
