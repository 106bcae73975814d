"""The record an address names, as far as the reader sees it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from niudai.access.middleware import Request
from niudai.funds.models import Batch, Line, Source
from niudai.kernel.forms import tried


def source_of(request: Request, pk: int) -> Source:
    seen = Source.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(seen, pk=pk)


def batch_of(request: Request, pk: int) -> Batch:
    seen = Batch.objects.visible_to(request.actor).select_related("organisation", "source")
    return get_object_or_404(seen, pk=pk)


def line_of(request: Request, pk: int) -> Line:
    seen = Line.objects.visible_to(request.actor)
    return get_object_or_404(
        seen.select_related("organisation", "source__organisation", "batch__organisation"), pk=pk
    )


def asked(
    request: Request, form: Form, act: Callable[..., Any], *, back: Any, done: str, **texts: Any
) -> HttpResponse:
    """Show the form, or call `act` with what it says; then go back with a sentence."""
    if request.method == "POST" and form.is_valid():
        values = form.arguments() if hasattr(form, "arguments") else form.cleaned_data
        if tried(form, lambda: act(**values)):
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form, "back": back.get_absolute_url(), "back_label": str(back), "about": "",
        "verb": "", "missing": [], "warnings": [], "basis": "", **texts,
    }  # fmt: skip
    return render(request, "casework/move.html", context)
