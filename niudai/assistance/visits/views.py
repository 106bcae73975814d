"""Households to visit: the list, the form, and the page that works without network."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.visits import taking
from niudai.assistance.visits.forms import SurveyForm
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused

HANDLE = Permission.HARDSHIP_HANDLE
HOURS = 72  # how long households stay on a phone that is not emptied


@require_safe
@requires(HANDLE)
def visits(request: Request) -> HttpResponse:
    rows = taking.to_visit(request.actor)
    page = page_of(rows, request.GET, order=("received_on",))
    return render(request, "visits/visits.html", {"page": page, "most": taking.MOST})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(HANDLE)
def visit(request: Request, pk: int) -> HttpResponse:
    """The survey of one household with a network, with or without scripts."""
    file = file_of(request, pk)
    form = SurveyForm(request.POST or None, request.FILES or None, initial=begun(request))
    if request.method == "POST" and form.is_valid():
        try:
            kept(request, file, form)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The visit is on record."))
            return redirect(file)
    context = {"file": file, "home": taking.home(file, by=request.actor), "form": form}
    return render(request, "visits/visit.html", context)


def file_of(request: Request, pk: int) -> HardshipFile:
    files = HardshipFile.objects.visible_to(request.actor).prefetch_related("members")
    return get_object_or_404(files.select_related("organisation"), pk=pk)


def begun(request: Request) -> dict[str, Any]:
    return {
        "client_id": uuid4(), "visited_on": timezone.localdate(),
        "first_surveyor": request.actor.name,
    }  # fmt: skip


@transaction.atomic
def kept(request: Request, file: HardshipFile, form: SurveyForm) -> None:
    taking.keep(file, photos=request.FILES.getlist("photos"), **form.arguments(), by=request.actor)


@never_cache
@require_safe
@requires(HANDLE)
def visits_phone(request: Request) -> HttpResponse:
    """The page the phone keeps: the empty form and nothing about anybody."""
    form = SurveyForm(initial={"client_id": None})
    return render(request, "visits/phone.html", {"form": form, "hours": HOURS})


@never_cache
@require_safe
@requires(HANDLE)
def visits_worker(request: Request) -> HttpResponse:
    """What keeps the page above on the phone, and nothing beside it."""
    return render(request, "visits/worker.js", content_type="text/javascript; charset=utf-8")


@never_cache
@require_safe
@requires(HANDLE)
def visits_pass(request: Request) -> HttpResponse:
    """Who is signed in on this phone now, and what a form sent by script must carry."""
    return JsonResponse({
        "owner": request.actor.user_id, "name": request.actor.name, "csrf": get_token(request),
    })  # fmt: skip


@never_cache
@require_POST
@requires(HANDLE)
def visits_take(request: Request) -> HttpResponse:
    """The households that were ticked, for the phone; each one stands in the log."""
    chosen = [int(pk) for pk in request.POST.getlist("file") if pk.isdecimal()]
    try:
        homes = taking.take(chosen, by=request.actor)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.reason}, status=409)
    return JsonResponse({"owner": request.actor.user_id, "homes": homes})


@never_cache
@require_POST
@requires(HANDLE)
def visits_send(request: Request) -> HttpResponse:
    """One survey from a phone. Sent twice it is kept once; refused, it stays on the phone."""
    number = request.POST.get("file", "")
    files = HardshipFile.objects.visible_to(request.actor)
    file = files.filter(pk=number).first() if number.isdecimal() else None
    form = SurveyForm(request.POST, request.FILES)
    try:
        if file is None:
            raise Refused(_("This file is not at your place any more: ask who has it now."))
        if not form.is_valid():
            raise form.refusal()
        kept(request, file, form)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.reason}, status=409)
    return JsonResponse({"kept": True})
