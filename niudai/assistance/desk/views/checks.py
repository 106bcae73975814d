"""The yearly check of the sites and the list of scores by town."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk import actions
from niudai.assistance.desk.forms import CheckFilters, CheckForm
from niudai.assistance.desk.models import SiteCheck
from niudai.assistance.desk.views.found import site_of
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.rulebook.codes import codes


@require_safe
@requires(Permission.DESK_VIEW)
def site_checks(request: Request) -> HttpResponse:
    form = CheckFilters(request.GET, by=request.actor)
    page = page_of(form.narrowed(), request.GET, order=["organisation__path", "pk"])
    found = form.checks().filter(site__in=[site.pk for site in page])
    scores = {check.site_id: check for check in found}
    context = {
        "form": form, "page": page, "year": form.chosen_year(),
        "lines": [{"site": site, "check": scores.get(site.pk)} for site in page],
        "checked": form.checks().filter(site__in=form.narrowed().values("pk")).count(),
        "may_check": request.actor.may(Permission.DESK_RECEIVE),
    }  # fmt: skip
    return render(request, "desk/checks.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DESK_RECEIVE)
def site_check(request: Request, pk: int) -> HttpResponse:
    site = site_of(request, pk)
    year = timezone.localdate().year
    rows = SiteCheck.objects.visible_to(request.actor).filter(site=site, year=year)
    before = rows.first()
    initial: dict[str, Any] = {"met": before.met, "note": before.note} if before else {}
    form = CheckForm(request.POST or None, site=site, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.check_site, site, **form.cleaned_data, by=request.actor)
        if tried(form, act):
            return done(request)
    parts = [code.name for code in codes("centre_standard", on=timezone.localdate())
             if not code.parent]  # fmt: skip
    context = {
        "form": form, "heading": _("Check of %(site)s, %(year)d") % {"site": site, "year": year},
        "back": reverse("site_checks"), "back_label": _("Standards"), "verb": _("Enter the check"),
        "about": _("%(parts)s. The points are our own: the score is a preview.")
        % {"parts": "、".join(parts)},
    }  # fmt: skip
    return render(request, "office/form.html", context)


def done(request: Request) -> HttpResponse:
    messages.success(request, _("The check is on record."))
    return redirect("site_checks")
