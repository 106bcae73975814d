"""What the one-stop desk may open here: aid for a household whose file is in force."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.aid.actions.taking import take_down
from niudai.assistance.aid.kinds import named
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.doors import Door, Visitor
from niudai.kernel.forms import Styled, YuanField
from niudai.kernel.personal import lookups


class AidDoorForm(Styled):
    """The files in force of a household with the visitor's phone."""

    file: Any = forms.ModelChoiceField(label=_("Hardship file"), queryset=None)
    kind = forms.ChoiceField(label=_("Kind of help"), choices=named)
    asked_fen = YuanField(label=_("Asked for, in yuan"))

    def __init__(self, data: Any, *, visitor: Visitor, actor: Actor) -> None:
        super().__init__(data)
        phones = lookups(visitor.phone) if visitor.phone else []
        files = HardshipFile.objects.visible_to(actor).in_force()
        found = files.filter(members__phone_key__in=phones, members__until=None).distinct()
        self.fields["file"].queryset = found
        self.fields["file"].initial = found.first()


def open_aid(visitor: Visitor, facts: dict[str, Any], *, by: Actor) -> AidApplication:
    return take_down(
        facts["file"], kind=facts["kind"], asked_fen=facts["asked_fen"], story=visitor.said,
        received_on=visitor.came_on, by=by,
    )  # fmt: skip


AID = Door(
    name="aid", label=_("Take down an application for aid"), permission=Permission.AID_HANDLE,
    kind="aid.aidapplication", form=AidDoorForm, open=open_aid, matters=frozenset({"hardship"}),
)  # fmt: skip
