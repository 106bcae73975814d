"""What the pages of the register share: a form of its own, and a line of history."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from niudai.access.middleware import Request
from niudai.kernel.refused import Refused


def form_page(
    request: Request,
    form: Form,
    act: Callable[[], Any],
    *,
    heading: str,
    back: Any,
    said: str,
    verb: str = "",
    about: str = "",
) -> HttpResponse:
    """One form, one action: go back to the record, or show the refusal beside the form."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, said)
            return redirect(back)
    context = {
        "form": form,
        "heading": heading,
        "about": about,
        "verb": verb,
        "back": back.get_absolute_url(),
        "back_label": str(back),
    }
    return render(request, "office/form.html", context)


def event(on: date, text: str, more: str = "") -> dict[str, Any]:
    return {"on": on, "text": text, "more": more}
