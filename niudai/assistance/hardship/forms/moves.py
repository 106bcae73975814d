"""One form a move. The field names are the arguments of the action."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.models import HardshipFile
from niudai.kernel.forms import LongField, PastDayField, Styled


def day_field(label: Any) -> PastDayField:
    return PastDayField(label=label, initial=timezone.localdate)


class MoveForm(Styled):
    """Knows the file and the person; gives the arguments of the action."""

    def __init__(self, *args: Any, file: HardshipFile, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file, self.actor = file, actor
        self.choose()

    def choose(self) -> None:
        """Fill in choices that depend on the file."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class OnForm(MoveForm):
    on = day_field(_("Day"))


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), max_length=1000, rows=3)


class OpinionForm(MoveForm):
    opinion = LongField(label=_("Opinion"), max_length=1000, rows=3)
    on = day_field(_("Day"))
