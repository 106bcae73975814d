"""What the list of files is narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship.forms.choices import any_of
from niudai.assistance.hardship.models import Stage
from niudai.kernel.forms import Styled
from niudai.organisations.models import Organisation

TOWNS = (Organisation.Kind.TOWN, Organisation.Kind.ZONE)


class FileFilters(Styled):
    q = forms.CharField(
        label=_("Worker or number"), required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All")), *Stage.choices], required=False
    )
    category = forms.ChoiceField(
        label=_("Category"), choices=any_of("hardship_category"), required=False
    )
    cause = forms.ChoiceField(
        label=_("Main cause"), choices=any_of("hardship_cause"), required=False
    )
    town = forms.ModelChoiceField(
        label=_("Town"), queryset=Organisation.objects.none(), required=False, empty_label=_("All")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = Organisation.objects.visible_to(actor).filter(kind__in=TOWNS)
        self.fields["town"].queryset = towns
        if not actor.may(Permission.HARDSHIP_SENSITIVE):
            del self.fields["cause"]  # it may name an illness
