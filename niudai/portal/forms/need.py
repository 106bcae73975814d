"""One form a question about a household in need: money, what happened, what is owned, consent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.assistance.hardship.models import Consent
from niudai.assistance.hardship.wording import TEXTS
from niudai.kernel.forms import YuanField
from niudai.portal.forms.fields import narrow
from niudai.portal.forms.household import CodeField, named, yes_no
from niudai.portal.forms.questions import Answer

Kind = Consent.Kind
SUDDEN = ("6", "7", "8")  # causes that come overnight: grave illness, disaster, accident
MOST_CAUSES = 3  # beside the main one: the form has as many boxes
MONTHS = 12


class MoneyForm(Answer):
    """Amounts of a year; a draft keeps whole fen, people read and type yuan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, YuanField) and self.is_from_others(name):
                field.initial = Decimal(self.of_people).scaleb(-2)

    def is_from_others(self, name: str) -> bool:
        return name == "amount_wage" and self.of_people > 0

    @property
    def of_people(self) -> int:
        """What the members of the household earn in a year, as was told before."""
        people = self.answers.get("household", "people", [])
        return sum(each.get("monthly_fen") or 0 for each in people) * MONTHS

    @classmethod
    def typed(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: Decimal(value).scaleb(-2)
            if name.startswith("amount_") and value is not None
            else value
            for name, value in given.items()
        }


def yearly(label: Any, **more: Any) -> YuanField:
    return YuanField(label=label, required=False, **more)


class IncomeForm(MoneyForm):
    amount_wage = yearly(_("Wages of all, bonus included"))
    amount_pension = yearly(
        _("Retirement pensions"), help_text=_("Without the residents' basic pension.")
    )
    amount_business = yearly(_("A business, a stall, farming"))
    amount_unemployment = yearly(_("Unemployment benefit"))
    amount_support = yearly(_("Support from former spouse or children"))
    amount_rent = yearly(_("Rent received, interest"))
    amount_government_aid = yearly(_("Minimum-living support and other government aid"))
    amount_union_aid = yearly(_("Aid from unions"))
    amount_other = yearly(_("Anything else that came in"))
    no_income = forms.BooleanField(label=_("Nothing at all came in"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        came_in = any(value for name, value in given.items() if name.startswith("amount_"))
        if not came_in and not given.get("no_income") and not self.errors:
            raise forms.ValidationError(
                gettext("Give what came in, roughly, or tick that nothing did.")
            )
        if came_in and given.get("no_income"):
            self.add_error("no_income", gettext("Above you say that something came in."))
        return given


class CostsForm(MoneyForm):
    amount_medical = yearly(
        _("Illness: paid yourselves"), help_text=_("After insurance paid its part.")
    )
    amount_disability = yearly(_("Disability and rehabilitation"))
    amount_education = yearly(_("Children's schooling"))
    amount_care = yearly(_("Long-term care of somebody"))
    amount_employment = yearly(_("Getting to work"), help_text=_("Bus, train, tools."))
    amount_rent = yearly(_("Rent paid"))

    def is_from_others(self, name: str) -> bool:
        return False


class CauseForm(Answer):
    cause = CodeField("hardship_cause", label=_("What weighs most?"), widget=forms.RadioSelect)
    others = forms.MultipleChoiceField(
        label=_("What else? At most three."), required=False, widget=forms.CheckboxSelectMultiple
    )
    story = forms.CharField(
        label=_("Tell it in your own words"), widget=forms.Textarea(attrs={"rows": 6}),
        min_length=5, max_length=2000,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].choices = named("hardship_cause")

    def clean_others(self) -> list[str]:
        others = [each for each in self.cleaned_data["others"]
                  if each != self.cleaned_data.get("cause")]  # fmt: skip
        if len(others) > MOST_CAUSES:
            raise forms.ValidationError(gettext("At most three, please."))
        return others


class EventForm(MoneyForm):
    event = forms.ChoiceField(
        label=_("What was it?"),
        widget=forms.RadioSelect,
        choices=[
            ("public", _("A disaster, a big accident, an epidemic")),
            ("illness", _("A sudden serious illness")),
            ("loss", _("Somebody badly hurt, or home and things destroyed")),
        ],
    )
    amount_cost = YuanField(label=_("What did it cost or destroy so far, in yuan?"))
    amount_compensated = yearly(_("What came back: compensation, insurance, help"))
    event_casualty = yes_no(_("Was somebody hurt or killed?"))

    def is_from_others(self, name: str) -> bool:
        return False


class AssetsForm(Answer):
    """What stands against a file, asked plainly: nothing is guessed."""

    dwellings = forms.ChoiceField(
        label=_("How many dwellings does the household own?"),
        widget=forms.RadioSelect,
        choices=[("0", _("None")), ("1", _("One")), ("2", _("Two or more"))],
    )
    shop = yes_no(_("Does somebody own a shop?"))
    employs_others = yes_no(_("Does somebody employ others in a business?"))
    private_school = yes_no(
        _("Does a child go to an expensive private school, or abroad at your cost?")
    )
    own_vehicle = yes_no(
        _("Does somebody use a car or motorcycle regularly, other than as a hired driver?")
    )
    own_fault = yes_no(_("Did it come from fighting, drink-driving, gambling or drugs?"))
    refuses_work = yes_no(_("Does somebody able to work refuse work without a reason?"))


class CardForm(Answer):
    bank = forms.CharField(label=_("Bank and branch"), max_length=80, required=False)
    card = forms.CharField(label=_("Card number"), max_length=40, required=False)
    card_name = forms.CharField(
        label=_("Name on the card"), max_length=50, required=False,
        help_text=_("Best your own card. It may be left empty and given later."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["card"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})

    def clean_card(self) -> str:
        card = narrow(self.cleaned_data["card"])
        if card and not (card.isascii() and card.isdigit() and 12 <= len(card) <= 19):
            raise forms.ValidationError(gettext("A card number has 12 to 19 digits."))
        return card

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("card") and not (given.get("bank") and given.get("card_name")):
            raise forms.ValidationError(gettext("Bank and name belong to the card number."))
        return given


def consent(kind: str, missing: Any, **more: Any) -> forms.BooleanField:
    words = cast(Any, TEXTS[kind])
    said = {"required": missing}
    return forms.BooleanField(label=Kind(kind).label, help_text=words, error_messages=said, **more)


class ConsentsForm(Answer):
    """Each consent on a tick of its own, none ticked before (PIPL 14, 25, 29, 31)."""

    processing = consent(
        Kind.PROCESSING,
        _("Without this nobody can handle your application. Call 12351 to be helped otherwise."),
    )  # fmt: skip
    sensitive = consent(
        Kind.SENSITIVE,
        _("A file holds illness, numbers and children: without this it cannot be kept."),
    )  # fmt: skip
    check = consent(
        Kind.CHECK, _("The rules ask for this check: without it no file can be decided."),
    )  # fmt: skip
    publicity = consent(
        Kind.PUBLICITY, "", required=False,
    )  # fmt: skip
    commitment = consent(Kind.COMMITMENT, _("Please read it and tick it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for child in self.answers.children:  # type: ignore[attr-defined]
            self.fields[guardian_of(child)] = forms.BooleanField(
                label=_("%(consent)s: %(name)s")
                % {"consent": Kind.GUARDIAN.label, "name": child["name"]},
                help_text=cast(Any, TEXTS[Kind.GUARDIAN]),
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
                error_messages={"required": gettext(
                    "Nobody else may agree for so young a child."
                )},
            )  # fmt: skip


def guardian_of(child: Mapping[str, Any]) -> str:
    return f"guardian_{child['id']}"
