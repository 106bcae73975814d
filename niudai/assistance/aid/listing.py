"""Which applications a list, its export and a figure's rows show."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from niudai.access.actor import Actor
from niudai.assistance.aid.forms import ListFilters
from niudai.assistance.aid.models import AidApplication
from niudai.casework.models import WorkItem
from niudai.kernel.paths import within
from niudai.kernel.searching import found_by

EQUAL = ("kind", "stage", "track", "year", "source")


def narrowed(
    query: QueryDict, actor: Actor
) -> tuple[ListFilters, QuerySet[AidApplication]]:  # fmt: skip
    form = ListFilters(query, actor=actor)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = AidApplication.objects.visible_to(actor)
    for name in EQUAL:
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
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
        rows = rows.filter(pk__in=named(asked["q"], actor))
    return form, rows.light().select_related("organisation")


def named(words: str, actor: Actor) -> QuerySet[Any]:
    items = WorkItem.objects.visible_to(actor).filter(kind=AidApplication._meta.label_lower)
    return items.filter(found_by(words)).values("case_id")
