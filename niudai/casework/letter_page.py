"""The page that offers the letters of a case and writes the one that is chosen."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.letters import Letter, write
from niudai.casework.models import Case
from niudai.kernel.refused import Refused


def letter_page(
    request: Request, case: Case, letters: Iterable[Letter], *, permission: Permission,
    lacking: Callable[[Any, str], str | None], facts: Callable[[Any], Mapping[str, Any]],
    list_name: str, list_label: str,
) -> HttpResponse:  # fmt: skip
    """`lacking` says what must have happened before a letter can speak of it."""
    letters = list(letters)
    if request.method == "POST":
        asked = request.POST.get("letter", "")
        letter = next((each for each in letters if each.kind == asked), None)
        if letter is None:
            raise Http404
        try:
            request.actor.must(permission, at=case.organisation.path)
            if sentence := lacking(case, letter.kind):
                raise Refused(sentence)
            made = write(case, letter, facts(case), by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("“%(name)s” lies with the case.") % {"name": made.name})
            return redirect(f"{case.get_absolute_url()}#papers")
    context = {
        "case": case, "letters": letters, "list_url": reverse(list_name), "list_label": list_label,
    }  # fmt: skip
    return render(request, "casework/letters.html", context)
