"""Signing in and one's own account: the pages of allauth we use, and no others."""

from datetime import datetime, timedelta
from typing import cast

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as usersessions
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_POST

from niudai.access.decorators import own_account, public
from niudai.access.middleware import APPOINTMENT
from niudai.access.models import User
from niudai.access.network import client_address
from niudai.office.accounts import note
from niudai.office.gate import has_second_factor


@public("Whoever signs in is not known yet.")
def account_login(request: HttpRequest) -> HttpResponseBase:
    return account.login(request)


@public("Half-way through signing in: the password was right, the code is asked for.")
def mfa_authenticate(request: HttpRequest) -> HttpResponseBase:
    return mfa.authenticate(request)


@public("Says that an account is disabled, to someone who knew its password.")
def account_inactive(request: HttpRequest) -> HttpResponseBase:
    return account.account_inactive(request)


@public("The language of a page, kept in a cookie.")
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    return i18n.set_language(request)


@own_account("Leaving.")
def account_logout(request: HttpRequest) -> HttpResponseBase:
    return account.logout(request)


@own_account("One's own password, after the present one was given.")
def account_change_password(request: HttpRequest) -> HttpResponseBase:
    return account.password_change(request)


@own_account("Giving one's password again before something that matters.")
def account_reauthenticate(request: HttpRequest) -> HttpResponseBase:
    return account.reauthenticate(request)


@own_account("Giving one's code again before something that matters.")
def mfa_reauthenticate(request: HttpRequest) -> HttpResponseBase:
    return mfa.reauthenticate(request)


@own_account("Whether one has a second factor.")
def mfa_index(request: HttpRequest) -> HttpResponseBase:
    return mfa.index(request)


@own_account("Setting up one's own second factor.")
@transaction.atomic
def mfa_activate_totp(request: HttpRequest) -> HttpResponseBase:
    had = has_second_factor(person(request))
    response = totp.activate_totp(request)
    if not had and has_second_factor(person(request)):
        note("access.second_factor_set_up", request.user)
    return response


@own_account("Giving up one's own second factor, where the post allows it.")
@transaction.atomic
def mfa_deactivate_totp(request: HttpRequest) -> HttpResponseBase:
    had = has_second_factor(person(request))
    response = totp.deactivate_totp(request)
    if had and not has_second_factor(person(request)):
        note("access.second_factor_given_up", request.user)
    return response


@own_account("One's own recovery codes.")
def mfa_view_recovery_codes(request: HttpRequest) -> HttpResponseBase:
    return recovery_codes.view_recovery_codes(request)


@own_account("New recovery codes for oneself.")
@transaction.atomic
def mfa_generate_recovery_codes(request: HttpRequest) -> HttpResponseBase:
    response = recovery_codes.generate_recovery_codes(request)
    if request.method == "POST" and response.status_code == 302:
        note("access.recovery_codes_made", request.user)
    return response


@own_account("Where one is signed in, and ending all of it but here.")
def usersessions_list(request: HttpRequest) -> HttpResponseBase:
    response = usersessions.list_usersessions(request)
    if request.method == "POST":
        note("access.signed_out_elsewhere", request.user)
    return response


@own_account("Acting from another of one's own appointments.")
@require_POST
def switch_place(request: HttpRequest) -> HttpResponse:
    """Someone else's appointment, or one no longer in force, is not found."""
    held = person(request).appointments.in_force(timezone.localdate())
    asked = request.POST.get("appointment", "")
    chosen = get_object_or_404(held, pk=asked if asked.isdecimal() and len(asked) < 19 else 0)
    request.session[APPOINTMENT] = chosen.pk
    messages.info(request, _("You now act for %(place)s.") % {"place": chosen.organisation})
    return redirect("my_work")


def person(request: HttpRequest) -> User:
    return cast(User, request.user)


def locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """The page after too many wrong passwords, the same for names that exist and that do not."""
    context = {"until": locked_until(request), "failures": settings.AXES_FAILURE_LIMIT}
    return render(request, "account/locked_out.html", context, status=429)


def locked_until(request: HttpRequest) -> datetime:
    """When the last counted failure is long enough ago."""
    failed = AccessAttempt.objects.filter(
        username=get_client_username(request), ip_address=client_address(request)
    )
    last = failed.order_by("-attempt_time").first()
    began: datetime = last.attempt_time if last else timezone.now()
    return began + (get_cool_off(request) or timedelta())
