"""Members on the way from one union to another."""

from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.membership import actions
from niudai.membership.actions.transfers import decider
from niudai.membership.forms import (
    AnswerForm,
    AskForForm,
    DayForm,
    NoQuestion,
    TransferFilters,
    TransferForm,
)
from niudai.membership.models import MembershipTransfer, Person
from niudai.membership.views.people import found
from niudai.organisations import public
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked

State = MembershipTransfer.State
RELATED = ("person", "source", "target")


@require_safe
@requires(Permission.PERSON_VIEW)
def transfers(request: Request) -> HttpResponse:
    filters = TransferFilters(request.GET)
    rows = filters.narrowed(request.actor).select_related(*RELATED)
    page = page_of(rows, request.GET, order=["-asked_on", "-pk"])
    context = {
        "filters": filters,
        "page": page,
        "lines": [line(request, each) for each in page],
        "may_ask": request.actor.may(Permission.PERSON_ADMIT),
    }
    return render(request, "membership/transfers.html", context)


def line(request: Request, transfer: MembershipTransfer) -> dict[str, Any]:
    """A member kept elsewhere is named only to who keeps them, and to who asked by the name."""
    may = partial(request.actor.may, Permission.PERSON_ADMIT)
    waiting = transfer.state == State.WAITING
    return {
        "transfer": transfer,
        "visible": request.actor.may(Permission.PERSON_VIEW, at=transfer.person.path),
        "may_decide": waiting and may(at=decider(transfer).path),
        "may_call_back": waiting and (may(at=transfer.source.path) or may(at=transfer.target.path)),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_transfer(request: Request, pk: int) -> HttpResponse:
    """The union that keeps the member lets go."""
    known = found(request, pk)

    def ask(**facts: Any) -> Person:
        actions.ask_transfer(known, **facts, by=request.actor)
        return known

    return asked(
        request, TransferForm(request.POST or None), ask, back=known,
        heading=_("Transfer to another union"),
        done=_("The other union has been asked. Until it agrees the member stays here."),
        about=_("Joined once, moving with the work: the day of joining and the card go along."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def transfer_ask(request: Request) -> HttpResponse:
    """The union of the new work asks for a member kept elsewhere."""
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    form = AskForForm(request.POST or None, by=request.actor, initial={"target": own.name})

    def ask(**facts: Any) -> str:
        actions.ask_for(**facts, by=request.actor)
        return "transfers"

    return asked(
        request, form, ask, back=own,
        heading=_("Ask for a member of another union"), done=_("The other union has been asked."),
        about=_("Name and number must both be right; nothing of the card is shown before the other "
                "union agrees."),
    )  # fmt: skip


def decided(
    request: Request, pk: int, form: type[Form], act: Any, heading: str, done: str
) -> HttpResponse:
    """Ask, decide, and go back to the list."""
    seen = MembershipTransfer.objects.visible_to(request.actor).select_related(*RELATED)
    transfer = get_object_or_404(seen, pk=pk)
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )

    def acted(**facts: Any) -> str:
        act(transfer, **facts, by=request.actor)
        return "transfers"

    return asked(request, form(request.POST or None), acted, heading=heading, done=done, back=own)


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def transfer_take(request: Request, pk: int) -> HttpResponse:
    heading, done = _("Agree to the transfer"), _("The member has changed unions.")
    return decided(request, pk, DayForm, actions.take_over, heading, done)


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def transfer_refuse(request: Request, pk: int) -> HttpResponse:
    heading, done = _("Refuse the transfer"), _("The other union reads the reason.")
    return decided(request, pk, AnswerForm, actions.refuse_transfer, heading, done)


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def transfer_back(request: Request, pk: int) -> HttpResponse:
    heading, done = _("Call the transfer back"), _("The transfer was called back.")
    return decided(request, pk, NoQuestion, actions.call_back, heading, done)


@require_safe
@requires(Permission.PERSON_VIEW)
def unions_named(request: Request) -> HttpResponse:
    """Names of unions that hold what was typed; names of unions are no secret."""
    text = str(next((value for value in request.GET.values() if value), ""))
    context = {"unions": public.unions_named(text)}
    return render(request, "membership/unions_named.html", context)
