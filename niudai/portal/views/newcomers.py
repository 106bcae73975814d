"""Joining from a phone: one question a page, sent once, a code to follow it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access import limits
from niudai.access.decorators import public
from niudai.access.network import client_address
from niudai.kernel.refused import Refused
from niudai.membership.models import Joining
from niudai.portal import drafts
from niudai.portal.applicant import Applicant, apply
from niudai.portal.forms.questions import Answer
from niudai.portal.joining_questions import JOINING
from niudai.portal.models import Draft
from niudai.portal.questions import Question, asked, first_open, named
from niudai.portal.session import enter, held_joining
from niudai.portal.summary import summary
from niudai.portal.views.rights import ONLY_OWN, count_search

DRAFT = "joining_draft"  # session key


@public("says who may join, what happens, and asks whether to begin")
@never_cache
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request, DRAFT)
    return render(request, "portal/joining/join.html", {"draft": draft})


@public("begins a draft in this browser")
@require_POST
def join_begin(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request, DRAFT) or drafts.begin(request, DRAFT)
    return redirect(onwards(Applicant(draft.answers)))


def onwards(answers: Applicant) -> str:
    """The first question that is open, or checking everything."""
    question = first_open(answers, JOINING)
    return address(question) if question else reverse("join_check")


def address(question: Question) -> str:
    return reverse("join_question", args=[question.slug])


def without_draft(request: HttpRequest) -> HttpResponse:
    """Gone back after sending, or left alone too long: say which, and where it goes on."""
    if held_joining(request):
        messages.success(request, _("This was already sent. Here is your application."))
        return redirect("joining")
    messages.warning(request, _("Nothing is begun on this phone any more. Please begin anew."))
    return redirect("join")


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_question(request: HttpRequest, slug: str) -> HttpResponse:
    draft = drafts.draft_of(request, DRAFT)
    if draft is None:
        return without_draft(request)
    answers = Applicant(draft.answers)
    here = named(slug, answers, JOINING)
    if here is None:
        raise Http404
    if request.method == "POST":
        return answered(request, draft, here, answers)
    form = here.form(initial=here.form.typed(answers.given.get(slug, {})), answers=answers)
    return question_page(request, here, answers, form)


def answered(
    request: HttpRequest, draft: Draft, here: Question, answers: Applicant
) -> HttpResponse:
    """Keep what was answered and go on."""
    form = here.form(request.POST, answers=answers)
    try:
        count_search(request, here)
        if not form.is_valid():
            return question_page(request, here, answers, form)
        draft = drafts.keep(draft, here.slug, form.cleaned_data)
    except Refused as refusal:
        form.is_valid()
        form.add_error(None, refusal.reason)
        return question_page(request, here, answers, form)
    return redirect(after(here, Applicant(draft.answers), checking="checking" in request.POST))


def after(here: Question, answers: Applicant, *, checking: bool) -> str:
    order = asked(answers, JOINING)
    following = order[order.index(here) + 1 :]
    if checking or not following:
        return onwards(answers)
    return address(following[0])


def question_page(
    request: HttpRequest, here: Question, answers: Applicant, form: Answer
) -> HttpResponse:
    order = asked(answers, JOINING)
    place = order.index(here)
    context: dict[str, Any] = {
        "question": here,
        "ask": "join_question",
        "start": "join",
        "form": form,
        "number": place + 1,
        "count": len(order),
        "done": place,
        "before": order[place - 1] if place else None,
        "organisation": answers.organisation if here.slug == "agree" else None,
        "checking": "checking" in request.GET or "checking" in request.POST,
    }
    return render(request, here.template, context)


@public("shows only what this browser itself has filled in")
@never_cache
@require_safe
def join_check(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request, DRAFT)
    return check_page(request, draft) if draft else without_draft(request)


def check_page(
    request: HttpRequest, draft: Draft, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    answers = Applicant(draft.answers)
    if missing := first_open(answers, JOINING):
        return redirect(address(missing))
    context = {
        "summary": summary(answers, [], JOINING),
        "refusal": refusal,
        "before": asked(answers, JOINING)[-1],
        "organisation": answers.organisation,
    }
    return render(request, "portal/joining/check.html", context, status=status)


@public("sends what this browser has filled in, once")
@never_cache
@require_POST
def join_send(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request, DRAFT)
    if draft is None:  # sent already: a second touch of the button
        return without_draft(request)
    answers = Applicant(draft.answers)
    if first_open(answers, JOINING):
        return check_page(request, draft)
    try:
        limits.count(
            "join", address=client_address(request), phone=str(answers.get("you", "phone"))
        )
        joining = sent_once(draft)
    except Refused as refusal:
        status = 429 if isinstance(refusal, limits.TooOften) else 200
        return check_page(request, draft, refusal=refusal.reason, status=status)
    if joining is not None:
        request.session.pop(DRAFT, None)
        enter(request, joining)
    return redirect("joining")


@transaction.atomic
def sent_once(draft: Draft) -> Joining | None:
    """The application made of a draft, gone with the same commit. None when sent meanwhile."""
    held = drafts.held(draft)
    if held is None:
        return None
    answers = Applicant(held.answers)
    if answers.organisation is None:
        raise Refused(_("No union answers for this place yet. Please call 12351."))
    joining = apply(answers, answers.organisation)
    drafts.throw_away([held])
    return joining
