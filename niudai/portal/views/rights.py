"""The guided questions: one a page, each answer kept at once."""

from typing import Any

from django.conf import settings
from django.contrib import messages
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
from niudai.kernel.identifiers import normal_code
from niudai.kernel.refused import Refused
from niudai.portal import drafts
from niudai.portal.answers import Answers
from niudai.portal.forms.follow import FollowForm, PhoneForm
from niudai.portal.forms.questions import TYPED, Answer, EmployerForm
from niudai.portal.law import helps
from niudai.portal.models import Draft
from niudai.portal.questions import Question, asked, first_open, named
from niudai.portal.session import held_case

ONLY_OWN = "shows only what this browser itself has filled in"


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


@public("explains what happens and asks whether to begin")
@never_cache
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request)
    return render(request, "portal/rights.html", {"draft": draft, "form": FollowForm()})


@public("begins a draft in this browser")
@require_POST
def rights_begin(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request) or drafts.begin(request)
    question = first_open(answers_of(draft))
    return redirect("question", question.slug) if question else redirect("check")


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponse:
    draft = drafts.draft_of(request)
    if draft is None:
        return without_draft(request)
    answers = answers_of(draft)
    here = named(slug, answers)
    if here is None:
        raise Http404
    if request.method == "POST":
        return answered(request, draft, here, answers)
    form = here.form(initial=here.form.typed(answers.given.get(slug, {})), answers=answers)
    return question_page(request, draft, here, answers, form)


def answered(request: HttpRequest, draft: Draft, here: Question, answers: Answers) -> HttpResponse:
    """Keep what was answered and go on, to the photo just added, or to leaving."""
    form = here.form(request.POST, request.FILES, answers=answers)
    leaving = request.POST.get("then") == "leave"
    try:
        count_search(request, here)
        if not form.is_valid():
            return (
                redirect("leave_draft")
                if leaving
                else question_page(request, draft, here, answers, form)
            )
        upload = form.cleaned_data.pop("photo", None)
        if upload:
            limits.count("upload", address=client_address(request))
            drafts.keep_file(draft, upload)
        draft = drafts.keep(draft, here.slug, form.cleaned_data)
    except Refused as refusal:
        form.is_valid()
        form.add_error(None, refusal.reason)
        return question_page(request, draft, here, answers, form)
    if leaving:
        return redirect("leave_draft")
    if upload or request.POST.get("then") == "stay":
        return redirect("question", here.slug)
    return redirect(after(here, answers_of(draft), checking="checking" in request.POST))


def count_search(request: HttpRequest, here: Question) -> None:
    if here.form is EmployerForm:
        limits.count("employers", address=client_address(request))


def after(here: Question, answers: Answers, *, checking: bool) -> str:
    """Where to go on: elsewhere, the next question, or back to checking."""
    if here.slug == "about" and answers.elsewhere:
        return reverse("elsewhere")
    order = asked(answers)
    following = order[order.index(here) + 1 :]
    coming = first_open(answers) if checking else next(iter(following), None)
    return reverse("question", args=[coming.slug]) if coming else reverse("check")


def question_page(
    request: HttpRequest, draft: Draft, here: Question, answers: Answers, form: Answer
) -> HttpResponse:
    order = asked(answers)
    place = order.index(here)
    context: dict[str, Any] = {
        "question": here,
        "ask": "question",
        "start": "rights",
        "may_leave": True,
        "form": form,
        "draft": draft,
        "number": place + 1,
        "count": len(order),
        "done": place,
        "before": order[place - 1] if place else None,
        "helps": helps(here.slug, answers),
        "limitation": answers.limitation,
        "limit": settings.ATTACHMENT_LIMIT_MIB,
        "most": drafts.FILES,
        "checking": "checking" in request.GET or "checking" in request.POST,
    }
    return render(request, here.template, context)


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
    draft = drafts.draft_of(request)
    kind = answers_of(draft).elsewhere if draft else ""
    return render(request, "portal/elsewhere.html", {"kind": kind})


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def leave_draft(request: HttpRequest) -> HttpResponse:
    """A code for the draft, so that it can be continued on another day or phone."""
    draft = drafts.draft_of(request)
    if draft is None:
        return without_draft(request)
    form = PhoneForm(request.POST or None)
    code = ""
    if request.method == "POST" and form.is_valid():
        code = drafts.leave(draft, form.cleaned_data["phone"])
    return render(request, "portal/leave.html", {"form": form, "code": code, "draft": draft})


@public("opens a draft for whoever has its code and phone")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def resume_draft(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        code, phone = normal_code(form.cleaned_data["code"]), form.cleaned_data["phone"]
        try:
            limits.count("draft", address=client_address(request), phone=phone, code=code)
            draft = drafts.resume(request, code=code, phone=phone)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 429 if isinstance(refusal, limits.TooOften) else 200
        else:
            question = first_open(answers_of(draft))
            return redirect("question", question.slug) if question else redirect("check")
    return render(request, "portal/resume.html", {"form": form}, status=status)


@public(ONLY_OWN)
@require_POST
def drop_photo(request: HttpRequest) -> HttpResponse:
    draft = drafts.draft_of(request)
    number = request.POST.get("file", "")
    kept = draft.files.filter(pk=number).first() if draft and number.isdecimal() else None
    if kept is None:
        raise Http404(_("There is no such file."))
    drafts.drop_file(kept)
    return redirect("question", "photos")
