"""What stands between signing in and working: limits of a session, and what must be done first."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from niudai.access.models import Appointment, User

BEGAN, SEEN = "began_at", "seen_at"  # session keys, seconds since the epoch
STAMP_EVERY = 60  # seconds; a stamp is a write

# Open while something must be done first: doing it, proving who one is, and leaving.
ALWAYS_OPEN = {
    "account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_view_recovery_codes",
}  # fmt: skip


def session_limits(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A session ends after a working day, and after an hour in which nothing was asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (reason := expired(request)):
            logout(request, show_message=False)
            messages.info(request, reason)
            return to_sign_in(request)
        return get_response(request)

    return middleware


def expired(request: HttpRequest) -> str:
    """Why the session is over, or nothing; then the moment is noted."""
    now, session = int(time.time()), request.session
    began, seen = session.get(BEGAN, now), session.get(SEEN, 0)
    if now - began >= settings.SESSION_COOKIE_AGE:
        return _("Your session has lasted a working day. Please sign in again.")
    if seen and now - seen >= settings.SESSION_IDLE_MINUTES * 60:
        return _("Nothing was asked for an hour, so you were signed out.")
    if now - seen >= STAMP_EVERY:
        session[BEGAN], session[SEEN] = began, now
        UserSession.objects.create_from_request(request)
    return ""


def to_sign_in(request: HttpRequest) -> HttpResponse:
    asked = request.get_full_path() if request.method == "GET" else ""
    address = resolve_url(settings.LOGIN_URL)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return redirect(f"{address}?{urlencode({'next': asked})}" if asked else address)


class Gate:
    """Sends those who must change a one-time password or set up a second factor there first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _words: Any
    ) -> HttpResponse | None:
        if getattr(view, "public_because", "") or not isinstance(request.user, User):
            return None
        first = first_duty(request.user)
        match = request.resolver_match
        name = match.url_name if match else None
        if not first or name == first or name in ALWAYS_OPEN:
            return None
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(reverse(first))
        return redirect(first)


def first_duty(user: User) -> str:
    """The page that comes before all others, or nothing."""
    if user.must_change_password:
        return "account_change_password"
    if must_use_second_factor(user) and not has_second_factor(user):
        return "mfa_activate_totp"
    return ""


def must_use_second_factor(user: User) -> bool:
    if not settings.TOTP_ROLES:
        return False
    held: Any = Appointment.objects.in_force(timezone.localdate())
    return bool(held.filter(user=user, role__in=settings.TOTP_ROLES).exists())


def has_second_factor(user: User) -> bool:
    return bool(user.authenticator_set.filter(type="totp").exists())
