"""A member asks about oneself; the answer goes to the phone on file and to nobody else.

Name, number and phone are known to many, an employer among them. So this page never says whether
they are on file: it always says that a code is on its way, and only the phone on file gets one.
"""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.kernel.masking import masked_name
from niudai.kernel.personal import lookup
from niudai.membership import applicant_access
from niudai.membership.actions.own import send_once_code
from niudai.portal.forms.joining import OnceForm, OwnForm
from niudai.portal.session import depart, held_row, hold
from niudai.portal.views.follow import LEAST_SECONDS

ASKED, OWN = "membership_asked", "membership"  # session keys
MINUTES, MOST = 10, 5  # how long a code is good, and how many may be tried


@public("asks for name, number and phone; says the same to everybody")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def membership_ask(request: HttpRequest) -> HttpResponse:
    form = OwnForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        begun = time.monotonic()
        given = form.cleaned_data
        try:
            limits.count(
                "membership", address=client_address(request), phone=given["phone"],
                number=given["number"],
            )  # fmt: skip
        except limits.TooOften as refusal:
            form.add_error(None, refusal.reason)
            status = 429
        else:
            request.session[ASKED] = asked_of(given)
            time.sleep(max(0, LEAST_SECONDS - (time.monotonic() - begun)))
            return redirect("membership_code")
    return render(request, "portal/membership/ask.html", {"form": form}, status=status)


def asked_of(given: dict[str, Any]) -> dict[str, Any]:
    """What the session keeps: whom a right code opens. For a stranger no code is right."""
    person = applicant_access.person_known(**given)
    code = send_once_code(person) if person else ""
    return {
        "pk": person.pk if person else 0,
        "code": lookup(code),
        "at": int(timezone.now().timestamp()),
        "tries": 0,
    }


@public("opens a membership with the code sent to the phone on file")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def membership_code(request: HttpRequest) -> HttpResponse:
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("membership_ask")
    form = OnceForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            limits.count("membership-code", address=client_address(request))
        except limits.TooOften as refusal:
            form.add_error(None, refusal.reason)
            status = 429
        else:
            if right(request, asked, form.cleaned_data["code"]):
                request.session.pop(ASKED)
                request.session.cycle_key()
                hold(request, OWN, asked["pk"])
                return redirect("membership")
            form.add_error("code", _("This code does not fit, or its time is over."))
    context = {"form": form, "minutes": MINUTES}
    return render(request, "portal/membership/code.html", context, status=status)


def right(request: HttpRequest, asked: dict[str, Any], code: str) -> bool:
    """Whether the code opens it; each try is counted before it is looked at."""
    request.session[ASKED] = {**asked, "tries": asked["tries"] + 1}
    late = timezone.now().timestamp() - asked["at"] > MINUTES * 60
    spent = asked["tries"] >= MOST
    return bool(asked["code"]) and asked["code"] == lookup(code) and not late and not spent


@public("shows a membership to whoever gave the code sent to the phone on file")
@never_cache
@require_safe
def membership(request: HttpRequest) -> HttpResponse:
    person = held_row(request, OWN, applicant_access.person_in_session)
    if person is None:
        return redirect("membership_ask")
    context = {
        "name": masked_name(person.name),
        "stay": applicant_access.stay_of(person),
    }
    return render(request, "portal/membership/own.html", context)


@public("closes the membership on this phone")
@require_http_methods(["POST"])
def membership_leave(request: HttpRequest) -> HttpResponse:
    depart(request, OWN)
    return redirect("home")
