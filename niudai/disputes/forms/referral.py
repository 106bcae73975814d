"""Opening, mending and finding referrals."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.disputes.models import Dispute, ReferralStage
from niudai.kernel.forms import DayField, PastDayField, Styled, YuanField
from niudai.organisations.models import Organisation

ALL = ("", _("All"))


class SummaryFields(Styled):
    """What is known of the matter; all that is passed on."""

    summary = forms.CharField(
        label=_("Summary"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only this is passed on. What was said in mediation stays there."),
    )
    workers = forms.IntegerField(label=_("Number of workers"), min_value=1, initial=1)
    common_claim = forms.BooleanField(label=_("They have a common claim"), required=False)
    representatives = forms.IntegerField(
        label=_("Number of representatives"), min_value=0, required=False
    )
    claimed_fen = YuanField(label=_("Amount claimed in yuan"), required=False)


class NewReferralForm(SummaryFields):
    """A worker who comes without a mediation case."""

    organisation: Any = forms.ModelChoiceField(label=_("Union that answers for it"), queryset=None)
    received_on = PastDayField(label=_("Received on"), initial=timezone.localdate)
    worker_name = forms.CharField(label=_("Worker's name"), max_length=50)
    worker_phone = forms.CharField(label=_("Phone"), max_length=20)
    employer_name = forms.CharField(label=_("Employer"), max_length=120)
    collective_contract = forms.BooleanField(
        label=_("About performing a collective contract"), required=False
    )
    wages_claimed = forms.BooleanField(label=_("Wages are claimed"), required=False)
    others_claimed = forms.BooleanField(
        label=_("Something other than wages is claimed"), required=False
    )
    knew_on = PastDayField(
        label=_("The worker knew of the harm on"),
        required=False,
        help_text=_("The limitation period counts from this day."),
    )
    employment_ended_on = PastDayField(label=_("Employment ended on"), required=False)
    interrupted_on = PastDayField(
        label=_("Last interruption of the limitation on"),
        required=False,
        help_text=_("A claim made, a complaint, a promise to pay."),
    )
    consent_proof = forms.CharField(label=_("Proof of the worker's consent"), max_length=200)

    field_order = [
        "organisation", "received_on", "worker_name", "worker_phone", "employer_name", "workers",
        "common_claim", "representatives", "collective_contract", "summary", "claimed_fen",
        "wages_claimed", "others_claimed", "knew_on", "employment_ended_on", "interrupted_on",
        "consent_proof",
    ]  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Organisation.objects.visible_to(actor).filter(pk=actor.organisation_id or 0)
        self.fields["organisation"].queryset = here
        self.fields["organisation"].initial = here.first()


class ReferForm(Styled):
    """A mediation case that goes on to arbitration or court."""

    referred_on = PastDayField(label=_("Referred on"), initial=timezone.localdate)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only this is passed on. What was said in mediation stays there."),
    )

    def __init__(self, *args: Any, dispute: Dispute, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary"].initial = "；".join(claim.text for claim in dispute.claims.all())
        if dispute.knew_on is None and (dispute.limitation_runs or not dispute.wages_claimed):
            self.fields["knew_on"] = PastDayField(label=_("The worker knew of the harm on"))


class InterruptionForm(Styled):
    interrupted_on = PastDayField(label=_("Interrupted on"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("What interrupted it, and what proves it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReferralFilters(Styled):
    """What the list of referrals can be narrowed by."""

    q = forms.CharField(label=_("Name, number, pinyin"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[ALL, *ReferralStage.choices], required=False
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    since = DayField(label=_("Received from"), required=False)
    until = DayField(label=_("Received until"), required=False)
    aided = forms.BooleanField(label=_("With legal aid"), required=False)
    collective = forms.BooleanField(label=_("Collective only"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beneath = Organisation.objects.visible_to(actor).filter(parent_id=actor.organisation_id)
        self.fields["place"].choices = [
            ALL, *((str(place.pk), place.short_name) for place in beneath.order_by("path")[:400])
        ]  # fmt: skip
