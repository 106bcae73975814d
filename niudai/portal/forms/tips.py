"""An anonymous tip: what and where, never who."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import Styled
from niudai.organisations.public import public_towns


class TipForm(Styled):
    employer = forms.CharField(label=_("Which employer?"), min_length=2, max_length=120)
    town = forms.ChoiceField(label=_("In which town?"), required=False)
    text = forms.CharField(
        label=_("What happens there?"),
        help_text=_("Do not write your own name if you want to stay unknown."),
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=10,
        max_length=3000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = [(town.code, town.name) for town in public_towns()]
        self.fields["town"].choices = [("", _("I do not know")), *towns]
