"""The file a page is about, as far as the reader sees it, and trying an act of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise

from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models import HardshipFile
from niudai.kernel.forms import tried
from niudai.kernel.refused import Refused

WHOLE = (
    "members", "money", "consents__member", "surveys", "opinions", "publicities__objections",
    "matches", "deferrals__suspension",
)  # fmt: skip


def file_of(request: Request, pk: int, *, whole: bool = False) -> HardshipFile:
    """The file; `whole` with everything its guards and its page look at."""
    rows = HardshipFile.objects.visible_to(request.actor)
    rows = rows.select_related("organisation__division", "employer", "previous")
    if whole:
        rows = rows.prefetch_related(*WHOLE)
    return get_object_or_404(rows, pk=pk)


def sees_all(request: Request, file: HardshipFile) -> bool:
    """Illness, children, card and address are for who handles such files there."""
    return request.actor.may(Permission.HARDSHIP_SENSITIVE, at=file.organisation.path)


def asked(
    request: Request, file: HardshipFile, form: Any, act: Callable[..., Any], *,
    heading: str | Promise, done: str, verb: str | Promise = "", about: str = "", part: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of one form about a file: ask, try, say what happened."""
    back = f"{file.get_absolute_url()}{f'#{part}' if part else ''}"
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(form, lambda: act(**form.arguments(), by=request.actor)):
        messages.success(request, done)
        return redirect(back)
    context = {
        "form": form, "heading": heading, "about": about or file.title, "verb": verb,
        "back": back, "back_label": file.reference,
    }  # fmt: skip
    return render(request, "office/form.html", context)


def clicked(
    request: Request, file: HardshipFile, act: Callable[..., Any], *, done: str, part: str
) -> HttpResponse:
    """An act without a form."""
    try:
        act(by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, done)
    return redirect(f"{file.get_absolute_url()}#{part}")
