"""Forms of giving. The field names are the arguments of the action."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.giving.actions.donors import DONATION
from niudai.assistance.giving.models import Donor, Need, Pledge, Programme, Stage
from niudai.funds.models import Source
from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, YuanField
from niudai.kernel.searching import found_by
from niudai.organisations.forms import OrganisationChoice
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

ALL = [("", _("All"))]
COVERED = ("phone", "email", "address")


def items() -> list[tuple[str, str]]:
    return [(code.id, code.name) for code in codes("fund_item", on=timezone.localdate())]


class DonorForm(Styled):
    """Covered fields stay covered: left empty, what is on record stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Donor.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    credit_code = forms.CharField(label=_("Credit code"), max_length=18, required=False)
    contact = forms.CharField(label=_("Contact person"), max_length=50, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    unnamed = forms.BooleanField(label=_("Wishes to stay unnamed"), required=False)

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items()
                if value or name not in COVERED}  # fmt: skip


class ProgrammeForm(Styled):
    name = forms.CharField(label=_("Name of the programme"), max_length=120)
    document = forms.CharField(label=_("Number of the agreement"), max_length=80)
    signed_on = PastDayField(label=_("Signed on"), initial=timezone.localdate)
    since = DayField(label=_("To be used from"))
    until = DayField(label=_("To be used until"))
    purpose = LongField(label=_("Purpose"), rows=3, max_length=2000)
    items = forms.MultipleChoiceField(
        label=_("May be used for"), choices=items, widget=forms.CheckboxSelectMultiple,
        required=False, help_text=_("Nothing ticked: for everything."),
    )  # fmt: skip
    planned_fen = YuanField(label=_("Promised amount in yuan"), initial=0)


class SourceForm(Styled):
    source: Any = forms.ModelChoiceField(label=_("Source of money"), queryset=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.visible_to(actor).filter(kind=DONATION)
        self.fields["source"].label_from_instance = lambda source: source.title


class PledgeForm(Styled):
    kind = forms.ChoiceField(label=_("Kind"), choices=Pledge.Kind.choices)
    amount_fen = YuanField(label=_("Amount or value in yuan"))
    goods = forms.CharField(label=_("What, in kind"), max_length=120, required=False)
    due_on = DayField(label=_("Expected by"))
    programme: Any = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), required=False
    )

    def __init__(self, *args: Any, donor: Donor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = donor.programmes.all()


class ArriveForm(Styled):
    amount_fen = YuanField(label=_("Amount or value in yuan"))
    document = forms.CharField(label=_("Receipt"), max_length=120)
    on = PastDayField(label=_("Arrived on"), initial=timezone.localdate)


class ReasonForm(Styled):
    reason = LongField(label=_("Reason"), rows=3, max_length=1000)


class RevealForm(Styled):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class NothingForm(Styled):
    """A move that asks nothing."""


class WordsForm(Styled):
    words = forms.CharField(
        label=_("Words for the donor"), max_length=200,
        help_text=_(
            "For example: a mother and a pupil in Zhouzhuang, medical costs. No name, address, "
            "school or illness."
        ),
    )  # fmt: skip


class NeedForm(WordsForm):
    item = forms.ChoiceField(label=_("For"), choices=items)
    amount_fen = YuanField(label=_("Amount or value in yuan"))
    goods = forms.CharField(label=_("What, in kind"), max_length=120, required=False)
    about = LongField(label=_("For the office alone"), rows=3, max_length=2000, required=False)
    organisation = OrganisationChoice(label=_("Union"))
    field_order = ("organisation", "item", "amount_fen", "goods", "words", "about")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor).active().exclude(kind="group")
        self.fields["organisation"].queryset = rows


class ConsentForm(Styled):
    who = forms.CharField(label=_("Who agreed"), max_length=50)
    how = forms.CharField(
        label=_("How"), max_length=120, help_text=_("For example: signed form of the day.")
    )
    public = forms.BooleanField(
        label=_("They also agree that the masked words are shown on the portal"), required=False
    )
    on = PastDayField(label=_("Agreed on"), initial=timezone.localdate)


class ReserveForm(Styled):
    pledge: Any = forms.ModelChoiceField(label=_("Pledge"), queryset=None)

    def __init__(self, *args: Any, need: Need, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Pledge.objects.visible_to(actor).filter(
            withdrawn_on=None, amount_fen__gte=F("reserved_fen") + need.amount_fen
        )
        self.fields["pledge"].queryset = rows.select_related("donor")
        self.fields["pledge"].label_from_instance = lambda each: f"{each.donor.name} · {each}"


class GiveForm(Styled):
    amount_fen = YuanField(label=_("Amount or value in yuan"))
    what = forms.CharField(label=_("What was given"), max_length=120, required=False)
    given_on = PastDayField(label=_("Given on"), initial=timezone.localdate)


class DonorFilters(Styled):
    q = forms.CharField(label=_("Name or credit code"), required=False,
                        widget=forms.TextInput(attrs={"type": "search"}))  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=[*ALL, *Donor.Kind.choices], required=False)
    overdue = forms.BooleanField(label=_("With overdue pledges"), required=False)

    def narrowed(self, by: Actor) -> QuerySet[Donor]:
        self.is_valid()
        asked = self.cleaned_data
        rows = Donor.objects.visible_to(by)
        if asked.get("q"):
            rows = rows.filter(found_by(asked["q"]))
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("overdue"):
            late = Pledge.objects.visible_to(by).filter(
                due_on__lt=timezone.localdate(), withdrawn_on=None, arrivals=None
            )
            rows = rows.filter(pk__in=late.values("donor"))
        return rows


class NeedFilters(Styled):
    stage = forms.ChoiceField(label=_("Stage"), choices=[*ALL, *Stage.choices], required=False)
    item = forms.ChoiceField(label=_("For"), choices=lambda: [*ALL, *items()], required=False)

    def narrowed(self, by: Actor) -> QuerySet[Need]:
        self.is_valid()
        asked = self.cleaned_data
        rows = Need.objects.visible_to(by)
        for name, column in (("stage", "stage"), ("item", "used_for")):
            if asked.get(name):
                rows = rows.filter(**{column: asked[name]})
        return rows
