"""Every request carries an actor: the appointment chosen in this session, or nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from niudai.access.actor import NOBODY, Actor
from niudai.access.models import User, actor_of

APPOINTMENT = "appointment"  # session key of the chosen place


class Request(HttpRequest):
    """A request after the middleware below."""

    actor: Actor


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: request_actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def request_actor(request: HttpRequest) -> Actor:
    if not isinstance(request.user, User):
        return NOBODY
    chosen = request.session.get(APPOINTMENT)
    return actor_of(request.user, chosen=chosen, on=timezone.localdate())
