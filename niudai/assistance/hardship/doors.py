"""What the one-stop desk may open here: the file of a household."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.actions.intake import take_down
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.doors import Door, Visitor
from niudai.kernel.forms import Styled
from niudai.organisations.forms import OrganisationChoice
from niudai.organisations.models import Organisation


class FileDoorForm(Styled):
    """The union that checks it, and the number; the rest is asked on the file."""

    organisation = OrganisationChoice(label=_("Union"))
    number = forms.CharField(label=_("Identity number"), max_length=18, required=False)

    def __init__(self, data: Any, *, visitor: Visitor, actor: Actor) -> None:
        super().__init__(data, initial={"organisation": visitor.organisation.pk})
        rows = Organisation.objects.visible_to(actor).active().exclude(kind="group")
        self.fields["organisation"].queryset = rows


def open_file(visitor: Visitor, facts: dict[str, Any], *, by: Actor) -> HardshipFile:
    worker = {"name": visitor.name, "phone": visitor.phone, "number": facts["number"]}
    return take_down(
        organisation=facts["organisation"], worker=worker, received_on=visitor.came_on, by=by
    )


FILE = Door(
    name="hardship", label=_("Take down a hardship file"), permission=Permission.HARDSHIP_HANDLE,
    kind="hardship.hardshipfile", form=FileDoorForm, open=open_file,
    matters=frozenset({"hardship"}),
)  # fmt: skip
