"""One form a question, for whoever wants to join; and what a member asks about oneself."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import Styled
from niudai.kernel.refused import Refused
from niudai.membership.actions.joining import refuse_child
from niudai.portal.forms.fields import IdentityField, PhoneField, narrow
from niudai.portal.forms.questions import Answer
from niudai.rulebook.codes import codes


class HowForm(Answer):
    how = forms.ChoiceField(
        label=_("How do you work?"),
        widget=forms.RadioSelect,
        choices=[
            ("employer", _("For a company, shop, workshop, school or another unit")),
            ("platform", _("I drive, ride, deliver, care or stream, mostly for platforms")),
            ("between", _("For changing households or units, or I am between two jobs")),
        ],
    )


class TradeForm(Answer):
    trade = forms.ChoiceField(label=_("What do you do?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = codes("trade", on=timezone.localdate())
        self.fields["trade"].choices = [(code.id, code.name) for code in known]


class PostForm(Answer):
    department = forms.CharField(
        label=_("Workshop or department"), max_length=60, required=False,
        help_text=_("So that the unit finds you sooner."),
    )  # fmt: skip
    position = forms.CharField(label=_("Your work there"), max_length=60, required=False)


class BeforeForm(Answer):
    is_member = forms.ChoiceField(
        label=_("Are you a union member already?"),
        widget=forms.RadioSelect,
        choices=[
            ("no", _("No, I never joined")),
            ("yes", _("Yes, I am a member and changed my unit")),
            ("unsure", _("I do not know")),
        ],
    )
    comes_from = forms.CharField(
        label=_("Which unit was that?"), max_length=120, required=False,
        help_text=_("A part of its name is enough. Leave it empty if you never joined."),
    )  # fmt: skip


class ApplicantForm(Answer):
    name = forms.CharField(label=_("Your name"), max_length=50)
    number = IdentityField(
        label=_("Identity number"),
        help_text=_("The union uses it so that nobody is on file twice."),
    )
    phone = PhoneField(help_text=_("With it and the code you see the answer."))
    is_migrant = forms.BooleanField(label=_("I come from elsewhere to work here"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        try:
            refuse_child(number)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return number


class AgreeForm(Answer):
    wish = forms.BooleanField(
        label=_("I want to be a member of the union and keep to its constitution"),
        error_messages={"required": _("One joins by one's own wish.")},
    )
    processing = forms.BooleanField(
        label=_("I agree that my name, phone and work are used for my membership"),
        error_messages={"required": _("Without this nobody can answer you.")},
    )
    sensitive = forms.BooleanField(
        label=_("I agree, apart from this, that my identity number is kept, encrypted"),
        error_messages={
            "required": _("Without the number you can join on paper at your unit: ask there.")
        },
    )


class OwnForm(Styled):
    """Name, number and phone of a member who asks about oneself."""

    name = forms.CharField(label=_("Your name"), max_length=50)
    number = IdentityField(label=_("Identity number"))
    phone = PhoneField(help_text=_("The number the union has on file; the code goes there."))

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class OnceForm(Styled):
    code = forms.CharField(label=_("The six digits of the text message"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({
            "inputmode": "numeric", "autocomplete": "one-time-code",
        })  # fmt: skip

    def clean_code(self) -> str:
        code = narrow(self.cleaned_data["code"])
        if not (code.isascii() and code.isdigit()):
            raise forms.ValidationError(gettext("The code is six digits."))
        return code
