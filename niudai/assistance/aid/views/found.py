"""The record an address names, as far as the reader sees it, and the page of one form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import HardshipFile
from niudai.kernel.forms import tried


def case_of(request: Request, pk: int) -> AidApplication:
    seen = AidApplication.objects.visible_to(request.actor).select_related(
        "organisation", "file", "source", "line__batch"
    )
    return get_object_or_404(seen, pk=pk)


def file_of(request: Request, pk: int) -> HardshipFile:
    seen = HardshipFile.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(seen, pk=pk)


def open_book(request: Request, case: Any) -> bool:
    """Whether this reader may read of illness, children and cards at the case's place."""
    return request.actor.may(Permission.HARDSHIP_SENSITIVE, at=case.organisation.path)


def asked(
    request: Request, form: Any, act: Callable[..., Any], *, back: Any, done: str, **texts: Any
) -> HttpResponse:
    """Show the form, or call `act` with what it says; then go back with a sentence."""
    if request.method == "POST" and form.is_valid():
        values = form.arguments() if hasattr(form, "arguments") else form.cleaned_data
        if tried(form, lambda: act(**values)):
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form, "back": back.get_absolute_url(), "back_label": str(back), "about": "",
        "verb": "", "missing": [], **texts,
    }  # fmt: skip
    return render(request, "aid/form.html", context)
