"""Forms of collective agreements."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.agreements.models import CollectiveAgreement
from niudai.kernel.forms import DayField, PastDayField, Styled
from niudai.kernel.paths import within
from niudai.kernel.searching import found_by
from niudai.organisations.models import Employer, Organisation

EMPTY = [("", _("All"))]
NONE = ("", "—")


class EmployerField(forms.CharField):
    """An employer the person may see, by its full name or its credit code."""

    actor: Actor

    def clean(self, value: Any) -> Any:
        word = super().clean(value).strip()
        if not word:
            return None
        rows = Employer.objects.visible_to(self.actor)
        found = list(rows.filter(credit_code=word)[:1]) or list(rows.filter(name=word)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("No employer in your place has this full name or credit code, or several have.")
            )
        return found[0]


class AgreementForm(Styled):
    name = forms.CharField(label=_("Name of the agreement"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=[NONE, *CollectiveAgreement.Kind.choices])
    scope = forms.ChoiceField(label=_("Scope"), choices=CollectiveAgreement.Scope.choices)
    employer = EmployerField(
        label=_("Employer"), max_length=120, required=False,
        help_text=_("Full name or credit code; empty for a region or an industry."),
    )  # fmt: skip
    signed_on = PastDayField(label=_("Signed on"))
    since = DayField(label=_("In force from"))
    until = DayField(label=_("In force until"))
    filed_on = PastDayField(label=_("Filed on"), required=False)
    file_number = forms.CharField(label=_("File number"), max_length=60, required=False)
    employers_covered = forms.IntegerField(
        label=_("Employers covered"), min_value=1, max_value=100_000, initial=1
    )
    workers_covered = forms.IntegerField(
        label=_("Workers covered"), min_value=0, max_value=2_000_000
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].actor = by


class EndForm(Styled):
    on = PastDayField(label=_("Ended on"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class AgreementFilters(Styled):
    q = forms.CharField(
        label=_("Name, employer or file number"), required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    under = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[*EMPTY, *CollectiveAgreement.Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[*EMPTY, ("running", _("In force")), ("unfiled", _("Not filed")),
                 ("over", _("Over"))],
    )  # fmt: skip

    def narrowed(self, by: Actor) -> QuerySet[CollectiveAgreement]:
        self.is_valid()
        asked, today = self.cleaned_data, timezone.localdate()
        rows = CollectiveAgreement.objects.visible_to(by)
        if asked.get("q"):
            rows = rows.filter(found_by(asked["q"]) | found_by(asked["q"], "employer__search"))
        if asked.get("under"):
            unit = Organisation.objects.visible_to(by).filter(pk=asked["under"]).first()
            rows = rows.filter(within(unit.path if unit else "", "organisation__path"))
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("state") == "running":
            rows = rows.in_force(today)
        if asked.get("state") == "unfiled":
            rows = rows.filter(filed_on=None, until__gte=today)
        if asked.get("state") == "over":
            rows = rows.filter(until__lt=today)
        return rows
