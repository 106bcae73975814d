"""What is asked on the pages of the rulebook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import DayField, Styled
from niudai.rulebook.in_words import role_name, status_name, subject_name
from niudai.rulebook.rules import Confidence, Role, Rule, Status, all_rules

ANY = ("", _("all"))


class FilterForm(Styled):
    """Which rules to list; an empty field means all."""

    q = forms.CharField(label=_("Find"), required=False, max_length=60)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    role = forms.ChoiceField(label=_("Whose"), required=False)
    confidence = forms.ChoiceField(label=_("Confidence"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subjects = dict.fromkeys(rule.subject for rule in all_rules())
        self.offer("subject", [(name, subject_name(name)) for name in subjects])
        self.offer("role", [(role.value, role_name(role)) for role in Role])
        self.offer("confidence", [(mark.value, mark.value) for mark in Confidence])
        self.offer("status", [(status.value, status_name(status)) for status in Status])

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared just above)
        field.choices = [ANY, *choices]

    def chosen(self) -> list[Rule]:
        """The rules that fit; a wrong choice in the address filters nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        words = wanted.get("q", "").casefold().split()
        return [
            rule
            for rule in all_rules()
            if all(fits(rule, name, wanted.get(name, "")) for name in FILTERS)
            and all(word in searched(rule) for word in words)
        ]


FILTERS = ("subject", "role", "confidence", "status")


def fits(rule: Rule, name: str, wanted: str) -> bool:
    return not wanted or getattr(rule, name) == wanted


def searched(rule: Rule) -> str:
    return " ".join((rule.id, rule.title_zh, rule.title_en, rule.basis)).casefold()


class TryForm(Styled):
    """One date put before a clock, as on the command line."""

    start = DayField(label=_("Counted from"))
    pause_from = DayField(label=_("Pause from"), required=False)
    pause_until = DayField(label=_("Pause until"), required=False)
    extended = forms.IntegerField(label=_("Extended by"), required=False, min_value=1)
    restart = DayField(label=_("Begun anew on"), required=False)

    def course(self) -> dict[str, Any]:
        """Pauses, extension and restart for `reckon`."""
        asked = self.cleaned_data
        pauses = [(asked["pause_from"], asked["pause_until"])] if asked["pause_from"] else []
        return {
            "pauses": pauses,
            "extended": asked["extended"],
            "restart": asked["restart"],
        }
