"""One form a move of a referral. The field names are the arguments of the action."""

from typing import Any, TypeAlias

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.disputes.actions.referral import Item
from niudai.disputes.actions.referral.arbitration import REFUSES, STOPPED
from niudai.disputes.actions.referral.court import DECISIONS
from niudai.disputes.levels import unions_for_referrals
from niudai.disputes.models import AidApplication, AwardItem, CourtCase, Referral, Who
from niudai.kernel.forms import DayField, PastDayField, Styled, YuanField
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

Label: TypeAlias = Any  # a word, or one that is translated when it is shown
ITEM_ROWS = 4


class ReferralForm(Styled):
    """Knows the referral and the person, for choices; gives the arguments of the action."""

    def __init__(self, *args: Any, referral: Referral, actor: Actor, **kwargs: Any) -> None:
        self.referral, self.actor = referral, actor
        super().__init__(*args, **kwargs)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data


def day(label: Label, *, required: bool = True) -> PastDayField:
    initial = timezone.localdate if required else None
    return PastDayField(label=label, initial=initial, required=required)


def short(label: Label, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=required)


def long(label: Label, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, required=required, widget=area)


def party() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Party"), choices=Who.choices, widget=forms.RadioSelect)


def dated(name: str, label: Label, **more: forms.Field) -> type[ReferralForm]:
    """A form for the day of an event, and what else is asked about it."""
    return type("DatedForm", (ReferralForm,), {name: day(label), **more})


def offer(field: Any, choices: list[tuple[str, Any]]) -> None:
    field.choices = choices


def outcomes(*stages: str) -> list[tuple[str, str]]:
    today = timezone.localdate()
    found = [
        (code.id, code.name) for stage in stages for code in codes("outcome", on=today, stage=stage)
    ]
    return [("", "—"), *found]


class EmptyForm(ReferralForm):
    """Nothing to ask: the move itself is confirmed."""


