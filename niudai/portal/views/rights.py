"""“My rights”: the questions of a dispute, kept as a draft until they are sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.disputes.models import Dispute
from niudai.portal import drafts
from niudai.portal.answers import Answers
from niudai.portal.applying import apply
from niudai.portal.forms.follow import FollowForm
from niudai.portal.forms.questions import TYPED, EmployerForm
from niudai.portal.law import helps
from niudai.portal.models import Draft
from niudai.portal.questions import QUESTIONS, Question
from niudai.portal.session import held_case
from niudai.portal.views import guided
from niudai.portal.views.guided import ONLY_OWN, SENDS_OWN, Guide


def answers_of(draft: Draft) -> Answers:
    return Answers(draft.answers, files=draft.files.count())


def without_draft(request: HttpRequest) -> HttpResponse:
    """Gone back after sending, or left alone too long: say which, and where it goes on."""
    if held_case(request):
        messages.success(request, _("This was already sent. Here is your case."))
        return redirect("case")
    messages.warning(
        request,
        _("No draft is open on this phone any more. Begin anew, or open one with its code."),
    )
    return redirect("rights")


def made(draft: Draft) -> Dispute:
    return apply(answers_of(draft), list(draft.files.all()), received_on=timezone.localdate())


def beside(question: Question, answers: Answers) -> dict[str, Any]:
    return {"helps": helps(question.slug, answers), "limitation": answers.limitation}


def off_the_path(question: Question, answers: Answers) -> str:
    return reverse("elsewhere") if question.slug == "about" and answers.elsewhere else ""


RIGHTS = Guide(
    key=drafts.KEY, questions=QUESTIONS, read=answers_of, make=made, gone=without_draft,
    limit="apply", start="rights", ask="question", check="check", send="send", sent="sent",
    leave="leave_draft", drop="drop_photo", beside=beside, detour=off_the_path,
)  # fmt: skip


@public("explains what happens and asks whether to begin")
@never_cache
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/rights.html", {"draft": RIGHTS.draft(request), "form": FollowForm()}
    )


@public("begins a draft in this browser")
@require_POST
def rights_begin(request: HttpRequest) -> HttpResponse:
    return guided.begin(request, RIGHTS)


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponse:
    return guided.ask(request, RIGHTS, slug)


@public("names employers of the register that hold the letters typed; names only")
@require_safe
def employer_names(request: HttpRequest) -> HttpResponse:
    try:
        limits.count("employers", address=client_address(request))
    except limits.TooOften as refusal:
        return HttpResponse(refusal.reason, status=429, content_type="text/plain; charset=utf-8")
    form = EmployerForm(initial={"name": request.GET.get("name", "")}, answers=Answers({}))
    return render(request, "portal/questions/employer.html#found", {"form": form, "typed": TYPED})


@public("says who helps with what is not a labour dispute")
@never_cache
@require_safe
def elsewhere(request: HttpRequest) -> HttpResponse:
    draft = RIGHTS.draft(request)
    kind = answers_of(draft).elsewhere if draft else ""
    return render(request, "portal/elsewhere.html", {"kind": kind})


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def leave_draft(request: HttpRequest) -> HttpResponse:
    return guided.leave(request, RIGHTS)


@public(ONLY_OWN)
@require_POST
def drop_photo(request: HttpRequest) -> HttpResponse:
    return guided.drop_photo(request, RIGHTS)


def last_days(answers: Answers) -> dict[str, Any]:
    return {"limitation": answers.limitation}


def checked(request: HttpRequest, **more: Any) -> HttpResponse:
    return guided.check(request, RIGHTS, "portal/check_rights.html", last_days, **more)


@public(ONLY_OWN)
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    return checked(request)


@public(SENDS_OWN)
@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    return guided.send(request, RIGHTS, checked)
