"""What the calculators ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import PastDayField, Styled, YuanField


class LastDayForm(Styled):
    what = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        choices=[
            ("wages", _("Wages not paid, and I have left")),
            ("employed", _("Wages not paid, and I still work there")),
            ("other", _("Anything else: dismissal, injury, insurance, overtime …")),
        ],
    )
    since = PastDayField(label=_("Last day at work, or the day you learned of it"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        counted = given.get("what") in {"wages", "other"}
        if counted and not given.get("since") and "since" not in self.errors:
            self.add_error("since", gettext("The count begins with this day."))
        return given


class OvertimeForm(Styled):
    kind = forms.ChoiceField(
        label=_("Which day did you work?"),
        widget=forms.RadioSelect,
        choices=[
            ("workday", _("A workday, after the normal hours")),
            ("rest_day", _("A rest day, without time off for it")),
            ("holiday", _("A statutory holiday")),
        ],
    )
    hourly = YuanField(label=_("Normal pay for one hour, in yuan"))
    hours = forms.DecimalField(
        label=_("How many hours?"), min_value=0, max_value=400, max_digits=5, decimal_places=1
    )
    paid = YuanField(label=_("What was paid for them, in yuan"), initial=0)


class SickPayForm(Styled):
    paid = YuanField(label=_("Sick pay for one month, in yuan"))
    minimum_wage = YuanField(
        label=_("Minimum wage a month, if you know it"),
        help_text=_("Without it we use a figure that is not yet confirmed."),
        required=False,
    )
