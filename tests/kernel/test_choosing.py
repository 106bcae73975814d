"""Lists to choose from and plain fields are drawn by us, letter by letter as Django would."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from niudai.kernel.choosing import Renderer

CHOICES = [
    ("", "—"), (1, "一 & <二>"), ("a'b", 'say "so"'), ("Group & more", [("x", "X"), ("y", "Y")]),
]  # fmt: skip
WIDGETS = {
    "plain": forms.Select(choices=CHOICES),
    "with facts": forms.Select(choices=CHOICES, attrs={"class": "form-select", "data-a": "<&>"}),
    "switched": forms.Select(choices=CHOICES, attrs={"hidden": True, "disabled": False}),
    "many": forms.SelectMultiple(choices=CHOICES),
    "empty": forms.Select(),
    "text": forms.TextInput(attrs={"placeholder": "<&>", "required": True, "disabled": False}),
    "hidden": forms.HiddenInput(),
    "number": forms.NumberInput(attrs={"min": 0, "step": 0.5}),
    "date": forms.DateInput(attrs={"type": "date"}),
    "time": forms.TimeInput(),
    "mail": forms.EmailInput(),
    "address": forms.URLInput(),
    "password": forms.PasswordInput(),
    "file": forms.FileInput(),
    "box": forms.CheckboxInput(),
    "search": forms.TextInput(attrs={"type": "search"}),
}


def drawn(widget: Any, value: Any, renderer: Any) -> str:
    return str(widget.render("field", value, attrs={"id": "id_field"}, renderer=renderer))


VALUES: list[Any] = [None, "", 1, "a'b", ["x", "y"], "nobody"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("widget", WIDGETS.values(), ids=WIDGETS)
def test_a_field_looks_as_django_draws_it(widget, value):
    assert drawn(widget, value, Renderer()) == drawn(widget, value, DjangoTemplates())


def test_text_from_people_stays_text():
    widget = forms.Select(choices=[("<b>", "<script>")])

    assert "<script>" not in drawn(widget, "<b>", Renderer())
