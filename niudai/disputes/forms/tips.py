"""Closing a tip, or opening a case from it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.disputes.actions import ClaimFacts, PartyFacts
from niudai.disputes.forms.intake import causes
from niudai.disputes.models import Claim, MediationBody
from niudai.kernel.forms import Styled


class HandleTipForm(Styled):
    note = forms.CharField(
        label=_("What was done?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class OpenFromTipForm(Styled):
    """The worker who was found and wants a case."""

    body: Any = forms.ModelChoiceField(label=_("Mediation body"), queryset=None)
    name = forms.CharField(label=_("Applicant's name"), max_length=50)
    phone = forms.CharField(label=_("Phone"), max_length=20)
    kind = forms.ChoiceField(label=_("Claim"), choices=Claim.Kind.choices)
    cause = forms.ChoiceField(label=_("Cause"), choices=causes)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = MediationBody.objects.visible_to(actor).active()
        here = bodies.filter(organisation_id=actor.organisation_id or 0)
        field: Any = self.fields["body"]
        field.queryset = here if here.exists() else bodies
        field.initial = field.queryset.first()

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "body": given["body"],
            "cause": given["cause"],
            "applicant": PartyFacts(name=given["name"], phone=given["phone"]),
            "claim": ClaimFacts(kind=given["kind"], text=str(Claim.Kind(given["kind"]).label)),
        }
