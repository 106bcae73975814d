"""A study campaign: the students of files in force, one click each, one act for all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.aid import actions, forms
from niudai.assistance.aid.pupils import lines_of, students
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.kernel.money import fen
from niudai.kernel.refused import Refused

LEVELS = ("higher", "secondary")


@require_http_methods(["GET", "POST"])
@requires(Permission.AID_HANDLE)
def aid_campaign(request: Request) -> HttpResponse:
    today = timezone.localdate()
    name = request.GET.get("event") or _("Study aid of autumn %(year)d") % {"year": today.year}
    form = forms.CampaignForm(request.POST or None, initial={"event": name})
    page = page_of(students(request.actor, today), request.GET, order=["file_id", "pk"])
    sensitive = Permission.HARDSHIP_SENSITIVE
    seen = [
        child for child in page.rows
        if request.actor.may(sensitive, at=child.file.organisation.path)
    ]  # fmt: skip
    event = str(request.POST.get("event") or name)
    lines = lines_of(seen, event, today.year, today)
    if request.method == "POST" and form.is_valid():
        wanted = {key: form.cleaned_data[key] for key in ("event", "begins_on", "consented_on")}
        made: list[Any] = []
        if tried(form, lambda: made.extend(
            actions.ask_for_students(chosen(request, seen), **wanted, by=request.actor)
        )):  # fmt: skip
            messages.success(
                request, _("%(count)d applications were asked for.") % {"count": len(made)}
            )
            return redirect("aid_list")
    context = {"form": form, "page": page, "lines": lines}
    return render(request, "aid/campaign.html", context)


def chosen(request: Request, seen: list[Any]) -> list[actions.Pupil]:
    """The ticked rows of the page, each with its level and amount."""
    found = []
    for child in seen:
        level = request.POST.get(f"school_{child.pk}", "")
        if level not in LEVELS:
            continue
        amount = request.POST.get(f"amount_{child.pk}", "").replace(",", "").strip()
        if not amount:
            raise Refused(_("%(name)s: say how much is asked for.") % {"name": child.name})
        found.append(actions.Pupil(child, level, fen(amount)))
    return found
