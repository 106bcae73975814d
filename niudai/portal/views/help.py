"""“I need help”: a hardship file by questions, kept as a draft until it is sent."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import public
from niudai.assistance.hardship.models import HardshipFile
from niudai.kernel.refused import Refused
from niudai.portal import drafts
from niudai.portal.answers import Answers
from niudai.portal.doors import DOORS
from niudai.portal.family import Family, apply, with_person
from niudai.portal.family_questions import FAMILY
from niudai.portal.forms.follow import FollowForm
from niudai.portal.forms.household import PersonForm
from niudai.portal.models import Draft
from niudai.portal.preview import preview
from niudai.portal.questions import Question
from niudai.portal.session import held_file
from niudai.portal.views import guided
from niudai.portal.views.guided import ONLY_OWN, SENDS_OWN, Guide
from niudai.portal.views.home import site_list
from niudai.rulebook.rules import Unsettled, nearest

MOST_PEOPLE = 20


def read(draft: Draft) -> Family:
    return Family(draft.answers, files=draft.files.count())


def without_draft(request: HttpRequest) -> HttpResponse:
    """Gone back after sending, or left alone too long: say which, and where it goes on."""
    if held_file(request):
        messages.success(request, _("This was already sent. Here is your application."))
        return redirect("own_file")
    messages.warning(
        request,
        _("No draft is open on this phone any more. Begin anew, or open one with its code."),
    )
    return redirect("help_start")


def made(draft: Draft) -> HardshipFile:
    return apply(read(draft), list(draft.files.all()))


def beside(question: Question, answers: Answers) -> dict[str, Any]:
    if question.slug == "consents":
        return {"organisation": answers.organisation, "years": kept_years(answers.place)}
    return {}


def kept_years(place: str) -> int:
    """How long a file is kept after it ends; none said where no rule says it."""
    try:
        rule = nearest("HARDSHIP-RETENTION", on=timezone.localdate(), place=place)
    except Unsettled:
        return 0
    return rule.amount or 0


HELP = Guide(
    key="help_draft", questions=FAMILY, read=read, make=made, gone=without_draft,
    limit="help", start="help_start", ask="help_question", check="help_check", send="help_send",
    sent="own_file_sent", leave="help_leave", drop="help_photo_drop", beside=beside,
)  # fmt: skip


@public("says how the union helps, where, and asks whether to begin")
@never_cache
@require_safe
def help_start(request: HttpRequest) -> HttpResponse:
    context = {
        "door": next(door for door in DOORS if door.slug == "help"),
        "draft": HELP.draft(request),
        "form": FollowForm(),
        **site_list(request),
    }
    return render(request, "portal/help/help.html", context)


@public("says what to do when help is needed at once")
@require_safe
def help_urgent(request: HttpRequest) -> HttpResponse:
    context = {"form": FollowForm(), **site_list(request)}
    return render(request, "portal/help/urgent.html", context)


@public("begins a draft in this browser")
@require_POST
def help_begin(request: HttpRequest) -> HttpResponse:
    return guided.begin(request, HELP)


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def help_question(request: HttpRequest, slug: str) -> HttpResponse:
    return guided.ask(request, HELP, slug)


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def help_person(request: HttpRequest, who: str) -> HttpResponse:
    """Somebody of the household: told for the first time (`new`), or anew."""
    draft = HELP.draft(request)
    if draft is None:
        return without_draft(request)
    answers = read(draft)
    found = next((each for each in answers.people if each["id"] == who), None)
    if found is None and who != "new":
        raise Http404
    known = found["id"] if found else ""
    initial = amounts_typed(found) if found else {}
    form = PersonForm(request.POST or None, initial=initial, answers=answers, who=known)
    if request.method == "POST" and form.is_valid():
        try:
            if not known and len(answers.people) >= MOST_PEOPLE:
                raise Refused(_("So many people are told at a service site."))
            people = with_person(answers, known, form.cleaned_data)
            drafts.keep(draft, "household", {"people": people})
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect("help_question", "household")
    return render(request, "portal/help/person.html", {"form": form, "known": known})


def amounts_typed(person: dict[str, Any]) -> dict[str, Any]:
    fen = person.get("monthly_fen")
    return {**person, "monthly_fen": None if fen is None else f"{fen / 100:.2f}"}


@public(ONLY_OWN)
@require_POST
def help_person_drop(request: HttpRequest) -> HttpResponse:
    draft = HELP.draft(request)
    if draft is None:
        return without_draft(request)
    who = request.POST.get("who", "")
    people = [each for each in read(draft).people if each["id"] != who]
    drafts.keep(draft, "household", {"people": people})
    return redirect("help_question", "household")


@public(ONLY_OWN)
@require_POST
def help_photo_drop(request: HttpRequest) -> HttpResponse:
    return guided.drop_photo(request, HELP)


@public(ONLY_OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def help_leave(request: HttpRequest) -> HttpResponse:
    return guided.leave(request, HELP)


def first_look(answers: Answers) -> dict[str, Any]:
    """The calculation before sending; where it cannot be made, nothing is shown."""
    family = cast(Family, answers)
    try:
        return dict(preview(family.facts, place=family.place))
    except Refused:
        return {}


def checked(request: HttpRequest, **more: Any) -> HttpResponse:
    return guided.check(request, HELP, "portal/help/check.html", first_look, **more)


@public(ONLY_OWN)
@never_cache
@require_safe
def help_check(request: HttpRequest) -> HttpResponse:
    return checked(request)


@public(SENDS_OWN)
@never_cache
@require_POST
def help_send(request: HttpRequest) -> HttpResponse:
    return guided.send(request, HELP, checked)
