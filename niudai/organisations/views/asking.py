"""The page of one form: ask, try the action, say what happened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from niudai.access.middleware import Request
from niudai.kernel.refused import Refused


def asked(
    request: Request,
    form: Form,
    act: Callable[..., Any],
    *,
    heading: str,
    back: Any,
    done: str,
    verb: str = "",
    about: str = "",
) -> HttpResponse:
    """Show the form, or call `act` with what it says and go to what it returns.

    `back` is the record the form belongs to; a refusal stands on the form in its own words.
    """
    if form.is_valid():
        try:
            result = act(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, done)
            return redirect(result)
    context = {
        "form": form, "heading": heading, "about": about, "verb": verb,
        "back": back.get_absolute_url(), "back_label": str(back),
    }  # fmt: skip
    return render(request, "office/form.html", context)
