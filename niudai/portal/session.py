"""Which case this browser holds: half an hour without a touch, and never in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from niudai.access.decorators import public
from niudai.disputes.models import Dispute
from niudai.disputes.party_access import in_session

P = ParamSpec("P")

CASE = "case"  # session key: which case, and when it was last touched


def enter(request: HttpRequest, dispute: Dispute) -> None:
    """From now on this browser holds the case; its session gets a new key."""
    request.session.cycle_key()
    touch(request, dispute)


def touch(request: HttpRequest, dispute: Dispute) -> None:
    request.session[CASE] = {"pk": dispute.pk, "at": int(timezone.now().timestamp())}


def depart(request: HttpRequest) -> None:
    request.session.pop(CASE, None)


def held_case(request: HttpRequest) -> Dispute | None:
    """The case this browser holds; nothing once it was left alone too long."""
    held = request.session.get(CASE)
    if not held:
        return None
    idle = timezone.now().timestamp() - held["at"]
    dispute = in_session(held["pk"]) if idle <= settings.PARTY_IDLE_SECONDS else None
    if dispute is None:
        depart(request)
    else:
        touch(request, dispute)
    return dispute


def party_page(
    view: Callable[Concatenate[HttpRequest, Dispute, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """A page of the one case this browser holds; anyone else is asked for code and phone."""

    @public("shows only the case whose code and phone this browser gave in the last half hour")
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        dispute = held_case(request)
        if dispute is None:
            messages.warning(request, _("Please give code and phone number."))
            return redirect("follow")
        return view(request, dispute, *args, **kwargs)

    return page


def in_form(errors: Any) -> str:
    """All sentences of a form in one line, for a page that shows them as a message."""
    return " ".join(str(error) for field in errors.values() for error in field)
