"""Form fields with the classes of the stylesheet, dates in the office's notation, money in fen."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.kernel.money import fen
from niudai.kernel.refused import Refused

CLASSES = {
    forms.Select: "form-select",
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "form-check-input",
    forms.CheckboxSelectMultiple: "form-check-input",
}


class Styled(forms.Form):
    """A form whose controls look like the mockups' and say what is wrong beside themselves."""

    fields: dict[str, Any]  # choices and querysets are set one by one

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            style(field)


def style(field: forms.Field) -> None:
    name = next(
        (css for kind, css in CLASSES.items() if isinstance(field.widget, kind)), "form-control"
    )
    if isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        name = "form-check-input"
    field.widget.attrs.setdefault("class", name)


class LongField(forms.CharField):
    """Text of several lines."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**kwargs, widget=forms.Textarea(attrs={"rows": rows}))


class DayField(forms.DateField):
    """A day, typed as 2026-09-22 or picked from the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d"])
        super().__init__(**kwargs)


class PastDayField(DayField):
    """A day that has come: today or earlier."""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future: enter what has happened."))
        return day


class MomentField(forms.DateTimeField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        )
        super().__init__(**kwargs)


class YuanField(forms.DecimalField):
    """An amount in yuan with at most two decimals; the form gives whole fen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("max_digits", 13)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "step": "0.01"})

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else fen(amount)


def tried(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Do it, or put the refusal on the form."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True
