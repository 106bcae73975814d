"""The front door, the other doors, service sites, and how information is protected."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from niudai.access.decorators import public
from niudai.organisations.public import public_sites, public_towns
from niudai.portal.doors import DOORS
from niudai.portal.forms.follow import FollowForm

LEADING = {"help": "help_start", "rights": "rights", "join": "join"}  # doors with a way behind them
LARGE = "large_type"  # cookie
A_YEAR = 365 * 24 * 3600


@public("the front door: doors, calculators and addresses; nothing of any case")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", {"doors": DOORS, "form": FollowForm()})


@public("says what the union does and where; nothing of any case")
@require_safe
def door(request: HttpRequest, slug: str) -> HttpResponse:
    if slug in LEADING:
        return redirect(LEADING[slug])
    found = next((door for door in DOORS if door.slug == slug), None)
    if found is None:
        raise Http404
    return render(request, "portal/door.html", {"door": found, **site_list(request)})


@public("addresses and opening hours of the union's service sites")
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sites.html", site_list(request))


def site_list(request: HttpRequest) -> dict[str, object]:
    """The service sites of the town that was chosen, and the towns to choose from."""
    towns = public_towns()
    town = request.GET.get("town", "")
    chosen = next((each for each in towns if each.code == town), None)
    return {
        "towns": towns,
        "chosen": chosen,
        "sites": public_sites(chosen.code) if chosen else [],
    }


@public("explains how information is protected")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    times = {
        "draft_days": settings.DRAFT_DAYS,
        "idle_minutes": settings.PARTY_IDLE_SECONDS // 60,
    }
    return render(request, "portal/privacy.html", times)


@public("remembers in this browser whether letters are large")
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    where = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()}):
        where = "/"
    response = redirect(where)
    if request.COOKIES.get(LARGE):
        response.delete_cookie(LARGE)
    else:
        response.set_cookie(
            LARGE, "1", max_age=A_YEAR, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response
