"""What this browser holds: half an hour without a touch, and never in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from niudai.access.decorators import public
from niudai.assistance.hardship import worker_access
from niudai.assistance.hardship.models import HardshipFile
from niudai.disputes.models import Dispute
from niudai.disputes.party_access import in_session
from niudai.membership import applicant_access
from niudai.membership.models import Joining

CASE = "case"  # session keys: which one, and when it was last touched
JOINING = "joining"
FILE = "file"
KEYS: dict[type[Model], str] = {Dispute: CASE, Joining: JOINING, HardshipFile: FILE}


def enter(request: HttpRequest, held: Model) -> None:
    """From now on this browser holds the case or application; its session gets a new key."""
    request.session.cycle_key()
    hold(request, KEYS[type(held)], held.pk)


def hold(request: HttpRequest, what: str, pk: int) -> None:
    request.session[what] = {"pk": pk, "at": int(timezone.now().timestamp())}


def depart(request: HttpRequest, what: str = CASE) -> None:
    request.session.pop(what, None)


def held_key(request: HttpRequest, what: str) -> int | None:
    """The primary key this browser holds; nothing once it was left alone too long."""
    held = request.session.get(what)
    if not held:
        return None
    idle = timezone.now().timestamp() - held["at"]
    return int(held["pk"]) if idle <= settings.PARTY_IDLE_SECONDS else None


M = TypeVar("M", bound=Model)


def held_row(request: HttpRequest, what: str, find: Callable[[int], M | None]) -> M | None:
    """The row behind the key, touched; the key is dropped when there is none."""
    pk = held_key(request, what)
    row = find(pk) if pk is not None else None
    if row is None:
        depart(request, what)
    else:
        hold(request, what, row.pk)
    return row


def held_case(request: HttpRequest) -> Dispute | None:
    return held_row(request, CASE, in_session)


def held_joining(request: HttpRequest) -> Joining | None:
    return held_row(request, JOINING, applicant_access.in_session)


def held_file(request: HttpRequest) -> HardshipFile | None:
    return held_row(request, FILE, worker_access.in_session)


View = Callable[..., HttpResponse]


def page_of(
    find: Callable[[HttpRequest], M | None], because: str
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A page of the one thing this browser holds; anyone else is asked for code and phone."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @public(because)
        @never_cache
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            held = find(request)
            if held is None:
                messages.warning(request, _("Please give code and phone number."))
                return redirect("follow")
            return view(request, held, *args, **kwargs)

        return page

    return decorate


party_page = page_of(
    held_case, "shows only the case whose code and phone this browser gave in the last half hour"
)
applicant_page = page_of(
    held_joining, "shows only the application whose code and phone this browser gave just now"
)
family_page = page_of(
    held_file, "shows only the file whose code and phone this browser gave in the last half hour"
)


def in_form(errors: Any) -> str:
    """All sentences of a form in one line, for a page that shows them as a message."""
    return " ".join(str(error) for field in errors.values() for error in field)
