"""Applications to join: the list, and the answer of the unit."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.kernel.masking import masked_identity, masked_phone
from niudai.membership import actions
from niudai.membership.forms import DayForm, JoiningFilters, ReasonForm
from niudai.membership.models import Joining
from niudai.organisations.views.asking import asked
from niudai.rulebook.codes import name_of


@require_safe
@requires(Permission.PERSON_VIEW)
def joinings(request: Request) -> HttpResponse:
    filters = JoiningFilters(request.GET)
    rows = filters.narrowed(request.actor).select_related("organisation", "person")
    page = page_of(rows, request.GET, order=["asked_at"])
    may = partial(request.actor.may, Permission.PERSON_ADMIT)
    lines = [
        {
            "joining": each,
            "number": masked_identity(each.number),
            "phone": masked_phone(each.phone),
            "trade": name_of("trade", each.trade) if each.trade else "",
            "may_answer": each.state == Joining.State.WAITING and may(at=each.organisation.path),
        }
        for each in page
    ]
    context = {"filters": filters, "page": page, "lines": lines}
    return render(request, "membership/joinings.html", context)


def answered(request: Request, pk: int, form: Any, act: Any, **words: Any) -> HttpResponse:
    rows = Joining.objects.visible_to(request.actor).select_related("organisation")
    joining = get_object_or_404(rows, pk=pk)

    def acted(**facts: Any) -> str:
        act(joining, **facts, by=request.actor)
        return "joinings"

    about = _("%(name)s wants to join %(union)s.") % {
        "name": joining.name, "union": joining.organisation,
    }  # fmt: skip
    return asked(request, form, acted, back=joining.organisation, about=about, **words)


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def joining_admit(request: Request, pk: int) -> HttpResponse:
    return answered(
        request, pk, DayForm(request.POST or None), actions.admit,
        heading=_("Confirm the application"), done=_("The applicant is a member now."),
        verb=_("Confirm"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def joining_refuse(request: Request, pk: int) -> HttpResponse:
    return answered(
        request, pk, ReasonForm(request.POST or None), actions.refuse_joining,
        heading=_("Refuse the application"), done=_("The applicant reads the reason."),
        verb=_("Refuse"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def joining_ask(request: Request, pk: int) -> HttpResponse:
    """The applicant is a member elsewhere: ask that union, without seeing what it has on file."""
    form = ReasonForm(request.POST or None, initial={"reason": _("Works here now and applied.")})
    return answered(
        request, pk, form, actions.ask_for_applicant,
        heading=_("Ask the former union"), verb=_("Ask for the transfer"),
        done=_("The former union has been asked. When it agrees, the application is confirmed."),
    )  # fmt: skip
