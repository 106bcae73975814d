"""The worker's own case: where it stands, by when, and what the worker may do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access import limits
from niudai.access.actor import Actor
from niudai.access.network import client_address
from niudai.disputes import actions
from niudai.disputes.actions.messages import write_message
from niudai.disputes.actions.party import bring_paper
from niudai.disputes.models import Dispute, Party
from niudai.disputes.party_access import OVER, acting, coming_meetings, messages_of, told_to
from niudai.disputes.procedure import PARTY_WITHDRAW
from niudai.kernel.refused import Refused
from niudai.portal.forms.follow import MessageForm, PaperForm, WithdrawForm
from niudai.portal.session import depart, in_form, party_page
from niudai.portal.wording import clocks, stage_words

APPLICANT = Party.Side.APPLICANT


@party_page
@require_safe
def case(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    stage, meaning = stage_words(dispute)
    context = {
        "dispute": dispute,
        "stage": stage,
        "meaning": meaning,
        "clocks": clocks(dispute),
        "meetings": coming_meetings(dispute),
        "agreement": getattr(dispute, "agreement", None),
        "papers": dispute.item.attachments.filter(added_by=APPLICANT),
        "told": told_to(dispute, APPLICANT),
        "talk": messages_of(dispute, APPLICANT),
        "message": MessageForm(),
        "paper": PaperForm(),
        "may_write": dispute.stage not in OVER,
        "may_withdraw": dispute.stage in PARTY_WITHDRAW.sources,
    }
    return render(request, "portal/case.html", context)


def done(request: HttpRequest, act: Callable[[], object], said: str) -> HttpResponse:
    """Act, say what was done or why not, and go back to the case."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("case")


def me(dispute: Dispute) -> Actor:
    return acting(dispute, APPLICANT)


@party_page
@require_POST
def case_meeting(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """“I can come” or “I cannot”, for a meeting of this case."""
    number = request.POST.get("meeting", "")
    meeting = next((m for m in coming_meetings(dispute) if str(m.pk) == number), None)
    if meeting is None:
        raise Http404
    comes = request.POST.get("comes") == "yes"
    return done(
        request,
        lambda: actions.answer_meeting(meeting, side=APPLICANT, comes=comes, by=me(dispute)),
        _("Thank you. The mediator knows your answer."),
    )


@party_page
@require_POST
def case_message(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        messages.error(request, in_form(form.errors))
        return redirect("case")

    def write() -> None:
        limits.count("message", address=client_address(request), case=str(dispute.pk))
        write_message(dispute, text=form.cleaned_data["text"], by=me(dispute))

    return done(request, write, _("Your message is with those who handle your case."))


@party_page
@require_POST
def case_paper(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, in_form(form.errors))
        return redirect("case")

    def bring() -> None:
        limits.count("upload", address=client_address(request))
        bring_paper(dispute, upload=form.cleaned_data["paper"], by=me(dispute))

    return done(request, bring, _("The file was added."))


@party_page
@require_POST
def case_referral(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Consent that a summary goes to arbitration, court or legal aid."""
    proof = _("from the phone, with code and number")
    return done(
        request,
        lambda: actions.consent_to_referral(dispute, proof=proof, by=me(dispute)),
        _("Thank you. The union may now pass a summary on."),
    )


@party_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_withdraw(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    if request.method != "POST" and dispute.stage not in PARTY_WITHDRAW.sources:
        messages.warning(request, _("There is nothing to withdraw at this stage."))
        return redirect("case")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            lambda: actions.withdraw(dispute, reason=form.cleaned_data["reason"], by=me(dispute)),
            _("You have withdrawn your application."),
        )
    context: dict[str, Any] = {"dispute": dispute, "form": form, "clocks": clocks(dispute)}
    return render(request, "portal/withdraw.html", context)


@party_page
@require_POST
def case_leave(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Close the case on this phone."""
    depart(request)
    messages.success(request, _("The case is closed on this phone. Code and number open it again."))
    return redirect("home")
