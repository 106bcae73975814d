"""The employer's answer by its link: yes or no, a text, papers, a day. Nothing else is seen."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.disputes import actions
from niudai.disputes.actions.messages import write_message
from niudai.disputes.actions.party import bring_paper
from niudai.disputes.models import Dispute, Party, Stage
from niudai.disputes.party_access import acting, coming_meetings, messages_of, of_link
from niudai.kernel.refused import Refused
from niudai.portal.forms.follow import MessageForm, PaperForm
from niudai.portal.session import in_form

RESPONDENT = Party.Side.RESPONDENT


@public("opens only with the one-time link sent to the employer")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        limits.count("answer", address=client_address(request))
    except limits.TooOften as refusal:
        return render(request, "portal/no_link.html", {"sentence": refusal.reason}, status=429)
    dispute = of_link(token, on=timezone.localdate())
    if dispute is None:
        sentence = _(
            "This link is not valid any more. Please ask the mediation body for a new one."
        )
        return render(request, "portal/no_link.html", {"sentence": sentence}, status=404)
    if request.method == "POST":
        return acted(request, dispute, token)
    return render(request, "portal/answer.html", facts(dispute))


def facts(dispute: Dispute) -> dict[str, object]:
    """What an answering side needs: who claims what, the facts, the days. No numbers of persons."""
    said = dispute.consents.filter(side=RESPONDENT).last()
    return {
        "dispute": dispute,
        "applicants": [person.name for person in dispute.applicants],
        "claims": dispute.claims.all(),
        "consent": said,
        "registered": dispute.stage == Stage.REGISTERED,
        "meetings": coming_meetings(dispute),
        "talk": messages_of(dispute, RESPONDENT),
        "papers": dispute.item.attachments.filter(added_by=RESPONDENT),
        "message": MessageForm(),
        "paper": PaperForm(),
    }


def acted(request: HttpRequest, dispute: Dispute, token: str) -> HttpResponse:
    """One act of the employer, and back to its page."""
    do = ACTS.get(request.POST.get("do", ""))
    if do is None:
        return redirect("answer", token)
    try:
        messages.success(request, do(request, dispute))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("answer", token)


def consent(request: HttpRequest, dispute: Dispute) -> str:
    given = request.POST.get("given", "")
    if given not in {"yes", "no"}:
        raise Refused(_("Choose yes or no."))
    actions.record_consent(
        dispute, side=RESPONDENT, given=given == "yes", proof=_("by its link"),
        by=acting(dispute, RESPONDENT),
    )  # fmt: skip
    return _("Thank you. Your answer is recorded.")


def message(request: HttpRequest, dispute: Dispute) -> str:
    form = MessageForm(request.POST)
    if not form.is_valid():
        raise Refused(in_form(form.errors))
    limits.count("message", address=client_address(request), case=f"{dispute.pk} employer")
    write_message(dispute, text=form.cleaned_data["text"], by=acting(dispute, RESPONDENT))
    return _("Your message is with those who handle the case.")


def paper(request: HttpRequest, dispute: Dispute) -> str:
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(in_form(form.errors))
    limits.count("upload", address=client_address(request))
    bring_paper(dispute, upload=form.cleaned_data["paper"], by=acting(dispute, RESPONDENT))
    return _("The file was added.")


def meeting(request: HttpRequest, dispute: Dispute) -> str:
    number = request.POST.get("meeting", "")
    found = next((m for m in coming_meetings(dispute) if str(m.pk) == number), None)
    if found is None:
        raise Refused(_("This meeting is over or was cancelled."))
    comes = request.POST.get("comes") == "yes"
    actions.answer_meeting(found, side=RESPONDENT, comes=comes, by=acting(dispute, RESPONDENT))
    return _("Thank you. The mediator knows your answer.")


ACTS: dict[str, Callable[[HttpRequest, Dispute], str]] = {
    "consent": consent,
    "message": message,
    "paper": paper,
    "meeting": meeting,
}
