"""Guided questions: one a page, each answer kept at once. The same for every application."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from niudai.access import limits
from niudai.access.network import client_address
from niudai.kernel.refused import Refused
from niudai.portal import drafts
from niudai.portal.answers import Answers
from niudai.portal.forms.follow import PhoneForm
from niudai.portal.forms.questions import Answer, EmployerForm
from niudai.portal.models import Draft
from niudai.portal.questions import Question, Questions, asked, first_open, named
from niudai.portal.session import enter
from niudai.portal.summary import summary

ONLY_OWN = "shows only what this browser itself has filled in"
SENDS_OWN = "sends what this browser has filled in, once"

More = dict[str, Any]


def no_more(question: Question, answers: Answers) -> More:
    return {}


def no_more_to_check(answers: Answers) -> More:
    return {}


def no_detour(question: Question, answers: Answers) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Guide:
    """One application by questions: where its draft lies, what is asked, where its pages are."""

    key: str  # of the draft in the session
    questions: Questions
    read: Callable[[Draft], Answers]
    make: Callable[[Draft], Model]  # what a finished draft becomes
    gone: Callable[[HttpRequest], HttpResponse]  # no draft: sent already, or left too long
    limit: str  # which tries sending counts as
    start: str  # the names of its pages
    ask: str
    check: str
    send: str
    sent: str
    leave: str = ""
    drop: str = ""
    beside: Callable[[Question, Answers], More] = no_more
    detour: Callable[[Question, Answers], str] = no_detour

    def draft(self, request: HttpRequest) -> Draft | None:
        return drafts.draft_of(request, self.key)

    def address(self, question: Question) -> str:
        return reverse(self.ask, args=[question.slug])

    def onwards(self, answers: Answers) -> str:
        """The first question that is open, or checking everything."""
        question = first_open(answers, self.questions)
        return self.address(question) if question else reverse(self.check)


def begin(request: HttpRequest, guide: Guide) -> HttpResponse:
    draft = guide.draft(request) or drafts.begin(request, guide.key)
    return redirect(guide.onwards(guide.read(draft)))


def ask(request: HttpRequest, guide: Guide, slug: str) -> HttpResponse:
    """One question: shown with what was answered before, or answered."""
    draft = guide.draft(request)
    if draft is None:
        return guide.gone(request)
    answers = guide.read(draft)
    here = named(slug, answers, guide.questions)
    if here is None:
        raise Http404
    if request.method == "POST":
        return answered(request, guide, draft, here, answers)
    form = here.form(initial=here.form.typed(answers.given.get(slug, {})), answers=answers)
    return question_page(request, guide, draft, here, answers, form)


def answered(
    request: HttpRequest, guide: Guide, draft: Draft, here: Question, answers: Answers
) -> HttpResponse:
    """Keep what was answered and go on, to the photo just added, or to leaving."""
    form = here.form(request.POST, request.FILES, answers=answers)
    leaving = bool(guide.leave) and request.POST.get("then") == "leave"
    try:
        if here.form is EmployerForm:
            limits.count("employers", address=client_address(request))
        if not form.is_valid():
            if leaving:
                return redirect(guide.leave)
            return question_page(request, guide, draft, here, answers, form)
        upload = form.cleaned_data.pop("photo", None)
        if upload:
            limits.count("upload", address=client_address(request))
            drafts.keep_file(draft, upload)
        draft = drafts.keep(draft, here.slug, form.cleaned_data)
    except Refused as refusal:
        form.is_valid()
        form.add_error(None, refusal.reason)
        return question_page(request, guide, draft, here, answers, form)
    if leaving:
        return redirect(guide.leave)
    if upload or request.POST.get("then") == "stay":
        return redirect(guide.ask, here.slug)
    answers = guide.read(draft)
    return redirect(after(guide, here, answers, checking="checking" in request.POST))


def after(guide: Guide, here: Question, answers: Answers, *, checking: bool) -> str:
    """Where to go on: off the path, the next question, or back to checking."""
    if away := guide.detour(here, answers):
        return away
    order = asked(answers, guide.questions)
    following = order[order.index(here) + 1 :]
    if checking or not following:
        return guide.onwards(answers)
    return guide.address(following[0])


def question_page(
    request: HttpRequest, guide: Guide, draft: Draft, here: Question, answers: Answers,
    form: Answer,
) -> HttpResponse:  # fmt: skip
    order = asked(answers, guide.questions)
    place = order.index(here)
    context: More = {
        "guide": guide,
        "question": here,
        "form": form,
        "draft": draft,
        "answers": answers,
        "number": place + 1,
        "count": len(order),
        "done": place,
        "before": order[place - 1] if place else None,
        "limit": settings.ATTACHMENT_LIMIT_MIB,
        "most": drafts.FILES,
        "checking": "checking" in request.GET or "checking" in request.POST,
        **guide.beside(here, answers),
    }
    return render(request, here.template, context)


def check(
    request: HttpRequest, guide: Guide, template: str, more: Callable[[Answers], More],
    *, refusal: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Everything that was answered, before it is sent; or the question that is still open."""
    draft = guide.draft(request)
    if draft is None:
        return guide.gone(request)
    answers = guide.read(draft)
    if missing := first_open(answers, guide.questions):
        return redirect(guide.address(missing))
    context = {
        "guide": guide,
        "summary": summary(answers, list(draft.files.all()), guide.questions),
        "refusal": refusal,
        "before": asked(answers, guide.questions)[-1],
        "organisation": answers.organisation,
        **more(answers),
    }
    return render(request, template, context, status=status)


def send(request: HttpRequest, guide: Guide, checked: Callable[..., HttpResponse]) -> HttpResponse:
    """Send once; what was refused is said on the page that shows everything (`checked`)."""
    draft = guide.draft(request)
    if draft is None:  # sent already: a second touch of the button
        return redirect(guide.sent)
    answers = guide.read(draft)
    if first_open(answers, guide.questions):
        return checked(request)
    try:
        phone = str(answers.get("you", "phone"))
        limits.count(guide.limit, address=client_address(request), phone=phone)
        made = sent_once(draft, guide)
    except Refused as refusal:
        status = 429 if isinstance(refusal, limits.TooOften) else 200
        return checked(request, refusal=refusal.reason, status=status)
    if made is not None:
        request.session.pop(guide.key, None)
        enter(request, made)
    return redirect(guide.sent)


@transaction.atomic
def sent_once(draft: Draft, guide: Guide) -> Model | None:
    """What the draft became, gone with the same commit. None when another was quicker."""
    held = drafts.held(draft)
    if held is None:
        return None
    made = guide.make(held)
    drafts.throw_away([held])
    return made


def leave(request: HttpRequest, guide: Guide) -> HttpResponse:
    """A code for the draft, so that it can be continued on another day or phone."""
    draft = guide.draft(request)
    if draft is None:
        return guide.gone(request)
    form = PhoneForm(request.POST or None)
    code = ""
    if request.method == "POST" and form.is_valid():
        code = drafts.leave(draft, form.cleaned_data["phone"])
    context = {"guide": guide, "form": form, "code": code, "draft": draft}
    return render(request, "portal/leave.html", context)


def drop_photo(request: HttpRequest, guide: Guide) -> HttpResponse:
    draft = guide.draft(request)
    number = request.POST.get("file", "")
    kept = draft.files.filter(pk=number).first() if draft and number.isdecimal() else None
    if kept is None:
        raise Http404(_("There is no such file."))
    drafts.drop_file(kept)
    return redirect(guide.ask, "photos")
