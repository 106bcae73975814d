"""Code and phone open a case, an application or a file. Whatever is wrong, it says the same."""

import time
from collections.abc import Callable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.assistance.hardship.actions import worker as files
from niudai.assistance.hardship.worker_access import of_worker
from niudai.disputes.actions.party import send_code_again
from niudai.disputes.party_access import of_applicant
from niudai.kernel.identifiers import normal_code
from niudai.membership import applicant_access
from niudai.membership.actions import joining as joinings
from niudai.portal.forms.follow import FollowForm, PhoneForm
from niudai.portal.session import enter

# What code and phone may open, and its page.
OPENED: tuple[tuple[Callable[..., Model | None], str], ...] = (
    (of_applicant, "case"),
    (applicant_access.of_applicant, "joining"),
    (of_worker, "own_file"),
)
LEAST_SECONDS = 0.3  # an answer never comes sooner, so its speed tells nothing


@public("asks for code and phone; opens nothing without both")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        code, phone = normal_code(form.cleaned_data["code"]), form.cleaned_data["phone"]
        try:
            limits.count("follow", address=client_address(request), phone=phone, code=code)
        except limits.TooOften as refusal:
            form.add_error(None, refusal.reason)
            status = 429
        else:
            for find, page in OPENED:
                if found := find(code=code, phone=phone):
                    enter(request, found)
                    return redirect(page)
            form.add_error(None, _("Code and phone number do not fit together. Check both."))
    return render(request, "portal/follow.html", {"form": form}, status=status)


@public("sends a lost code to the phone it belongs to; the page says the same to everybody")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def lost_code(request: HttpRequest) -> HttpResponse:
    form = PhoneForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        begun = time.monotonic()
        phone = form.cleaned_data["phone"]
        try:
            limits.count("code-again", address=client_address(request), phone=phone)
        except limits.TooOften as refusal:
            form.add_error(None, refusal.reason)
            status = 429
        else:
            send_code_again(phone)
            joinings.send_code_again(phone)
            files.send_code_again(phone)
            messages.success(
                request,
                _("If something was sent with this number, its code comes by text message."),
            )
            time.sleep(max(0, LEAST_SECONDS - (time.monotonic() - begun)))
            return redirect("follow")
    return render(request, "portal/lost_code.html", {"form": form}, status=status)
