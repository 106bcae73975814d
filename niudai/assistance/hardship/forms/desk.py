"""Forms beside the files: assessment, steps to make up for, the centre's sheet."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import LongField, PastDayField, Styled


class AssessmentForm(Styled):
    title = forms.CharField(label=_("Title"), max_length=120)
    document = forms.CharField(label=_("Document number"), max_length=80)
    made_on = PastDayField(label=_("Made on"), initial=timezone.localdate)


class MakeUpForm(Styled):
    how = LongField(label=_("Where it hung, what came of it"), max_length=200, rows=2)
    posted_on = PastDayField(label=_("Made public on"))
    on = PastDayField(label=_("Last day of the publicity"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SheetForm(Styled):
    upload = forms.FileField(label=_("The centre's sheet"))


class WhatIfForm(Styled):
    """What an officer tries: empty fields stay as they are."""

    people = forms.IntegerField(label=_("People"), min_value=1, max_value=30, required=False)
    income = forms.DecimalField(
        label=_("Income of the year in all (yuan)"), min_value=Decimal(0), max_digits=13,
        decimal_places=2, required=False,
    )  # fmt: skip
    rigid = forms.DecimalField(
        label=_("Rigid expenditure of the year in all (yuan)"), min_value=Decimal(0),
        max_digits=13, decimal_places=2, required=False,
    )  # fmt: skip
    dibao = forms.DecimalField(
        label=_("Minimum-living standard a head and month (yuan)"), min_value=Decimal(0),
        max_digits=9, decimal_places=2, required=False,
    )  # fmt: skip
    dwellings = forms.IntegerField(
        label=_("Dwellings owned"), min_value=0, max_value=99, required=False
    )

    @property
    def change(self) -> dict[str, Any]:
        return {
            name: f"{value:.2f}" if isinstance(value, Decimal) else value
            for name, value in self.cleaned_data.items() if value is not None
        }  # fmt: skip
