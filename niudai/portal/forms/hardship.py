"""What the hardship calculator asks: money of a year, in plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import Styled, YuanField
from niudai.kernel.money import exact

INCOME = {"wages": "wage", "pensions": "pension", "other": "other", "union_aid": "union_aid"}
RIGID = {"medical": "medical", "school": "education", "care": "care", "to_work": "employment"}
MOST_PEOPLE = 20


def yearly(label: Any, **more: Any) -> YuanField:
    return YuanField(label=label, required=False, **more)


class HardshipForm(Styled):
    people = forms.IntegerField(
        label=_("How many people live together and support each other?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=3,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    wages = yearly(_("Wages of the last 12 months, all together, in yuan"))
    pensions = yearly(
        _("Pensions in the year"), help_text=_("Without the residents' basic pension.")
    )
    other = yearly(_("Other income in the year"), help_text=_("Business, rent, interest, support."))
    union_aid = yearly(_("Aid received from unions in the year"))
    medical = yearly(
        _("Paid yourselves for illness in the year"), help_text=_("After insurance paid its part.")
    )
    school = yearly(_("Paid for children's schooling in the year"))
    care = yearly(_("Paid for long-term care in the year"))
    to_work = yearly(_("Cost of getting to work in the year"))
    able_unemployed = forms.IntegerField(
        label=_("How many could work, have no work and do not study?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    event_cost = yearly(
        _("Cost of a sudden illness, accident or disaster"), help_text=_("If there was one.")
    )
    still_in_difficulty = forms.BooleanField(
        label=_("After compensation, insurance and help we are still in difficulty"), required=False
    )
    two_dwellings = forms.BooleanField(label=_("We own two or more dwellings"), required=False)
    shop = forms.BooleanField(label=_("We own a shop"), required=False)
    employs_others = forms.BooleanField(label=_("We employ others in a business"), required=False)
    dibao = yearly(
        _("Minimum-living standard of your place, a head and month"),
        help_text=_("If you know it. The village or community office does."),
    )

    def facts(self) -> dict[str, Any]:
        """The answers as the rulebook wants them."""
        given = self.cleaned_data
        return {
            "people": given["people"],
            "income": rows(given, INCOME),
            "rigid": rows(given, RIGID),
            "able_unemployed": given["able_unemployed"],
            "event_cost": given_as_yuan(given["event_cost"]),
            "still_in_difficulty": given["still_in_difficulty"] if given["event_cost"] else None,
            "dwellings": 2 if given["two_dwellings"] else None,
            "shop": given["shop"] or None,
            "employs_others": given["employs_others"] or None,
            "dibao": given_as_yuan(given["dibao"]),
        }


def rows(given: dict[str, Any], items: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"item": item, "amount": exact(given[name])} for name, item in items.items() if given[name]
    ]


def given_as_yuan(fen: int | None) -> str | None:
    return None if fen is None else exact(fen)
