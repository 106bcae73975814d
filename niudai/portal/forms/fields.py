"""Fields of the portal: phones as people type them, yes or no, files."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.kernel.identifiers import wrong_identity_number, wrong_phone


def narrow(text: str) -> str:
    """Full-width digits and letters as narrow ones, without any space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class PhoneField(forms.CharField):
    """A phone number, with or without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile phone"))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "tel", "autocomplete": "tel"})
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        phone = narrow(super().clean(value) or "")
        if phone and (wrong := wrong_phone(phone)):
            raise forms.ValidationError(wrong)
        return phone


class IdentityField(forms.CharField):
    """A resident identity number; what is wrong with it is said beside it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> str:
        number = narrow(super().clean(value) or "").upper()
        if number and (wrong := wrong_identity_number(number)):
            raise forms.ValidationError(wrong)
        return number


class CodeField(forms.CharField):
    """The code of a case or a draft; case, spaces and dashes do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your code"))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.update({
            "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
            "placeholder": "N7KQ-4M2P-8XWD",
        })  # fmt: skip

    def clean(self, value: Any) -> str:
        return unicodedata.normalize("NFKC", super().clean(value) or "")
