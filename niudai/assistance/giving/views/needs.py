"""Needs: the list, the page of one, and the moves."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.actor import Actor
from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.giving import actions, forms
from niudai.assistance.giving import procedure as p
from niudai.assistance.giving.letters import THANKS, facts
from niudai.assistance.giving.models import Match, Need, Stage
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.letters import write
from niudai.casework.noting import note
from niudai.casework.offering import Act, shown
from niudai.casework.procedure import Move, offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.kernel.forms import Styled, tried
from niudai.kernel.listing import page_of
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked

WAY = (Stage.NOTED, Stage.OPEN, Stage.RESERVED, Stage.GIVEN, Stage.TOLD)


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    move: Move
    form: type[Styled]
    act: Callable[..., Need]


PAGES = {
    page.move.name: page
    for page in (
        MovePage(p.OFFER, forms.NothingForm, actions.offer),
        MovePage(p.RESERVE, forms.ReserveForm, actions.reserve),
        MovePage(p.RELEASE, forms.ReasonForm, actions.release),
        MovePage(p.GIVE, forms.GiveForm, actions.give),
        MovePage(p.TELL, forms.NothingForm, actions.tell),
        MovePage(p.TAKE_BACK, forms.ReasonForm, actions.take_back),
    )
}


def need_of(request: Request, pk: int) -> Need:
    rows = Need.objects.visible_to(request.actor).select_related("organisation", "file")
    return get_object_or_404(rows, pk=pk)


def match_of(request: Request, case: Need) -> Match | None:
    rows = Match.objects.visible_to(request.actor).filter(need=case, released_on=None)
    return rows.select_related("pledge__donor__organisation", "line").first()


@require_safe
@requires(Permission.GIVING_VIEW)
def needs(request: Request) -> HttpResponse:
    form = forms.NeedFilters(request.GET)
    rows = form.narrowed(request.actor).select_related("organisation")
    page = page_of(rows, request.GET, order=["-received_on", "-pk"])
    context = {"form": form, "page": page,
               "may_edit": request.actor.may(Permission.GIVING_EDIT)}  # fmt: skip
    return render(request, "giving/needs.html", context)


def beside(case: Need, match: Match | None, actor: Actor) -> list[Act]:
    """What is done with a need without being a move of it."""
    path = case.organisation.path
    if case.stage == Stage.NOTED and actor.may(Permission.GIVING_EDIT, at=path):
        return [consenting(case)]
    waits = match is not None and match.goes_by_the_funds and not match.bound
    if waits and case.stage == Stage.RESERVED and actor.may(Permission.FUND_COMMIT, at=path):
        about = _("From the source of the agreement; finance pays it by card.")
        return [Act("bind", _("Bind the money"), about, reverse("need_bind", args=[case.pk]))]
    return []


def consenting(case: Need) -> Act:
    """What the family agrees to."""
    about = _("To a donor's help; apart from that, to the portal.")
    address = reverse("need_consent", args=[case.pk])
    return Act("consent", _("Consent of the family"), about, address)


@require_safe
@requires(Permission.GIVING_VIEW)
def need(request: Request, pk: int) -> HttpResponse:
    case = need_of(request, pk)
    item, path = case.item, case.organisation.path
    moves = [page.move for page in PAGES.values()]
    match = match_of(request, case)
    by_finance = match is not None and match.goes_by_the_funds
    offered = [
        offer
        for offer in offers(case, moves, by=request.actor)
        if offer.allowed and not (by_finance and offer.move is p.GIVE)
    ]
    may_edit = request.actor.may(Permission.GIVING_EDIT, at=path)
    context = {
        "case": case, "match": match,
        "may_see_donor": match is not None
        and request.actor.may(Permission.GIVING_VIEW, at=match.donor.organisation.path),
        **shown(
            offered, lambda name: reverse("need_move", args=[case.pk, name]),
            beside=beside(case, match, request.actor),
        ),
        "timeline": timeline(case, item), "steps": stages_passed(case, item, WAY),
        "attachments": item.attachments.all(), "may_edit": may_edit,
        "may_reword": may_edit and case.stage in {Stage.NOTED, Stage.OPEN},
        "may_write": may_edit and case.stage in {Stage.GIVEN, Stage.TOLD},
        "uncovered": request.actor.may(Permission.HARDSHIP_SENSITIVE, at=path),
        "may_see_line": request.actor.may(Permission.FUND_VIEW, at=path),
        "may_see_file": case.file is not None
        and request.actor.may(Permission.HARDSHIP_VIEW, at=case.file.organisation.path),
    }  # fmt: skip
    return render(request, "giving/need.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def need_new(request: Request) -> HttpResponse:
    """Free, or with `?file=` for a household whose file is in force."""
    number = request.GET.get("file", "")
    rows = HardshipFile.objects.visible_to(request.actor).in_force()
    file = get_object_or_404(rows, pk=number) if number.isdecimal() else None
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    form = forms.NeedForm(
        request.POST or None, actor=request.actor,
        initial={"organisation": file.organisation_id if file else own.pk},
    )  # fmt: skip

    def act(**given: Any) -> Need:
        return actions.note_need(given.pop("organisation"), **given, file=file, by=request.actor)

    return asked(
        request, form, act, back=own, heading=_("Write down a need"),
        about=file.reference if file else "", done=_("The need is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def need_reword(request: Request, pk: int) -> HttpResponse:
    case = need_of(request, pk)
    form = forms.WordsForm(request.POST or None, initial={"words": case.words})
    return asked(
        request, form, partial(actions.reword, case, by=request.actor), back=case,
        heading=_("Other words"), done=_("On record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def need_consent(request: Request, pk: int) -> HttpResponse:
    case = need_of(request, pk)
    return asked(
        request, forms.ConsentForm(request.POST or None),
        partial(actions.consent, case, by=request.actor), back=case, about=case.words,
        heading=_("Consent of the family"), done=_("The consent is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def need_move(request: Request, pk: int, move: str) -> HttpResponse:
    case, page = need_of(request, pk), PAGES.get(move)
    if page is None:
        raise Http404
    form: Any = (
        forms.ReserveForm(request.POST or None, need=case, actor=request.actor)
        if page.form is forms.ReserveForm
        else page.form(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        chosen = [given.pop("pledge")] if "pledge" in given else []
        if tried(form, partial(page.act, case, *chosen, **given, by=request.actor)):
            messages.success(request, _("On record: %(act)s.") % {"act": page.move.label})
            return redirect(case)
    context = {
        "form": form, "heading": page.move.label, "back": case.get_absolute_url(),
        "back_label": case.reference, "verb": page.move.label,
        "about": " · ".join(filter(None, (case.words, str(page.move.about)))),
        "missing": page.move.missing(case) if case.stage in page.move.sources else [],
        "basis": page.move.basis,
    }  # fmt: skip
    return render(request, "casework/move.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_COMMIT)
def need_bind(request: Request, pk: int) -> HttpResponse:
    case = need_of(request, pk)

    def act() -> Need:
        actions.bind_gift(case, by=request.actor)
        return case

    return asked(
        request, forms.NothingForm(request.POST or None), act, back=case,
        heading=_("Bind the money"), verb=_("Bind the money"),
        about=_("%(need)s: %(fen)s yuan, from the source of the agreement.")
        % {"need": case.words, "fen": yuan(case.amount_fen)},
        done=_("The money is bound: finance pays it."),
    )  # fmt: skip


@require_POST
@requires(Permission.GIVING_EDIT)
def need_letter(request: Request, pk: int) -> HttpResponse:
    """The letter of thanks, kept with the need."""
    case = need_of(request, pk)
    match = match_of(request, case)
    try:
        request.actor.must(Permission.GIVING_EDIT, at=case.organisation.path)
        if match is None or match.given_on is None:
            raise Refused(_("Nothing was given yet."))
        made = write(case, THANKS, facts(case, match), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("“%(name)s” lies with the case.") % {"name": made.name})
    return redirect(f"{case.get_absolute_url()}#papers")


@require_POST
@requires(Permission.GIVING_EDIT)
def need_note(request: Request, pk: int) -> HttpResponse:
    case = need_of(request, pk)
    try:
        note(case, text=request.POST.get("text", ""), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{case.get_absolute_url()}#timeline")
