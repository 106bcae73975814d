"""One form a move. The field names are the arguments of the action."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.forms.intake import causes
from niudai.disputes.guards import last_consent
from niudai.disputes.models import Agreement, Dispute, MediationBody, Mediator, Party
from niudai.disputes.suggestion import Candidate, passed_over, suggested
from niudai.kernel.forms import DayField, LongField, MomentField, PastDayField, Styled, YuanField

ITEM_ROWS = 3


class MoveForm(Styled):
    """Knows the case and the person, for choices; gives the arguments of the action."""

    def __init__(self, *args: Any, dispute: Dispute, actor: Actor, **kwargs: Any) -> None:
        self.dispute, self.actor = dispute, actor
        super().__init__(*args, **kwargs)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data


def day_field(label: Any) -> PastDayField:
    return PastDayField(label=label, initial=timezone.localdate)


class ScopeForm(MoveForm):
    in_scope = forms.TypedChoiceField(
        label=_("Is this a labour dispute?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    cause = forms.ChoiceField(label=_("Cause"), choices=causes, required=False)
    reason = LongField(
        label=_("If not: why, and where to go instead"), required=False, max_length=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].initial = self.dispute.cause


class ConsentForm(MoveForm):
    side = forms.ChoiceField(label=_("Side"), choices=Party.Side.choices)
    given = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Agrees to mediation")), ("no", _("Refuses mediation"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    given_on = day_field(_("On"))
    proof = forms.CharField(label=_("Proof"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unasked = [side for side in Party.Side if last_consent(self.dispute, side) is None]
        self.fields["side"].initial = unasked[0] if unasked else Party.Side.RESPONDENT


class AcceptForm(MoveForm):
    accepted_on = day_field(_("Accepted on"))


class DeclineForm(MoveForm):
    declined_on = day_field(_("Declined on"))


class RefuseForm(MoveForm):
    refused_on = day_field(_("Recorded on"))


class SendForm(MoveForm):
    to = forms.CharField(
        label=_("To which body"),
        help_text=_("Type a part of the name and choose from the list."),
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )
    reason = LongField(label=_("Reason"), max_length=1000)

    def bodies(self) -> Any:
        return MediationBody.objects.reachable_from(self.dispute.organisation)[:200]

    def clean_to(self) -> MediationBody:
        name = self.cleaned_data["to"].strip()
        found = list(
            MediationBody.objects.reachable_from(self.dispute.organisation).filter(name=name)[:2]
        )
        if len(found) != 1:
            raise forms.ValidationError(_("Choose one body from the list, with its full name."))
        return found[0]


class TakeForm(MoveForm):
    body: Any = forms.ModelChoiceField(label=_("Mediation body"), queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.dispute.item.transfers.waiting().first()
        bodies = MediationBody.objects.visible_to(self.actor).active()
        here = bodies.filter(organisation_id=waiting.to_organisation_id if waiting else 0)
        self.fields["body"].queryset = here
        self.fields["body"].initial = here.first()


class AssignForm(MoveForm):
    mediator: Any = forms.ModelChoiceField(
        label=_("Mediator"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    assigned_on = day_field(_("Assigned on"))
    reason = LongField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates: list[Candidate] = suggested(self.dispute)
        self.passed_over = passed_over(self.dispute)
        fit = [candidate.mediator.pk for candidate in self.candidates]
        field = self.fields["mediator"]
        field.queryset = Mediator.objects.visible_to(self.actor).filter(pk__in=fit)
        reasons = {c.mediator.pk: c for c in self.candidates}
        field.label_from_instance = lambda mediator: (
            f"{mediator.name} · {reasons[mediator.pk].reason}"
        )
        field.choices = [
            (c.mediator.pk, f"{c.mediator.name} · {c.reason}") for c in self.candidates
        ]
        if fit:
            field.initial = fit[0]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        with translation.override(settings.LANGUAGE_CODE):  # what is kept, all must read
            kept = {each.mediator.pk: each.reason for each in suggested(self.dispute)}
        reason = data["reason"] or kept[data["mediator"].pk]
        return {**data, "reason": reason}


class ReassignForm(AssignForm):
    reason = LongField(label=_("Why does the mediator change?"), max_length=500)


class PlanForm(MoveForm):
    planned_at = MomentField(label=_("Day and time"))
    place = forms.CharField(label=_("Where"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.dispute.body:
            self.fields["place"].initial = self.dispute.body.address


class MeetForm(MoveForm):
    meeting: Any = forms.ModelChoiceField(
        label=_("Planned meeting"),
        queryset=None,
        required=False,
        empty_label=_("Not planned before"),
    )
    held_on = day_field(_("Held on"))
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    present = forms.CharField(label=_("Who was present"), max_length=300)
    identity_checked = forms.BooleanField(
        label=_("The identity of both sides was checked"), required=False
    )
    minutes = LongField(label=_("Minutes"), max_length=20000, rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = self.dispute.meetings.filter(held_on=None, cancelled_on=None)
        self.fields["meeting"].queryset = planned
        self.fields["meeting"].initial = planned.first()


class ExtendForm(MoveForm):
    until = DayField(label=_("New end"))
    applicant_signed_on = day_field(_("Applicant signed on"))
    respondent_signed_on = day_field(_("Employer signed on"))


class AgreementForm(MoveForm):
    form = forms.ChoiceField(label=_("Form"), choices=Agreement.Form.choices)
    text = LongField(label=_("Result"), max_length=10000, rows=6)
    manner = forms.CharField(label=_("Manner of performance"), max_length=200)
    confirms_relationship = forms.BooleanField(
        label=_("Confirms an employment relationship"),
        required=False,
        help_text=_("Arbitration review is then not possible (ARB §75)."),
    )
    payment_only = forms.BooleanField(label=_("Only about payments"), required=False, initial=True)


class ItemForm(Styled):
    """One promise; an empty line is none."""

    text = forms.CharField(label=_("Promise"), max_length=300, required=False)
    amount_fen = YuanField(label=_("Amount in yuan"), required=False)
    due_on = DayField(label=_("Due on"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("text") or data.get("amount_fen")) and not data.get("due_on"):
            self.add_error("due_on", _("By which day?"))
        if data.get("due_on") and not data.get("text"):
            self.add_error("text", _("What is to be done?"))
        return data

    def promise(self) -> Promise | None:
        data = self.cleaned_data
        if not data.get("text"):
            return None
        return Promise(text=data["text"], due_on=data["due_on"], amount_fen=data["amount_fen"])


ItemRows = forms.formset_factory(ItemForm, extra=ITEM_ROWS, max_num=30)


class AgreeForm(MoveForm):
    applicant_signed_on = day_field(_("Applicant signed on"))
    respondent_signed_on = day_field(_("Employer signed on"))
    mediator_signed_on = day_field(_("Mediator signed on"))
    stamped_on = day_field(_("Stamped by the body on"))
    originals = forms.IntegerField(
        label=_("Number of originals"), min_value=0, max_value=20, initial=3
    )


class FailForm(MoveForm):
    failed_on = day_field(_("On"))
    reason = LongField(label=_("Why no agreement was reached"), max_length=2000)


class WithdrawForm(MoveForm):
    withdrawn_on = day_field(_("On"))
    reason = LongField(label=_("Reason"), max_length=1000, required=False)


class TogetherForm(MoveForm):
    asked_on = day_field(_("Applied on"))
    both_signed = forms.BooleanField(label=_("Both sides signed the application"), required=False)


class AnswerForm(MoveForm):
    answered_on = day_field(_("On"))
    note = LongField(label=_("Note"), max_length=1000, required=False)


class DefaultForm(MoveForm):
    found_on = day_field(_("Found on"))
    note = LongField(label=_("What was not done"), max_length=1000)


class AskEnforcementForm(MoveForm):
    asked_on = day_field(_("Applied on"))
    court = forms.CharField(label=_("Court"), max_length=200)


class RefusedEnforcementForm(MoveForm):
    received_on = day_field(_("Ruling received on"))
    note = LongField(label=_("Reason"), max_length=1000)


class OrderStepForm(MoveForm):
    happened_on = day_field(_("On"))
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)


class PerformItemForm(MoveForm):
    performed_on = day_field(_("Performed on"))
    proof = forms.CharField(label=_("Proof"), max_length=200)


class ReferralConsentForm(MoveForm):
    given_on = day_field(_("Given on"))
    proof = forms.CharField(label=_("Proof"), max_length=200, required=False)


class CloseForm(MoveForm):
    note = LongField(label=_("Note"), max_length=1000, required=False)


class ArchiveForm(MoveForm):
    box = forms.CharField(label=_("Archive box"), max_length=40)


class EmptyForm(MoveForm):
    """Nothing to ask: the move itself is confirmed."""


class NoteForm(Styled):
    text = LongField(label=_("Note"), max_length=5000)


class AttachForm(Styled):
    file = forms.FileField(label=_("File"))
    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds


class RevealForm(Styled):
    reason = forms.CharField(label=_("Reason"), max_length=200)
