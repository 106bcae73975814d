"""Taking a dispute down at the counter, and mending it later."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.disputes.actions import ClaimFacts, PartyFacts
from niudai.disputes.models import Claim, Dispute, MediationBody, Party
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, YuanField
from niudai.rulebook.codes import codes

CLAIM_ROWS = 4
MOST_WORKERS = 1_000_000  # more is a slip of the hand
LARGEST_KEY = 2**63 - 1  # what a column of keys holds
EMPTY = [("", "—")]


def causes() -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes("cause_statute", on=timezone.localdate())]


def sources() -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes("source", on=timezone.localdate())]


class FactsForm(Styled):
    """The facts of a dispute, as taken down and as corrected."""

    cause = forms.ChoiceField(label=_("Cause"), choices=causes)
    facts = LongField(label=_("Facts and reasons"), rows=5, max_length=5000)
    employment = forms.ChoiceField(label=_("Employment"), choices=Dispute.Employment.choices)
    employment_ended_on = PastDayField(label=_("Employment ended on"), required=False)
    knew_on = PastDayField(
        label=_("The worker knew of the harm on"),
        required=False,
        help_text=_("The limitation period counts from this day."),
    )
    workers = forms.IntegerField(
        label=_("Number of workers"), min_value=1, max_value=MOST_WORKERS, initial=1
    )
    common_claim = forms.BooleanField(label=_("They have a common claim"), required=False)
    confidential = forms.BooleanField(label=_("Confidential"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("employment_ended_on") and data.get("employment") != "ended":
            self.add_error(
                "employment_ended_on", _("Only ended employment has a last day: choose “ended”.")
            )
        return data


class IntakeForm(FactsForm):
    """A new dispute: where, who against whom, what is claimed."""

    body: Any = forms.ModelChoiceField(label=_("Mediation body"), queryset=None)
    received_on = PastDayField(label=_("Received on"), initial=timezone.localdate)
    source = forms.ChoiceField(label=_("Came by"), choices=sources)
    form = forms.ChoiceField(label=_("Form"), choices=Dispute.Form.choices)
    applicant_name = forms.CharField(label=_("Applicant's name"), max_length=50)
    applicant_number = forms.CharField(label=_("Identity number"), max_length=18, required=False)
    applicant_phone = forms.CharField(label=_("Phone"), max_length=20)
    applicant_address = forms.CharField(label=_("Address"), max_length=200, required=False)
    is_member = forms.BooleanField(label=_("Union member"), required=False)
    is_migrant = forms.BooleanField(label=_("Migrant worker"), required=False)
    is_platform = forms.BooleanField(label=_("Platform worker"), required=False)
    respondent_name = forms.CharField(label=_("Employer"), max_length=120)
    respondent_number = forms.CharField(label=_("Credit code"), max_length=18, required=False)
    respondent_contact = forms.CharField(label=_("Contact person"), max_length=50, required=False)
    respondent_phone = forms.CharField(label=_("Employer's phone"), max_length=20, required=False)

    PARTS = (
        (_("Receipt"), ("body", "received_on", "source", "form")),
        (_("Applicant"), ("applicant_name", "applicant_number", "applicant_phone",
                          "applicant_address", "is_member", "is_migrant", "is_platform")),
        (_("Employer"), ("respondent_name", "respondent_number", "respondent_contact",
                         "respondent_phone")),
        (_("The matter"), ("cause", "facts", "workers", "common_claim", "employment",
                           "employment_ended_on", "knew_on", "confidential")),
    )  # fmt: skip

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields as one takes them down: who, against whom, about what."""
        return [(title, [self[name] for name in names]) for title, names in self.PARTS]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = MediationBody.objects.visible_to(actor).active()
        here = bodies.filter(organisation_id=actor.organisation_id or 0)
        offered = here if here.exists() else bodies
        self.fields["body"].queryset = offered
        self.fields["body"].initial = offered.first()

    def facts_of_case(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            name: data[name]
            for name in (
                "body", "received_on", "source", "form", "cause", "facts", "employment",
                "employment_ended_on", "knew_on", "workers", "common_claim", "confidential",
            )
        }  # fmt: skip

    def applicant(self) -> PartyFacts:
        data = self.cleaned_data
        return PartyFacts(
            name=data["applicant_name"], number=data["applicant_number"].upper(),
            phone=data["applicant_phone"], address=data["applicant_address"],
            is_member=data["is_member"], is_migrant=data["is_migrant"],
            is_platform=data["is_platform"], is_representative=True,
        )  # fmt: skip

    def respondent(self) -> PartyFacts:
        data = self.cleaned_data
        return PartyFacts(
            name=data["respondent_name"], number=data["respondent_number"].upper(),
            contact=data["respondent_contact"], phone=data["respondent_phone"],
        )  # fmt: skip


