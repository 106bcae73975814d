"""Joining from a phone: one question a page, sent once, a code to follow it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import public
from niudai.kernel.refused import Refused
from niudai.membership.models import Joining
from niudai.portal.answers import Answers
from niudai.portal.applicant import Applicant, apply
from niudai.portal.joining_questions import JOINING
from niudai.portal.models import Draft
from niudai.portal.questions import Question
from niudai.portal.session import held_joining
from niudai.portal.views import guided
from niudai.portal.views.guided import ONLY_OWN, SENDS_OWN, Guide, no_more_to_check


def read(draft: Draft) -> Applicant:
    return Applicant(draft.answers)


def without_draft(request: HttpRequest) -> HttpResponse:
    """Gone back after sending, or left alone too long: say which, and where it goes on."""
    if held_joining(request):
        messages.success(request, _("This was already sent. Here is your application."))
        return redirect("joining")
    messages.warning(request, _("Nothing is begun on this phone any more. Please begin anew."))
    return redirect("join")


def made(draft: Draft) -> Joining:
    answers = read(draft)
    if answers.organisation is None:
        raise Refused(_("No union answers for this place yet. Please call 12351."))
    return apply(answers, answers.organisation)


def beside(question: Question, answers: Answers) -> dict[str, Any]:
    return {"organisation": answers.organisation if question.slug == "agree" else None}


JOIN = Guide(
    key="joining_draft", questions=JOINING, read=read, make=made, gone=without_draft,
    limit="join", start="join", ask="join_question", check="join_check", send="join_send",
    sent="joining", beside=beside,
)  # fmt: skip


@public("says who may join, what happens, and asks whether to begin")
@never_cache
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/joining/join.html", {"draft": JOIN.draft(request)})


@public("begins a draft in this browser")
@require_POST
def join_begin(request: HttpRequest) -> HttpResponse:
    return guided.begin(request, JOIN)


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_question(request: HttpRequest, slug: str) -> HttpResponse:
    return guided.ask(request, JOIN, slug)


def checked(request: HttpRequest, **more: Any) -> HttpResponse:
    return guided.check(request, JOIN, "portal/joining/check.html", no_more_to_check, **more)


@public(ONLY_OWN)
@never_cache
@require_safe
def join_check(request: HttpRequest) -> HttpResponse:
    return checked(request)


@public(SENDS_OWN)
@never_cache
@require_POST
def join_send(request: HttpRequest) -> HttpResponse:
    if JOIN.draft(request) is None:  # sent already: a second touch of the button
        return without_draft(request)
    return guided.send(request, JOIN, checked)