class ApplyAidForm(ReferralForm):
    route = forms.ChoiceField(label=_("Asked of"), choices=AidApplication.Route.choices)
    group = forms.ChoiceField(label=_("Eligible class"), required=False)
    hardship = forms.BooleanField(label=_("In hardship"), required=False)
    proof = short(_("Proof"))
    applied_on = day(_("Applied on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = codes("aid_class", on=timezone.localdate())
        offer(self.fields["group"], [("", "—"), *((one.id, one.name) for one in classes)])
        self.fields["group"].help_text = " ".join(f"{one.name}：{one.meaning}；" for one in classes)


class PostForm(ReferralForm):
    posted_on = day(_("Posted on"))
    ground = forms.ChoiceField(
        label=_("Why"),
        choices=[(REFUSES, _("The employer refuses to take the papers")),
                 (STOPPED, _("The employer has stopped business"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    record = short(_("Where the photos or the video are"))


class HearingForm(ReferralForm):
    hearing_on = DayField(label=_("Day of the hearing"))
    told_on = day(_("Notice received on"), required=False)


class ExtendAwardForm(ReferralForm):
    days = forms.IntegerField(label=_("By how many days"), min_value=1)
    approved_on = day(_("Approved on"))
    told_in_writing = forms.BooleanField(
        label=_("Approved by the chair, both sides told in writing"), required=False
    )


class RestartForm(ReferralForm):
    on = day(_("On"))
    cause = forms.ChoiceField(label=_("Cause"), choices=Referral.Restart.choices)
    note = long(_("Note"), required=False)


class PauseForm(ReferralForm):
    paused_on = day(_("From"))
    cause = forms.ChoiceField(label=_("Cause"), choices=Referral.Pause.choices)
    note = long(_("Note"), required=False)


class MediatedForm(ReferralForm):
    mediated_on = day(_("On"))
    performance_due_on = DayField(label=_("To be performed by"), required=False)
    note = long(_("What was agreed"), required=False)


class ItemsForm(ReferralForm):
    minimum_wage_fen = YuanField(
        label=_("Monthly minimum wage in yuan"),
        required=False,
        help_text=_("Empty: the amount on record, which gives a preview only."),
    )


class ItemForm(Styled):
    """One thing the award decides; an empty line is none."""

    claim = forms.CharField(label=_("Claim"), max_length=300, required=False)
    matter = forms.ChoiceField(label=_("Kind"), choices=AwardItem.Matter.choices)
    amount_fen = YuanField(label=_("Amount in yuan"), required=False)

    def item(self) -> Item | None:
        return Item(**self.cleaned_data) if self.cleaned_data.get("claim") else None


ItemRows = forms.formset_factory(ItemForm, extra=ITEM_ROWS, max_num=40)


class AwardForm(ReferralForm):
    """What the award says of each item; the proposal is only where the answer starts."""

    made_on = day(_("Date of the award"))
    final_number = short(_("Number of the final award"), required=False)
    other_number = short(_("Number of the non-final award"), required=False)
    in_one_document = forms.BooleanField(
        label=_("Final and other items stand in one document"),
        required=False,
        help_text=_("Then it counts as not final (JI1 §20)."),
    )
    outcome = forms.ChoiceField(label=_("Result"), required=False)
    performance_due_on = DayField(label=_("To be performed by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["outcome"], outcomes("award_result"))
        for item in self.referral.award_items.all():
            self.fields[f"final_{item.pk}"] = self.question(item)
        names = [
            name for name in self.fields if name.startswith("final_") and name != "final_number"
        ]
        self.order_fields([*names, "made_on"])

    def question(self, item: AwardItem) -> forms.TypedChoiceField:
        return forms.TypedChoiceField(
            label=f"{item.claim} {item.amount}".strip(),
            choices=[("yes", _("The award says: final")), ("no", _("The award says: not final"))],
            coerce=lambda answer: answer == "yes",
            initial="yes" if item.proposed_final else "no",
            widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            help_text=" ".join(item.proposal.get("sentences", [])),
        )

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        items = [item.pk for item in self.referral.award_items.all()]
        data["final"] = {pk: data.pop(f"final_{pk}") for pk in items}
        return data


class ReceiptForm(ReferralForm):
    final = forms.TypedChoiceField(
        label=_("Document"), coerce=lambda answer: answer == "yes", widget=forms.RadioSelect
    )
    party = party()
    received_on = day(_("Received on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awards = self.referral.awards.all()
        offer(self.fields["final"], [("yes" if one.final else "no", str(one)) for one in awards])
        if len(awards) == 1:
            self.fields["final"].initial = "yes" if awards[0].final else "no"


class PartyReceiptForm(ReferralForm):
    party = party()
    received_on = day(_("Received on"))


class SueForm(ReferralForm):
    filed_on = day(_("Filed on"))
    court = short(_("Court"))


class AnyoneSuesForm(SueForm):
    by_whom = forms.ChoiceField(
        label=_("Who sues"), choices=Who.choices, initial="worker", widget=forms.RadioSelect
    )


class SomeSueForm(SueForm):
    workers = forms.IntegerField(
        label=_("How many more workers sue"), min_value=1,
        help_text=_("Those who sued before are counted with them."),
    )  # fmt: skip


class SendForm(ReferralForm):
    to = forms.CharField(
        label=_("To which union"),
        help_text=_("Type a part of the name and choose from the list."),
        widget=forms.TextInput(attrs={"list": "unions", "autocomplete": "off"}),
    )
    reason = long(_("Reason"))

    def unions(self) -> Any:
        return unions_for_referrals(self.referral.organisation)[:200]

    def clean_to(self) -> Organisation:
        name = self.cleaned_data["to"].strip()
        found = unions_for_referrals(self.referral.organisation).filter(name=name).first()
        if found is None:
            raise forms.ValidationError(_("Choose one union from the list, with its full name."))
        return found


class DocketForm(ReferralForm):
    docketed_on = day(_("Docketed on"))
    number = short(_("Case number"))
    procedure = forms.ChoiceField(label=_("Procedure"), choices=CourtCase.Procedure.choices)


class DecisionForm(ReferralForm):
    decided_on = day(_("Decided on"))
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[choice for choice in CourtCase.Decision.choices if choice[0] in DECISIONS],
    )
    performance_due_on = DayField(label=_("To be performed by"), required=False)
    note = long(_("Note"), required=False)


class AppealDecisionForm(DecisionForm):
    result = forms.ChoiceField(label=_("Result"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["result"], outcomes("litigation"))


class FinalForm(ReferralForm):
    final_on = day(_("Final since"))
    result = forms.ChoiceField(label=_("Result"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["result"], outcomes("litigation"))


class EndForm(ReferralForm):
    recovered_fen = YuanField(label=_("Amount recovered in yuan"), required=False)
    cost_fen = YuanField(label=_("Cost in yuan"), required=False)
    result = forms.ChoiceField(label=_("Result"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["result"], outcomes("performance", "enforcement"))


class PerformForm(EndForm):
    performed_on = day(_("Performed on"))
    proof = short(_("Proof"))

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "result": self.cleaned_data["result"] or "performed"}


class CloseForm(EndForm):
    closed_on = day(_("On"))
    reason = long(_("Why nothing more is to be done"))
