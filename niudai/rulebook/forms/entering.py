"""The county's own row: the paper, and the numbers of the very rule."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.kernel.forms import DayField, LongField, PastDayField, Styled, YuanField, style
from niudai.rulebook.actions.entering import EnteredFacts
from niudai.rulebook.in_words import jurisdiction_name
from niudai.rulebook.naming import slot_name, unit_name, word_name
from niudai.rulebook.rule import Rule, Unit
from niudai.rulebook.rules import from_files, jurisdictions, own_place
from niudai.rulebook.shapes import Slot, Sort, assembled, shape_of, slots


class PaperForm(Styled):
    """Where it stands: asked for everything that is entered from a paper."""

    document = forms.CharField(
        label=gettext_lazy("Document number"), max_length=60,
        help_text=gettext_lazy("As it stands on the paper, such as 澄民发〔2026〕12 号."),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Title of the paper"), max_length=120, required=False
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=80)
    article = forms.CharField(label=gettext_lazy("Article"), max_length=30, required=False)
    seen_on = PastDayField(label=gettext_lazy("Paper seen on"))
    jurisdiction = forms.ChoiceField(label=gettext_lazy("Holds for"))
    valid_from = DayField(label=gettext_lazy("Valid from"))
    valid_to = DayField(
        label=gettext_lazy("Valid until"), required=False,
        help_text=gettext_lazy("Empty: until a new row follows it."),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].choices = [
            (code, jurisdiction_name(code)) for code in jurisdictions(own_place())
        ]
        self.fields["seen_on"].initial = timezone.localdate


class EnterForm(PaperForm):
    """A row in the form of `pattern`: each number has a field of its own."""

    def __init__(self, *args: Any, pattern: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pattern = pattern
        self.slots = [
            each for each in slots(pattern, from_files().rules) if each.sort is not Sort.WIRED
        ]
        numbers = {slot.field: field_of(slot) for slot in self.slots}
        if pattern.is_clock:
            numbers["amount"] = forms.IntegerField(
                label=_("Period"), min_value=1, initial=pattern.amount
            )
            numbers["unit"] = forms.ChoiceField(
                label=_("counted in"), choices=[(unit.value, unit_name(unit)) for unit in Unit],
                initial=pattern.unit.value if pattern.unit else "",
            )  # fmt: skip
        for field in numbers.values():
            style(field)
        self.fields = numbers | self.fields

    def facts(self) -> EnteredFacts:
        said = self.cleaned_data
        given = {slot.path: as_stored(slot, said[slot.field]) for slot in self.slots}
        return EnteredFacts(
            **{name: said[name] for name in PaperForm.base_fields},
            parameters=assembled(shape_of(self.pattern), given),
            amount=said.get("amount"),
            unit=said.get("unit", ""),
        )


def field_of(slot: Slot) -> forms.Field:
    """The field that asks for one number or word."""
    name = slot_name(slot)
    match slot.sort:
        case Sort.MONEY:
            return YuanField(label=_("%(name)s (yuan)") % {"name": name})
        case Sort.WHOLE:
            return forms.IntegerField(label=name, min_value=1, initial=slot.value)
        case Sort.DECIMAL:
            return forms.DecimalField(label=name, initial=slot.value, max_digits=8)
        case Sort.YES_NO:
            return forms.BooleanField(label=name, required=False, initial=slot.value)
        case Sort.WORD:
            return forms.ChoiceField(label=name, choices=named(slot), initial=slot.value)
        case Sort.WORDS:
            return forms.MultipleChoiceField(
                label=name, choices=named(slot), initial=slot.value, required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
    raise AssertionError(slot.sort)


def named(slot: Slot) -> list[tuple[str, str]]:
    return [(word, word_name(slot.name, word)) for word in slot.choices]


def as_stored(slot: Slot, value: Any) -> Any:
    return format(value, "f") if slot.sort is Sort.DECIMAL else value


class WithdrawForm(Styled):
    """Why a row is taken out of force."""

    reason = LongField(label=gettext_lazy("Reason"), max_length=200, rows=2)


class SuspendForm(PaperForm):
    """How long the steps of a rule rest, and by which paper."""

    valid_from = DayField(label=gettext_lazy("Suspended from"))
    valid_to = DayField(label=gettext_lazy("Suspended until"))
