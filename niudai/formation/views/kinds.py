"""The kinds of case side by side: table, moves, usual way, letters. One set of pages serves all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from niudai.access.middleware import Request
from niudai.casework.letters import Letter
from niudai.casework.procedure import Move
from niudai.formation import actions, forms
from niudai.formation import procedure as p
from niudai.formation.letters import OF_KIND
from niudai.formation.models import (
    Ending,
    EndingStage,
    Formation,
    Registration,
    RegistrationStage,
    Stage,
)


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    move: Move
    form: type[forms.MoveForm]
    act: Callable[..., Any]

    @property
    def label(self) -> str | Promise:
        return self.move.label


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    model: type[Any]
    way: tuple[str, ...]
    pages: tuple[MovePage, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(page.move for page in self.pages)

    @property
    def letters(self) -> tuple[Letter, ...]:
        return OF_KIND[self.name]

    def page(self, move: str) -> MovePage:
        found = next((page for page in self.pages if page.move.name == move), None)
        if found is None:
            raise Http404
        return found


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "formation", Formation,
            (Stage.PREPARING, Stage.REQUESTED, Stage.PERMITTED, Stage.ELECTED, Stage.REPORTED,
             Stage.APPROVED),
            (
                MovePage(p.REQUEST, forms.RequestForm, actions.request),
                MovePage(p.DELAY, forms.DelayForm, actions.delay),
                MovePage(p.PERMIT, forms.PermitForm, actions.permit),
                MovePage(p.RETURN_REQUEST, forms.ReasonForm, actions.return_request),
                MovePage(p.REFUSE, forms.ReasonForm, actions.refuse),
                MovePage(p.PROPOSE, forms.ProposeForm, actions.propose),
                MovePage(p.CONSENT, forms.ConsentForm, actions.consent),
                MovePage(p.ELECT, forms.ElectForm, actions.elect),
                MovePage(p.REPORT, forms.ReportForm, actions.report),
                MovePage(p.APPROVE, forms.ApproveForm, actions.approve),
                MovePage(p.ORDER_AGAIN, forms.ReasonForm, actions.order_again),
                MovePage(p.GIVE_UP, forms.ReasonForm, actions.give_up),
            ),
        ),
        Kind(
            "registration", Registration,
            (RegistrationStage.APPLIED, RegistrationStage.REGISTERED),
            (
                MovePage(p.REGISTER, forms.RegisterForm, actions.register),
                MovePage(p.REFUSE_REGISTRATION, forms.ReasonForm, actions.refuse_registration),
                MovePage(p.WITHDRAW_REGISTRATION, forms.WithdrawForm,
                         actions.withdraw_registration),
            ),
        ),
        Kind(
            "ending", Ending, (EndingStage.PROPOSED, EndingStage.CARRIED_OUT),
            (
                MovePage(p.CARRY_OUT, forms.CarryOutForm, actions.carry_out),
                MovePage(p.REFUSE_ENDING, forms.ReasonForm, actions.refuse_ending),
                MovePage(p.WITHDRAW_ENDING, forms.WithdrawForm, actions.withdraw_ending),
            ),
        ),
    )
}  # fmt: skip


def found(request: Request, kind: str, pk: int) -> tuple[Kind, Any]:
    """The kind and the case, as far as the reader sees it."""
    known = KINDS.get(kind)
    if known is None:
        raise Http404
    rows = known.model.objects.visible_to(request.actor).select_related("organisation")
    return known, get_object_or_404(rows, pk=pk)
