"""An objection to a line that is public: with a name, or without one and with facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import Styled


class ObjectionForm(Styled):
    facts = forms.CharField(
        label=_("What is not so?"),
        help_text=_("What you know, where and when. Somebody else than before looks into it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=10,
        max_length=2000,
    )  # fmt: skip
    anonymous = forms.ChoiceField(
        label=_("With your name?"),
        widget=forms.RadioSelect,
        choices=[("no", _("Yes: I get a written answer")), ("yes", _("No: I stay unknown"))],
    )
    name = forms.CharField(label=_("Your name"), max_length=50, required=False)
    contact = forms.CharField(
        label=_("Phone or address"), max_length=100, required=False,
        help_text=_("The household never learns it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("anonymous") == "yes":
            given["name"] = given["contact"] = ""
        else:
            for name in ("name", "contact"):
                if "anonymous" in given and not given.get(name):
                    self.add_error(name, gettext("Needed for an answer; or stay unknown."))
        return given
