"""Households made public, as long as the period runs; and objecting to one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access import limits
from niudai.access.actor import party
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Publicity
from niudai.assistance.hardship.public import MOST, public_now, publicity_named
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.organisations.public import answering_for, federation, public_towns, public_villages
from niudai.portal.forms.objecting import ObjectionForm


def unseen_by_search(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@public("shows the masked lines a household agreed to make public, while the period runs")
@never_cache
@require_safe
def publicity(request: HttpRequest) -> HttpResponse:
    towns = public_towns()
    town = next((each for each in towns if each.code == request.GET.get("town")), None)
    villages = public_villages(town.code) if town else []
    village = next((each for each in villages if each.code == request.GET.get("village")), None)
    union = union_of(village.code if village else town.code if town else "")
    lines = public_now(union) if union else []
    context = {
        "towns": towns, "town": town, "villages": villages, "village": village, "union": union,
        "lines": lines[:MOST], "more": len(lines) > MOST,
    }  # fmt: skip
    return unseen_by_search(render(request, "portal/publicity/list.html", context))


def union_of(division: str) -> Organisation | None:
    return answering_for(division) if division else federation()


@public("takes an objection to a public line; shows nothing beside that line")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def publicity_object(request: HttpRequest, line: str) -> HttpResponse:
    found = publicity_named(line)
    if found is None:
        raise Http404
    form = ObjectionForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            limits.count("object", address=client_address(request), line=str(found.pk))
            objected(found, form)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 429 if isinstance(refusal, limits.TooOften) else 200
        else:
            return redirect("publicity_thanks")
    context = {"line": found, "form": form}
    page = render(request, "portal/publicity/object.html", context, status=status)
    return unseen_by_search(page)


def objected(line: Publicity, form: ObjectionForm) -> None:
    given = form.cleaned_data
    actions.raise_objection(
        line.file, anonymous=given["anonymous"] == "yes", name=given["name"],
        contact=given["contact"], facts=given["facts"],
        by=party("anonymous", at=line.file.organisation.path),
    )  # fmt: skip


@public("says thank you")
@require_safe
def publicity_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/publicity/thanks.html")
