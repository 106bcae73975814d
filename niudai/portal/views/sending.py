"""Checking everything, sending it, and the page with the code."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.disputes.models import Dispute
from niudai.kernel.refused import Refused
from niudai.portal import drafts
from niudai.portal.applying import apply
from niudai.portal.models import Draft
from niudai.portal.questions import asked, first_open
from niudai.portal.session import enter, party_page
from niudai.portal.summary import summary
from niudai.portal.views.rights import answers_of, without_draft
from niudai.portal.wording import clocks, next_steps


@public("shows only what this browser itself has filled in")
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request)
    if draft is None:
        return without_draft(request)
    return check_page(request, draft)


def check_page(
    request: HttpRequest, draft: Draft, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    answers = answers_of(draft)
    missing = first_open(answers)
    if missing:
        return redirect("question", missing.slug)
    context = {
        "summary": summary(answers, list(draft.files.all())),
        "limitation": answers.limitation,
        "refusal": refusal,
        "before": asked(answers)[-1],
        "organisation": answers.organisation,
    }
    return render(request, "portal/check.html", context, status=status)


@public("sends what this browser has filled in, once")
@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request)
    if draft is None:  # sent already: a second touch of the button
        return redirect("sent")
    answers = answers_of(draft)
    if first_open(answers):
        return check_page(request, draft)
    try:
        limits.count(
            "apply", address=client_address(request), phone=str(answers.get("you", "phone"))
        )
        dispute = sent_once(draft)
    except Refused as refusal:
        status = 429 if isinstance(refusal, limits.TooOften) else 200
        return check_page(request, draft, refusal=refusal.reason, status=status)
    if dispute is not None:
        request.session.pop(drafts.KEY, None)
        enter(request, dispute)
    return redirect("sent")


@transaction.atomic
def sent_once(draft: Draft) -> Dispute | None:
    """The case made of a draft, gone with the same commit. None when another was quicker."""
    held = drafts.held(draft)
    if held is None:
        return None
    dispute = apply(answers_of(held), list(held.files.all()), received_on=timezone.localdate())
    drafts.throw_away([held])
    return dispute


@party_page
@require_safe
def sent(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    running = clocks(dispute)
    context = {
        "dispute": dispute,
        "person": dispute.applicants[0],
        "clocks": running,
        "limits": [clock for clock in running if clock.is_limit],
        "steps": next_steps(dispute),
    }
    return render(request, "portal/sent.html", context)
