"""What a household on file answers to ask for help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.assistance.aid.kinds import named
from niudai.kernel.forms import PastDayField, Styled, YuanField


class AidForm(Styled):
    kind = forms.ChoiceField(
        label=_("What do you need help with?"), choices=named, widget=forms.RadioSelect
    )
    story = forms.CharField(
        label=_("What happened?"), widget=forms.Textarea(attrs={"rows": 4}), min_length=5,
        max_length=1000,
    )  # fmt: skip
    event_on = PastDayField(label=_("When did it happen?"), required=False)
    cost_fen = YuanField(label=_("What did it cost so far, in yuan?"), required=False)
    reimbursed_fen = YuanField(label=_("What came back from insurance or others?"), required=False)
    asked_fen = YuanField(label=_("How much help do you ask for, in yuan?"))
    agreed = forms.BooleanField(
        label=_("I agree that what stands on my file and here is used for this help")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name in ("cost_fen", "reimbursed_fen"):
            given[name] = given.get(name) or 0
        return given
