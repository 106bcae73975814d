"""One form a move, and those that begin something. The field names are the action's arguments."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.funds.models import (
    BankFile,
    Batch,
    BatchStage,
    CallCheck,
    Entry,
    LineStage,
    Source,
    SourceStage,
)
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, YuanField
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

NONE = ("", "—")


def names_of(table: str) -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes(table, on=timezone.localdate())]


def kinds() -> list[tuple[str, str]]:
    return names_of("fund_source")


def items() -> list[tuple[str, str]]:
    return names_of("fund_item")


def groups() -> list[tuple[str, str]]:
    return [("", str(_("everybody"))), *names_of("fund_group")]


def day_field() -> PastDayField:
    return PastDayField(label=_("Day"), initial=timezone.localdate)


class PlanForm(Styled):
    organisation = forms.ModelChoiceField(
        label=_("Union whose money it is"), queryset=Organisation.objects.none(), empty_label=None
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of source"), choices=kinds)
    document = forms.CharField(label=_("Document number"), max_length=80)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    purpose = LongField(label=_("Purpose"), rows=2, max_length=1000)
    planned_fen = YuanField(label=_("Planned amount (yuan)"))
    since = DayField(label=_("To be used from"))
    until = DayField(label=_("To be used until"))
    carry_over = forms.ChoiceField(
        label=_("What is left at the end"), choices=Source.CarryOver.choices
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.visible_to(actor).filter(path=actor.scope)
        self.fields["organisation"].queryset = own
        self.fields["organisation"].initial = own.first()
        self.fields["year"].initial = timezone.localdate().year


class AllowForm(Styled):
    item = forms.ChoiceField(label=_("Item"), choices=items)
    group = forms.ChoiceField(label=_("Group"), choices=groups, required=False)
    most_fen = YuanField(label=_("At most each time (yuan)"), required=False)
    most_year_fen = YuanField(label=_("At most in a year (yuan)"), required=False)


class MoveForm(Styled):
    """What a move asks beyond the click. `case` and `actor` are there for choices."""

    def __init__(self, *args: Any, case: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.actor = case, actor
        self.choose()

    def choose(self) -> None:
        """Fill in choices that depend on the case."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ClickForm(MoveForm):
    note = LongField(label=_("Note"), rows=2, required=False, max_length=500)


class ReasonForm(MoveForm):
    reason = LongField(label=_("Reason"), rows=2, max_length=500)


class ReceiveForm(MoveForm):
    amount_fen = YuanField(label=_("Amount (yuan)"))
    document = forms.CharField(label=_("Slip or document"), max_length=120)
    on = day_field()


class SettleForm(MoveForm):
    document = forms.CharField(label=_("Slip or document"), max_length=120)
    successor = forms.ModelChoiceField(
        label=_("Source of the next year"), queryset=Source.objects.none(), required=False
    )

    def choose(self) -> None:
        if self.case.carry_over != Source.CarryOver.CARRY:
            del self.fields["successor"]
            return
        later = Source.objects.visible_to(self.actor).filter(
            organisation=self.case.organisation_id, year__gt=self.case.year, kind=self.case.kind,
            stage__in=[SourceStage.PLANNED, SourceStage.OPEN],
        )  # fmt: skip
        self.fields["successor"].queryset = later


class AuditForm(MoveForm):
    report = forms.CharField(label=_("Audit report"), max_length=120)
    on = day_field()


class LockForm(MoveForm):
    answer = LongField(label=_("Answer to the warnings"), rows=3, required=False, max_length=1000)


class SendForm(MoveForm):
    ending = forms.ChoiceField(label=_("Kind of file"), choices=BankFile.Ending.choices)


class BatchForm(Styled):
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none())
    name = forms.CharField(label=_("Name of the batch"), max_length=120)
    manner = forms.ChoiceField(label=_("Manner"), choices=Batch.Manner.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Source.objects.visible_to(actor).filter(stage=SourceStage.OPEN)
        self.fields["source"].queryset = seen
        self.fields["source"].label_from_instance = lambda source: source.title


class CommitForm(Styled):
    """One payment decided outside the program's own procedures."""

    item = forms.ChoiceField(label=_("Item"))
    group = forms.ChoiceField(label=_("Group"), choices=groups, required=False)
    reference = forms.CharField(label=_("Decision"), max_length=60)
    amount_fen = YuanField(label=_("Amount (yuan)"))
    name = forms.CharField(label=_("Recipient"), max_length=60)
    number = forms.CharField(label=_("Identity number"), max_length=30, required=False)
    manner = forms.ChoiceField(label=_("Manner"), choices=Batch.Manner.choices)
    card = forms.CharField(label=_("Bank card"), max_length=30, required=False)
    card_name = forms.CharField(label=_("Card holder"), max_length=60, required=False)
    card_proof = forms.CharField(
        label=_("Approved proxy, where the card is somebody else's"), max_length=120, required=False
    )
    bank = forms.CharField(label=_("Bank"), max_length=80, required=False)
    goods = forms.CharField(label=_("Goods"), max_length=120, required=False)

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = set(source.allowances.values_list("item", flat=True))
        self.fields["item"].choices = [pair for pair in items() if pair[0] in allowed]


class SlipForm(Styled):
    slip = forms.CharField(label=_("Slip of the bank"), max_length=120)
    reason = LongField(label=_("Reason"), rows=2, max_length=500)


class PlainReasonForm(Styled):
    reason = LongField(label=_("Reason"), rows=2, max_length=500)


class RepayForm(Styled):
    card = forms.CharField(label=_("Bank card"), max_length=30)
    card_name = forms.CharField(label=_("Card holder"), max_length=60, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=80, required=False)
    proof = forms.CharField(label=_("How the card was proved"), max_length=120)


class ReceiptForm(Styled):
    signed_by = forms.CharField(label=_("Signed by"), max_length=60)
    first_witness = forms.CharField(label=_("First witness"), max_length=60)
    second_witness = forms.CharField(label=_("Second witness"), max_length=60)
    on = day_field()


class ConfirmForm(Styled):
    """Nothing is asked but the click."""


class CallForm(Styled):
    result = forms.ChoiceField(label=_("Result"), choices=CallCheck.Result.choices)
    on = day_field()
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class FileForm(Styled):
    file = forms.FileField(label=_("File of the bank (.xlsx, .xls or .csv)"))


class AttachForm(Styled):
    file = forms.FileField(label=_("File"))


class LedgerFilters(Styled):
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False
    )
    event = forms.ChoiceField(
        label=_("Event"), choices=[NONE, *Entry.Event.choices], required=False
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.visible_to(actor)
        self.fields["source"].label_from_instance = lambda source: source.title


class BatchFilters(Styled):
    stage = forms.ChoiceField(label=_("Stage"), choices=[NONE, *BatchStage.choices], required=False)


class LineFilters(Styled):
    stage = forms.ChoiceField(label=_("Stage"), choices=[NONE, *LineStage.choices], required=False)
    item = forms.ChoiceField(label=_("Item"), choices=lambda: [NONE, *items()], required=False)
    q = forms.CharField(label=_("Recipient or decision"), max_length=60, required=False)
