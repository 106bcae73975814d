"""Which applications a list, its export and a figure's rows show."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.aid import kinds
from niudai.assistance.aid.models import AidApplication, Stage
from niudai.casework.models import WorkItem
from niudai.funds.models import Source
from niudai.kernel.forms import DayField, Styled
from niudai.kernel.paths import within
from niudai.kernel.searching import found_by
from niudai.organisations.forms import OrganisationChoice
from niudai.organisations.models import Organisation

ALL = ("", _("All"))
EQUAL = ("kind", "track", "year", "source")


class ListFilters(Styled):
    """What the list is narrowed by; the export and the figures narrow by the same."""

    q = forms.CharField(
        label=_("Name or number"), required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: [ALL, *kinds.named()], required=False)
    stage = forms.ChoiceField(label=_("Stage"), choices=[ALL, *Stage.choices], required=False)
    track = forms.ChoiceField(
        label=_("Track"), choices=[ALL, *AidApplication.Track.choices], required=False
    )
    town = OrganisationChoice(label=_("Place"), required=False, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("All")
    )
    since = DayField(label=_("Decided from"), required=False)
    until = DayField(label=_("Decided until"), required=False)
    given = forms.BooleanField(label=_("Only what was given"), required=False)
    urgent = forms.BooleanField(label=_("Papers outstanding"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        towns = Organisation.objects.visible_to(actor).active().order_by("path")
        self.fields["town"].queryset = towns.filter(kind__in=["town", "zone", "industry"])
        self.fields["source"].queryset = Source.objects.visible_to(actor)
        self.fields["source"].label_from_instance = lambda source: source.title


def narrowed(
    query: QueryDict, actor: Actor
) -> tuple[ListFilters, QuerySet[AidApplication]]:  # fmt: skip
    form = ListFilters(query, actor=actor)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = AidApplication.objects.visible_to(actor)
    for name in EQUAL:
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if asked.get("stage"):
        rows = rows.at(asked["stage"])
    if asked.get("town"):
        rows = rows.filter(within(asked["town"].path, "organisation__path"))
    if asked.get("since"):
        rows = rows.filter(decided_on__gte=asked["since"])
    if asked.get("until"):
        rows = rows.filter(decided_on__lte=asked["until"])
    if asked.get("given"):
        rows = rows.arrived()
    if asked.get("urgent"):
        rows = rows.lacking_papers()
    if asked.get("q"):
        rows = rows.filter(pk__in=found_in(asked["q"], actor))
    return form, rows.light().select_related("organisation")


def found_in(words: str, actor: Actor) -> QuerySet[Any]:
    items = WorkItem.objects.visible_to(actor).filter(kind=AidApplication._meta.label_lower)
    return items.filter(found_by(words)).values("case_id")
