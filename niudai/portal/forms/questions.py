"""One form a question. Words a worker uses; what may be left out is left out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models import Claim
from niudai.kernel.forms import PastDayField, Styled, YuanField
from niudai.kernel.refused import Refused
from niudai.organisations.public import (
    employer_numbered,
    employers_named,
    public_towns,
    public_villages,
)
from niudai.portal.answers import Answers
from niudai.portal.forms.fields import IdentityField, PhoneField
from niudai.portal.law import wrong_number_of_speakers

TYPED = "typed"  # the employer is not in the register: the name as it was typed
SPEAKERS = range(1, 5)  # beside the one who fills in


class Answer(Styled):
    """The form of one question; it knows what was answered before."""

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.answers = answers
        super().__init__(*args, **kwargs)

    @classmethod
    def typed(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        """What a draft keeps, as it was typed."""
        return dict(given)


class AboutForm(Answer):
    about = forms.ChoiceField(
        label=_("Who is it about?"),
        widget=forms.RadioSelect,
        choices=[
            ("employer", _("A company, shop, workshop or other employer I work or worked for")),
            ("platform", _("A platform I ride, drive or deliver for")),
            ("unsure", _("I am not sure, or none of these")),
            ("insurance", _("The social insurance office does not pay out what is due to me")),
            ("grading", _("A finding on my disability grade or occupational disease")),
            ("household", _("I work in a private household")),
            ("craftsman", _("I help or learn with a craftsman who works alone")),
            ("farm", _("I work for a farming household")),
            ("housing", _("Buying or handing over a flat from my unit")),
        ],
    )


class ClaimsForm(Answer):
    claims = forms.MultipleChoiceField(
        label=_("What happened?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (Claim.Kind.WAGES, _("Wages not paid or paid too late")),
            (Claim.Kind.OVERTIME, _("Overtime not paid")),
            (Claim.Kind.COMPENSATION, _("Dismissed or made to leave")),
            (Claim.Kind.INJURY, _("Hurt at work")),
            (Claim.Kind.INSURANCE, _("No social insurance")),
            (Claim.Kind.DOUBLE_PAY, _("No written contract")),
            (Claim.Kind.LEAVE, _("Leave not given or not paid")),
            (Claim.Kind.HOURS, _("Hours, rest or safety")),
            (Claim.Kind.RELATIONSHIP, _("They say I never worked there")),
            (Claim.Kind.CONTRACT, _("Contract changed or not kept")),
            (Claim.Kind.OTHER, _("Something else")),
        ],
        error_messages={"required": _("Choose at least one.")},
    )


class WorkForm(Answer):
    employment = forms.ChoiceField(
        label=_("Do you still work there?"),
        widget=forms.RadioSelect,
        choices=[
            ("employed", _("I still work there")),
            ("ended", _("I have left")),
            ("locked_out", _("They do not let me work, and gave me no papers")),
            ("unclear", _("Hard to say")),
        ],
    )
    ended_on = PastDayField(
        label=_("Which was your last day at work?"),
        help_text=_("If you are not sure, give the day you think it was."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("employment") != "ended":
            given["ended_on"] = None
            self.errors.pop("ended_on", None)
        elif not given.get("ended_on") and "ended_on" not in self.errors:
            self.add_error("ended_on", gettext("Your last day decides until when you may claim."))
        return given


class KnewForm(Answer):
    knew_on = PastDayField(
        label=_("When did you learn of it?"),
        help_text=_("If you are not sure, give the day you think it was, or leave it empty."),
        required=False,
    )


class AmountsForm(Answer):
    """Since when and how much, for each kind of money that was chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in self.answers.money_claims:
            name = Claim.Kind(kind).label
            self.fields[f"amount_{kind}"] = YuanField(
                label=_("%(claim)s: how much, in yuan?") % {"claim": name}, required=False
            )
            self.fields[f"since_{kind}"] = PastDayField(
                label=_("%(claim)s: since when?") % {"claim": name}, required=False
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    @classmethod
    def typed(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        """A draft keeps whole fen; people read and type yuan."""
        return {
            name: Decimal(value).scaleb(-2)
            if name.startswith("amount_") and value is not None
            else value
            for name, value in given.items()
        }


class EmployerForm(Answer):
    """The employer by name: from the register where it stands there, or as typed."""

    name = forms.CharField(
        label=_("Name of the employer"),
        help_text=_("As on your payslip, contract or badge; a part of it is enough."),
        min_length=2,
        max_length=120,
    )
    employer = forms.ChoiceField(
        label=_("Which one is it?"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searched = str(self["name"].value() or "").strip()
        self.found = employers_named(self.searched)
        self.fields["employer"].choices = self.offered()

    def offered(self) -> list[tuple[str, Any]]:
        rows: list[tuple[str, Any]] = [
            (str(employer.pk), f"{employer.name} · {employer.division}") for employer in self.found
        ]
        return [*rows, (TYPED, _("It is not in this list: use the name as I typed it"))]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        chosen = given.get("employer")
        if self.found and not chosen and "name" in given:
            self.add_error("employer", gettext("Choose your employer from the list."))
        if chosen and chosen != TYPED and (employer := employer_numbered(int(chosen))):
            given["name"] = employer.name
        return given


class TownForm(Answer):
    town = forms.ChoiceField(label=_("Town or street"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = [(town.code, town.name) for town in public_towns()]
        self.fields["town"].choices = [("", _("Choose")), *towns]


class VillageForm(Answer):
    village = forms.ChoiceField(label=_("Village or community"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = [(place.code, place.name) for place in public_villages(self.answers.town)]
        field = self.fields["village"]
        field.choices = [("", _("I do not know")), *villages]


class OthersForm(Answer):
    workers = forms.IntegerField(
        label=_("How many workers are concerned, you included?"), min_value=1, max_value=100_000,
        initial=1,
    )  # fmt: skip
    common_claim = forms.ChoiceField(
        label=_("Do all of you want the same?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, we have the same claim")), ("no", _("No, or I am alone"))],
        initial="no",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workers"].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("workers") == 1:
            given["common_claim"] = "no"
        return given


class SpeakersForm(Answer):
    """Those who speak for many, beside the one who fills in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in SPEAKERS:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name of representative %(number)s") % {"number": number + 1},
                max_length=50,
                required=False,
            )
            self.fields[f"phone_{number}"] = PhoneField(
                label=_("Phone of representative %(number)s") % {"number": number + 1},
                required=False,
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        named = [number for number in SPEAKERS if given.get(f"name_{number}")]
        for number in SPEAKERS:
            if given.get(f"phone_{number}") and number not in named:
                self.add_error(f"name_{number}", gettext("Whose phone is this?"))
        if named and (wrong := wrong_number_of_speakers(len(named) + 1, self.answers)):
            raise forms.ValidationError(wrong)
        return given


class StoryForm(Answer):
    story = forms.CharField(
        label=_("What happened?"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("When, where, who said what. A few sentences are enough."),
        min_length=5,
        max_length=5000,
    )


class PhotosForm(Answer):
    photo = forms.FileField(label=_("Choose a photo or a file"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].widget.attrs["accept"] = (
            "image/jpeg,image/png,image/webp,image/heic,application/pdf,audio/*,video/mp4,"
            ".doc,.docx,.xls,.xlsx"
        )


class YouForm(Answer):
    name = forms.CharField(label=_("Your name"), max_length=50)
    phone = PhoneField(help_text=_("With it and the code you follow your case."))
    number = IdentityField(
        label=_("Identity number"),
        help_text=_("Not needed now. The office asks for it when you come."),
        required=False,
    )
    is_member = forms.BooleanField(label=_("I am a union member"), required=False)
    is_migrant = forms.BooleanField(label=_("I come from elsewhere to work here"), required=False)
    is_platform = forms.BooleanField(label=_("I work for a platform"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class ConsentForm(Answer):
    mediation = forms.BooleanField(
        label=_("I want the union to mediate between me and the employer"),
        error_messages={
            "required": _(
                "Without it there is no mediation. You may go to arbitration at once: call 12351."
            )
        },
    )
    processing = forms.BooleanField(
        label=_("I agree that my name, phone and what I told are used to handle this case"),
        error_messages={
            "required": _(
                "Without this nobody can handle the case. An anonymous tip needs no name."
            )
        },
    )
    sensitive = forms.BooleanField(
        label=_("I agree, apart from this, that sensitive data I gave are used for this case only"),
        help_text=_("Identity number, health after an injury, and what the photos show."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.answers.sensitive and not given.get("sensitive"):
            self.add_error(
                "sensitive",
                gettext("You gave sensitive data: agree, or go back and take them out."),
            )
        return given


def refused(form: forms.Form, refusal: Refused) -> None:
    """The sentence of a refusal, where the reader looks for it."""
    form.add_error(None, refusal.reason)
