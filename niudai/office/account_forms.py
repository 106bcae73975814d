"""Forms about accounts and appointments."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import Role
from niudai.kernel.forms import DayField, Styled
from niudai.organisations.models import Organisation

NAMED = 6  # names a message can hold


class OrganisationNameField(forms.CharField):
    """A union named by its name, its short name or any part that only one union has."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Organisation"))
        super().__init__(max_length=120, **kwargs)
        self.seen = Organisation.objects.visible_to(actor)

    def clean(self, value: Any) -> Organisation:
        text = super().clean(value).strip()
        exact = list(self.seen.filter(Q(name=text) | Q(short_name=text))[:NAMED])
        found = exact or list(self.seen.filter(name__contains=text)[: NAMED + 1])
        if not found:
            raise forms.ValidationError(_("No organisation of this name lies in your place."))
        if len(found) > 1:
            names = "、".join(organisation.name for organisation in found[:NAMED])
            raise forms.ValidationError(
                _("Several fit: %(names)s. Write the whole name."), params={"names": names}
            )
        return found[0]


class AppointmentForm(Styled):
    """A role at an organisation, from a day until a day."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), required=False, help_text=_("Empty: until somebody ends it.")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = OrganisationNameField(
            actor=actor, widget=forms.TextInput(attrs={"class": "form-control"})
        )
        self.fields["since"].initial = timezone.localdate
        self.order_fields(["username", "name", "phone", "role", "organisation", "since", "until"])

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class AccountForm(AppointmentForm):
    """Someone new, with the first appointment: an account alone may do nothing."""

    username = forms.CharField(
        label=_("User name"), max_length=150,
        help_text=_("For signing in: letters, digits and @ . + - _"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=100)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)


class EndForm(Styled):
    until = DayField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate


class HandOverForm(Styled):
    """To whom, or to the desk of the place: then everybody who handles cases there sees them."""

    to = forms.ModelChoiceField(
        label=_("To"), queryset=Appointment.objects.none(), required=False,
        empty_label=_("nobody: back to the desk of each place"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stands in the log of every case.")
    )

    def __init__(self, *args: Any, takers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = takers
        field.label_from_instance = place_and_role


def place_and_role(appointment: Appointment) -> str:
    return f"{appointment.user} · {appointment.organisation} · {appointment.get_role_display()}"
