"""Code tables and unions as fields of a form."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.organisations.models import Organisation
from niudai.organisations.public import unions_called
from niudai.rulebook.codes import codes

EMPTY = [("", _("All"))]
NONE = ("", "—")
CODED = (
    ("nation", _("Nation")), ("politics", _("Political affiliation")),
    ("education", _("Education")), ("marriage", _("Marital status")),
    ("registration", _("Household registration")), ("skill", _("Skill level")),
    ("employment", _("Employment")), ("trade", _("New form of work")),
    ("model_worker", _("Model worker")),
)  # fmt: skip
TITLES = dict(CODED)


def table(name: str) -> list[tuple[str, str]]:
    """The entries of a code table that are in force today."""
    return [(code.id, code.name) for code in codes(name, on=timezone.localdate())]


class UnionInput(forms.TextInput):
    """A field that offers names of unions while one types."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offers = {
            "list": "unions", "autocomplete": "off", "hx-get": reverse("unions_named"),
            "hx-trigger": "input changed delay:250ms", "hx-target": "#unions",
            "hx-swap": "outerHTML",
        }  # fmt: skip
        field = super().render(name, value, {**(attrs or {}), **offers}, renderer)
        return format_html('{}<datalist id="unions"></datalist>', field)


class UnionField(forms.CharField):
    """A union by its name; the browser offers names while one types."""

    widget = UnionInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Union"))
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        name = super().clean(value).strip()
        if not name:
            return None
        found = unions_called(name)
        if not found:
            raise forms.ValidationError(_("No union has this name: choose one of those offered."))
        if len(found) > 1:
            raise forms.ValidationError(_("Two unions have this name: give the full name."))
        return found[0]


class OwnUnionField(UnionField):
    """A union beneath the person's own."""

    actor: Actor

    def clean(self, value: Any) -> Any:
        union = super().clean(value)
        if union and not Organisation.objects.visible_to(self.actor).filter(pk=union.pk).exists():
            raise forms.ValidationError(_("This union does not lie in your place."))
        return union
