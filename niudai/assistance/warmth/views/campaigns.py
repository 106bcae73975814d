"""Campaigns: list, progress, what is set up in one, figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.actor import Actor
from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.warmth import actions, forms
from niudai.assistance.warmth import procedure as p
from niudai.assistance.warmth.models import Allotment, Campaign, Delivery, Stage, Target
from niudai.assistance.warmth.statistics import by_town, goods_value, held_goods, reached
from niudai.assistance.warmth.views.found import campaign_of, delivery_of, own_campaign
from niudai.casework.noting import note
from niudai.casework.offering import Act, shown
from niudai.casework.procedure import Move, offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked

WAY = (Stage.PLANNED, Stage.RUNNING, Stage.RECKONING, Stage.CLOSED)
HELD = 100  # allotments on the page


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    move: Move
    form: type[forms.MoveForm]
    act: Callable[..., Campaign]


PAGES = {
    page.move.name: page
    for page in (
        MovePage(p.START, forms.MoveForm, actions.start),
        MovePage(p.CANCEL, forms.ReasonForm, actions.cancel),
        MovePage(p.FINISH, forms.MoveForm, actions.finish),
        MovePage(p.RESUME, forms.ReasonForm, actions.resume),
        MovePage(p.CLOSE, forms.CloseForm, actions.close),
    )
}


@require_safe
@requires(Permission.WARMTH_VIEW)
def campaigns(request: Request) -> HttpResponse:
    form = forms.CampaignFilters(request.GET)
    rows = form.narrowed(request.actor).select_related("organisation")
    page = page_of(rows, request.GET, order=["-since", "-pk"])
    context = {"form": form, "page": page,
               "may_edit": request.actor.may(Permission.WARMTH_EDIT)}  # fmt: skip
    return render(request, "warmth/list.html", context)


def binding(case: Campaign, actor: Actor) -> list[Act]:
    """Money is bound beside the moves, by whoever may commit it."""
    if case.stage in Campaign.CLOSED:
        return []
    if not actor.may(Permission.FUND_COMMIT, at=case.organisation.path):
        return []
    about = _("For those on the list; finance pays it by card.")
    return [Act("commit", _("Bind the money"), about, reverse("campaign_commit", args=[case.pk]))]


def money_of(case: Campaign, actor: Actor) -> dict[str, Any]:
    """What the campaign may take of each source and has taken; what came in and who pays it."""
    taken = actions.taken_of(case)
    purses = list(case.purses.select_related("source"))
    rows = Delivery.objects.visible_to(actor).filter(goods__campaign=case)
    return {
        "purses": [(purse, taken.get(purse.source_id, 0)) for purse in purses],
        "deliveries": list(
            rows.select_related("goods", "purse__source", "line").order_by("-pk")[:HELD]
        ),
        "may_bind": case.stage not in Campaign.CLOSED
        and actor.may(Permission.FUND_COMMIT, at=case.organisation.path),
        "sees_money": actor.may(Permission.FUND_VIEW, at=case.organisation.path),
    }


@require_safe
@requires(Permission.WARMTH_VIEW)
def campaign(request: Request, pk: int) -> HttpResponse:
    """The progress page; of a campaign from above only the reader's own part."""
    case = campaign_of(request, pk)
    path = case.organisation.path
    own = request.actor.may(Permission.WARMTH_VIEW, at=path)
    moves = [page.move for page in PAGES.values()]
    offered = [offer for offer in offers(case, moves, by=request.actor) if offer.allowed]
    rows = Target.objects.visible_to(request.actor).filter(campaign=case)
    found = reached(rows)
    context = {
        "case": case, "own": own, "figures": found, "goods_value": goods_value(rows),
        "percent": round(100 * found["visited"] / found["planned"]) if found["planned"] else 0,
        "towns": by_town(case, request.actor),
        "goods": case.goods.all() if own else [],
        "held": list(held_goods(case, request.actor)[:HELD]),
        **(money_of(case, request.actor) if own else {}),
        **shown(
            offered, lambda name: reverse("campaign_move", args=[case.pk, name]),
            beside=binding(case, request.actor) if own else (),
        ),
        "timeline": timeline(case, case.item) if own else [],
        "steps": stages_passed(case, case.item, WAY),
        "may_edit": request.actor.may(Permission.WARMTH_EDIT, at=path)
        and case.stage not in Campaign.CLOSED,
        "may_list": request.actor.may(Permission.WARMTH_EDIT) and case.stage not in Campaign.CLOSED,
    }  # fmt: skip
    return render(request, "warmth/campaign.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def campaign_new(request: Request) -> HttpResponse:
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    return asked(
        request, forms.CampaignForm(request.POST or None),
        partial(actions.plan, own, by=request.actor), back=own,
        heading=_("Plan a campaign"), done=_("The campaign is planned."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def campaign_move(request: Request, pk: int, move: str) -> HttpResponse:
    case, page = own_campaign(request, pk), PAGES.get(move)
    if page is None:
        raise Http404
    form = page.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(page.act, case, **form.cleaned_data, by=request.actor)
        if tried(form, act):
            messages.success(request, _("On record: %(act)s.") % {"act": page.move.label})
            return redirect(case)
    context = {
        "form": form, "heading": page.move.label, "back": case.get_absolute_url(),
        "back_label": case.reference, "verb": page.move.label,
        "about": " · ".join(filter(None, (case.title, str(page.move.about)))),
        "missing": page.move.missing(case) if case.stage in page.move.sources else [],
        "basis": page.move.basis,
    }  # fmt: skip
    return render(request, "casework/move.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def campaign_source(request: Request, pk: int) -> HttpResponse:
    case = own_campaign(request, pk)

    def act(**facts: Any) -> Campaign:
        source = facts.pop("source")
        return actions.name_source(case, source, **facts, by=request.actor).campaign

    return asked(
        request, forms.PurseForm(request.POST or None, actor=request.actor), act, back=case,
        heading=_("Name a source of money"), done=_("On record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def campaign_share(request: Request, pk: int) -> HttpResponse:
    case = own_campaign(request, pk)
    form = forms.ShareForm(request.POST or None, campaign=case, actor=request.actor)

    def act(**facts: Any) -> Campaign:
        union = facts.pop("organisation")
        return actions.set_share(case, union, **facts, by=request.actor).campaign

    return asked(
        request, form, act, back=case, heading=_("Set the share of a union"),
        about=case.title, done=_("The share is set; the union was told."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def campaign_goods(request: Request, pk: int) -> HttpResponse:
    case = own_campaign(request, pk)

    def act(**facts: Any) -> Campaign:
        return actions.receive_goods(case, **facts, by=request.actor).campaign

    return asked(
        request, forms.GoodsForm(request.POST or None, campaign=case), act, back=case,
        heading=_("Enter goods that came in"), done=_("The goods are in store."),
        about=_("Bought: the source of money and the supplier. Given: who gave them."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_COMMIT)
def delivery_commit(request: Request, pk: int) -> HttpResponse:
    """Bind what was bought; whoever took the goods in does not."""
    delivery = delivery_of(request, pk)
    case = delivery.goods.campaign

    def act() -> Campaign:
        actions.commit_delivery(delivery, by=request.actor)
        return case

    about = _("%(goods)s, %(count)d %(unit)s, from %(supplier)s: %(fen)s yuan.") % {
        "goods": delivery.goods.name, "count": delivery.count, "unit": delivery.goods.unit,
        "supplier": delivery.supplier or "—", "fen": yuan(delivery.worth_fen),
    }  # fmt: skip
    return asked(
        request, forms.MoveForm(request.POST or None), act, back=case, about=about,
        heading=_("Bind the money"), verb=_("Bind the money"),
        done=_("The money is bound: finance pays it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def delivery_void(request: Request, pk: int) -> HttpResponse:
    delivery = delivery_of(request, pk)

    def act(reason: str) -> Campaign:
        return actions.void_delivery(delivery, reason=reason, by=request.actor).campaign

    return asked(
        request, forms.ReasonForm(request.POST or None), act, back=delivery.goods.campaign,
        heading=_("Take back: %(goods)s") % {"goods": delivery},
        about=_("Entered in error, or sent back to the supplier."), done=_("Taken back."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def goods_allot(request: Request, pk: int, goods: int) -> HttpResponse:
    case = own_campaign(request, pk)
    one = get_object_or_404(case.goods.select_related("campaign"), pk=goods)
    form = forms.AllotForm(request.POST or None, campaign=case, actor=request.actor)

    def act(organisation: Organisation, count: int) -> Campaign:
        actions.allot(one, organisation, count=count, by=request.actor)
        return case

    return asked(
        request, form, act, back=case, heading=_("Give out: %(goods)s") % {"goods": one.name},
        about=_("%(count)d in store") % {"count": one.in_store}, done=_("Given out."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def goods_back(request: Request, pk: int) -> HttpResponse:
    rows = Allotment.objects.visible_to(request.actor).select_related(
        "goods__campaign__organisation", "organisation"
    )
    held = get_object_or_404(rows, pk=pk)

    def act(count: int) -> Campaign:
        return actions.bring_back(held, count=count, by=request.actor).goods.campaign

    return asked(
        request, forms.BackForm(request.POST or None), act, back=held.goods.campaign,
        heading=_("Bring back: %(goods)s") % {"goods": held.goods.name},
        about=_("%(union)s holds %(count)d") % {"union": held.organisation, "count": held.left},
        done=_("Back in store."),
    )  # fmt: skip


@require_POST
@requires(Permission.WARMTH_EDIT)
def campaign_note(request: Request, pk: int) -> HttpResponse:
    case = own_campaign(request, pk)
    try:
        note(case, text=request.POST.get("text", ""), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(case)


@require_safe
@requires(Permission.WARMTH_VIEW)
def warmth_figures(request: Request) -> HttpResponse:
    """Enterprises, households, persons and amounts of a year, each campaign in one line."""
    form = forms.CampaignFilters(request.GET)
    form.is_valid()
    year = form.cleaned_data.get("year") or timezone.localdate().year
    rows = Campaign.objects.visible_to(request.actor).filter(since__year=year)
    page = page_of(rows.order_by("-since"), request.GET, order=["-since", "-pk"])
    seen = Target.objects.visible_to(request.actor).filter(campaign__since__year=year)
    context = {
        "year": year, "years": [year - 1, date.today().year], "page": page,
        "figures": reached(seen), "goods_value": goods_value(seen),
    }  # fmt: skip
    return render(request, "warmth/figures.html", context)
