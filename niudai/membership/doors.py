"""What the one-stop desk may open here: an application to join, the transfer of a membership."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.doors import Door, Standing, Visitor
from niudai.kernel.forms import Styled
from niudai.membership.actions.joining import apply
from niudai.membership.actions.transfers import ask_for
from niudai.membership.models import Joining, MembershipTransfer
from niudai.organisations.forms import OrganisationChoice
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

NONE = ("", "—")


def trades() -> list[tuple[str, str]]:
    return [NONE, *((code.id, code.name) for code in codes("trade", on=timezone.localdate()))]


class UnionForm(Styled):
    """Where to, and the number: the desk does not ask for numbers."""

    organisation = OrganisationChoice(label=_("Union"))
    number = forms.CharField(label=_("Identity number"), max_length=18)

    def __init__(self, data: Any, *, visitor: Visitor, actor: Actor) -> None:
        super().__init__(data, initial={"organisation": visitor.organisation.pk})
        self.fields["organisation"].queryset = Organisation.objects.visible_to(actor).active()


class JoiningDoorForm(UnionForm):
    unit_said = forms.CharField(label=_("Works at"), max_length=120, required=False)
    trade = forms.ChoiceField(label=_("New form of work"), choices=trades, required=False)
    migrant = forms.BooleanField(label=_("Migrant worker"), required=False)


class TransferDoorForm(UnionForm):
    reason = forms.CharField(label=_("Why the member changes unions"), max_length=200)


def open_joining(visitor: Visitor, facts: dict[str, Any], *, by: Actor) -> Joining:
    return apply(name=visitor.name, phone=visitor.phone, by=by, **facts)


def open_transfer(visitor: Visitor, facts: dict[str, Any], *, by: Actor) -> MembershipTransfer:
    return ask_for(
        name=visitor.name, number=facts["number"], target=facts["organisation"],
        reason=facts["reason"], by=by,
    )  # fmt: skip


def joining_shown(_kind: str, pk: int, reader: Actor) -> Standing | None:
    found = Joining.objects.visible_to(reader).filter(pk=pk).first()
    return Standing(f"№ {pk}", found.get_state_display(), reverse("joinings")) if found else None


def transfer_shown(_kind: str, pk: int, reader: Actor) -> Standing | None:
    found = MembershipTransfer.objects.visible_to(reader).filter(pk=pk).first()
    return Standing(f"№ {pk}", found.get_state_display(), reverse("transfers")) if found else None


JOINING = Door(
    name="joining", label=_("Application to join the union"), permission=Permission.PERSON_EDIT,
    kind="membership.joining", form=JoiningDoorForm, open=open_joining, shown=joining_shown,
    matters=frozenset({"joining"}),
)  # fmt: skip
TRANSFER = Door(
    name="transfer", label=_("Transfer of a membership"), permission=Permission.PERSON_ADMIT,
    kind="membership.membershiptransfer", form=TransferDoorForm, open=open_transfer,
    shown=transfer_shown, matters=frozenset({"joining"}),
)  # fmt: skip
