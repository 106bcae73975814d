"""What the one-stop desk may open here: a mediation case, or help with arbitration and court."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.doors import Door, Visitor
from niudai.disputes import actions
from niudai.disputes.actions import ClaimFacts, PartyFacts
from niudai.disputes.actions.referral.opening import open_referral
from niudai.disputes.forms.intake import causes
from niudai.disputes.models import Claim, Dispute, MediationBody, Referral
from niudai.kernel.forms import LongField, PastDayField, Styled, YuanField


class DisputeDoorForm(Styled):
    """What the desk has not asked yet: against whom, about what, how much."""

    body: Any = forms.ModelChoiceField(label=_("Mediation body"), queryset=None)
    respondent_name = forms.CharField(label=_("Employer"), max_length=120)
    respondent_phone = forms.CharField(label=_("Employer's phone"), max_length=20, required=False)
    cause = forms.ChoiceField(label=_("Cause"), choices=causes)
    facts = LongField(label=_("Facts and reasons"), rows=5, max_length=5000)
    employment = forms.ChoiceField(label=_("Employment"), choices=Dispute.Employment.choices)
    claim = forms.ChoiceField(label=_("Claim"), choices=Claim.Kind.choices)
    amount_fen = YuanField(label=_("Amount in yuan"), required=False)

    def __init__(self, data: Any, *, visitor: Visitor, actor: Actor) -> None:
        super().__init__(data, initial={"facts": visitor.said})
        bodies = MediationBody.objects.visible_to(actor).active()
        here = bodies.filter(organisation=visitor.organisation)
        self.fields["body"].queryset = here if here.exists() else bodies
        self.fields["body"].initial = self.fields["body"].queryset.first()


def open_dispute(visitor: Visitor, facts: dict[str, Any], *, by: Actor) -> Dispute:
    return actions.register(
        body=facts["body"], received_on=visitor.came_on, source="walk-in", cause=facts["cause"],
        facts=facts["facts"], employment=facts["employment"], workers=visitor.people,
        applicants=[
            PartyFacts(name=visitor.name, phone=visitor.phone, is_representative=True)
        ],
        respondent=PartyFacts(name=facts["respondent_name"], phone=facts["respondent_phone"]),
        claims=[
            ClaimFacts(
                kind=facts["claim"], text=str(Claim.Kind(facts["claim"]).label),
                amount_fen=facts["amount_fen"],
            )
        ],
        by=by,
    )  # fmt: skip


class ReferralDoorForm(Styled):
    employer_name = forms.CharField(label=_("Employer"), max_length=120)
    summary = LongField(label=_("Summary"), rows=5, max_length=5000)
    knew_on = PastDayField(label=_("The worker knew of the harm on"))
    claimed_fen = YuanField(label=_("Amount in yuan"), required=False)

    def __init__(self, data: Any, *, visitor: Visitor, actor: Actor) -> None:
        super().__init__(data, initial={"summary": visitor.said})


def open_legal_help(visitor: Visitor, facts: dict[str, Any], *, by: Actor) -> Referral:
    return open_referral(
        organisation=visitor.organisation, received_on=visitor.came_on,
        worker_name=visitor.name, worker_phone=visitor.phone, workers=visitor.people,
        consent_on=timezone.localdate(), by=by, **facts,
    )  # fmt: skip


DISPUTE = Door(
    name="dispute", label=_("Register a labour dispute"), permission=Permission.DISPUTE_REGISTER,
    kind="disputes.dispute", form=DisputeDoorForm, open=open_dispute,
    matters=frozenset({"dispute", "petition"}),
)  # fmt: skip
LEGAL_AID = Door(
    name="legal_aid", label=_("Arbitration, court and legal aid"),
    permission=Permission.DISPUTE_REFER, kind="disputes.referral", form=ReferralDoorForm,
    open=open_legal_help, matters=frozenset({"legal_aid"}),
)  # fmt: skip
