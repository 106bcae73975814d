"""What coverage and faults are asked for."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.kernel.forms import Styled
from niudai.organisations.models import Organisation

KINDS = [Organisation.Kind.TOWN, Organisation.Kind.ZONE]


class PlaceForm(Styled):
    """The place of the tree; the reader's own where nothing is said."""

    under = forms.IntegerField(required=False, widget=forms.HiddenInput)
    town = forms.ChoiceField(label=_("Town or street"), required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        towns = Organisation.objects.visible_to(by).active().filter(kind__in=KINDS)
        choices = [(str(town.pk), str(town)) for town in towns]
        self.fields["town"].choices = [("", _("All I may see")), *choices]
        if len(choices) < 2:
            del self.fields["town"]

    def place(self) -> Organisation:
        """404 for a place the reader does not see."""
        self.is_valid()
        asked = self.cleaned_data.get("town") or self.cleaned_data.get("under")
        rows = Organisation.objects.visible_to(self.by)
        found = rows.filter(pk=asked) if asked else rows.filter(path=self.by.scope)
        if (place := found.first()) is None:
            raise Http404
        return place