class ClaimForm(Styled):
    """One line of what is claimed; an empty line is no claim."""

    kind = forms.ChoiceField(
        label=_("Claim"), choices=[*EMPTY, *Claim.Kind.choices], required=False
    )
    text = forms.CharField(label=_("In words"), max_length=300, required=False)
    amount_fen = YuanField(label=_("Amount in yuan"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("text") or data.get("amount_fen")) and not data.get("kind"):
            self.add_error("kind", _("Choose what kind of claim this is."))
        return data

    def claim(self) -> ClaimFacts | None:
        data = self.cleaned_data
        if not data.get("kind"):
            return None
        text = data["text"] or str(Claim.Kind(data["kind"]).label)
        return ClaimFacts(kind=data["kind"], text=text, amount_fen=data["amount_fen"])


ClaimRows = forms.formset_factory(ClaimForm, extra=CLAIM_ROWS, max_num=20)


class CorrectionForm(FactsForm):
    reason = forms.CharField(label=_("Why is this corrected?"), max_length=300)


class PartyForm(Styled):
    """One more person on the applicants' side."""

    name = forms.CharField(label=_("Name"), max_length=50)
    number = forms.CharField(label=_("Identity number"), max_length=18, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    age_class = forms.ChoiceField(
        label=_("Age"), choices=[*EMPTY, *Party.AgeClass.choices], required=False
    )
    is_member = forms.BooleanField(label=_("Union member"), required=False)
    is_migrant = forms.BooleanField(label=_("Migrant worker"), required=False)
    is_platform = forms.BooleanField(label=_("Platform worker"), required=False)
    is_representative = forms.BooleanField(label=_("Represents the others"), required=False)

    def person(self) -> PartyFacts:
        return PartyFacts(**self.cleaned_data)


class SideForm(Styled):
    """What is on record of a side. Covered fields stay covered: left empty they are kept."""

    name = forms.CharField(label=_("Name"), max_length=120)
    number = forms.CharField(label=_("Identity number"), max_length=18, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    contact = forms.CharField(label=_("Contact person"), max_length=50, required=False)
    reason = forms.CharField(label=_("Why is this corrected?"), max_length=300)

    OPEN: tuple[str, ...] = ("name", "email", "contact")
    COVERED = ("number", "phone", "address")

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        self.party = party
        now = {name: getattr(party, name) for name in self.OPEN}
        super().__init__(*args, initial=now, **kwargs)
        covered = {"number": party.masked_number, "phone": party.masked_phone}
        for name in self.COVERED:
            if getattr(party, name):
                shown = covered.get(name) or _("an entry")
                self.fields[name].help_text = format_lazy(
                    _("On record: {shown}. Left empty it stays."), shown=shown
                )

    def changes(self) -> dict[str, Any]:
        """The arguments of the action, without the covered fields nobody wrote into."""
        data = dict(self.cleaned_data)
        data["number"] = data["number"].upper()
        return {name: value for name, value in data.items() if value or name not in self.COVERED}


class EmployerSideForm(SideForm):
    number = forms.CharField(label=_("Credit code"), max_length=18, required=False)


class WorkerSideForm(SideForm):
    is_member = forms.BooleanField(label=_("Union member"), required=False)
    is_migrant = forms.BooleanField(label=_("Migrant worker"), required=False)
    is_platform = forms.BooleanField(label=_("Platform worker"), required=False)
    is_representative = forms.BooleanField(label=_("Represents the others"), required=False)
    field_order = (
        "name", "number", "phone", "email", "address", "contact", "is_member", "is_migrant",
        "is_platform", "is_representative", "reason",
    )  # fmt: skip

    OPEN = (
        "name", "email", "contact", "is_member", "is_migrant", "is_platform", "is_representative",
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """Not ticked is not said: what nobody told stays untold."""
        told = super().changes()
        ticks = [name for name in self.OPEN if name.startswith("is_")]
        return {
            name: value
            for name, value in told.items()
            if not (name in ticks and not value and not getattr(self.party, name))
        }


class ListFilters(Styled):
    """What the list of disputes can be narrowed by."""

    q = forms.CharField(label=_("Name, number, pinyin"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    outcome = forms.CharField(required=False, widget=forms.HiddenInput)
    mediator = forms.IntegerField(required=False, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    since = DayField(label=_("Received from"), required=False)
    until = DayField(label=_("Received until"), required=False)
    collective = forms.BooleanField(label=_("Collective only"), required=False)
    late = forms.BooleanField(label=_("Late only"), required=False)
