"""Forms of one person's facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.kernel.forms import LongField, PastDayField, Styled
from niudai.membership.forms.fields import (
    CODED,
    NONE,
    TITLES,
    OwnUnionField,
    table,
)
from niudai.membership.models import (
    Person,
)


class PersonForm(Styled):
    """The facts of a person. Covered numbers on file are not shown here; empty keeps them."""

    name = forms.CharField(label=_("Name"), max_length=50)
    document = forms.ChoiceField(label=_("Kind of document"))
    number = forms.CharField(label=_("Number of the document"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Person.Sex.choices, required=False)
    born_on = PastDayField(
        label=_("Born on"), required=False, help_text=_("Read from the number when there is one.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    nation = forms.ChoiceField(label=TITLES["nation"], required=False)
    politics = forms.ChoiceField(label=TITLES["politics"], required=False)
    education = forms.ChoiceField(label=TITLES["education"], required=False)
    marriage = forms.ChoiceField(label=TITLES["marriage"], required=False)
    registration = forms.ChoiceField(label=TITLES["registration"], required=False)
    skill = forms.ChoiceField(label=TITLES["skill"], required=False)
    employment = forms.ChoiceField(label=TITLES["employment"], required=False)
    trade = forms.ChoiceField(label=TITLES["trade"], required=False)
    model_worker = forms.ChoiceField(label=TITLES["model_worker"], required=False)
    migrant = forms.BooleanField(label=_("Migrant worker"), required=False)
    dispatched = forms.BooleanField(label=_("Dispatched worker"), required=False)
    card = forms.CharField(label=_("Bank card"), max_length=30, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    health = LongField(label=_("Health and disability"), rows=2, required=False, max_length=200)

    def __init__(self, *args: Any, sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = table("document")
        for name, _title in CODED:
            self.fields[name].choices = [NONE, *table(name)]
        if not sensitive:
            del self.fields["health"]

    def clean_sex(self) -> str:
        return self.cleaned_data["sex"] or Person.Sex.UNKNOWN


class EnterForm(PersonForm):
    """A new person, at a union beneath one's own, at once a member or not."""

    organisation = OwnUnionField(label=_("Union that keeps the record"))
    member_since = PastDayField(
        label=_("Member since"), required=False,
        help_text=_("Empty: on file, but not a member yet."),
    )  # fmt: skip
    field_order = ("name", "document", "number", "organisation", "member_since")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].actor = by
