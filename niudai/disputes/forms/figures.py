"""For which days and which part of the tree the figures are asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.kernel.forms import DayField, Styled
from niudai.organisations.models import Organisation

PLACES = 400


class FigureFilters(Styled):
    since = DayField(label=_("Received from"), required=False)
    until = DayField(label=_("Received until"), required=False)
    place = forms.ChoiceField(label=_("Where"), required=False)
    cause = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    source = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    level = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Organisation.objects.visible_to(actor).exclude(kind__in=["enterprise", "group"])
        self.places = {str(place.pk): place for place in places.order_by("path")[:PLACES]}
        self.fields["place"].choices = [
            ("", _("All I may see")),
            *((pk, str(place)) for pk, place in self.places.items()),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return data

    def chosen_place(self) -> Organisation | None:
        if not self.is_bound:
            return None
        return self.places.get(getattr(self, "cleaned_data", {}).get("place") or "")
