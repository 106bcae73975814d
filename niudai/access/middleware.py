"""Every request carries an actor: the appointment chosen in this session, or nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from niudai.access.actor import NOBODY, Actor
from niudai.access.models import Appointment, User, acting, held_by

APPOINTMENT = "appointment"  # session key of the chosen place


class Request(HttpRequest):
    """A request after the middleware below."""

    held: list[Appointment]
    actor: Actor


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.held = SimpleLazyObject(lambda: request_held(request))  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: request_actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def request_held(request: HttpRequest) -> list[Appointment]:
    """Asked once in a request: who acts, and the places the frame offers to act for."""
    if not isinstance(request.user, User):
        return []
    return held_by(request.user, on=timezone.localdate())


def request_actor(request: HttpRequest) -> Actor:
    held = request.held  # type: ignore[attr-defined]
    return acting(held, chosen=request.session.get(APPOINTMENT)) if held else NOBODY
