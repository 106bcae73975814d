"""One field that finds cases, people, employers and organisations within the reader's scope."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.models import WorkItem
from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.searching import found_by
from niudai.membership.models import Person
from niudai.membership.searching import is_number, people_found
from niudai.organisations.models import Employer, Organisation

SHOWN = 20

Telling = Callable[[Any], dict[str, str]]
Kind = tuple[str, QuerySet[Any], Telling]


@require_safe
@requires(Permission.WORK_VIEW)
def search(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    groups = found(request, query) if query else []
    context = {"q": query, "groups": groups, "shown": SHOWN}
    return render(request, "office/search.html", context)


def found(request: Request, query: str) -> list[dict[str, Any]]:
    """What fits, by its kind; each kind costs one query that reads what the page shows."""
    actor = request.actor
    work = WorkItem.objects.visible_to(actor).only(
        "title", "reference", "stage_name", "url", "organisation__name", "organisation__short_name"
    )
    employers = Employer.objects.visible_to(actor).only("name")
    kinds: list[Kind] = [
        (_("Cases"), work.select_related("organisation").order_by("-opened_on", "-pk"), of_work),
        (_("Employers"), employers.order_by("name", "pk"), of_name),
    ]
    unions = Organisation.objects.visible_to(actor).only("name", "short_name")
    bodies = MediationBody.objects.visible_to(actor).only("name")
    mediators = Mediator.objects.visible_to(actor).select_related("body").only("name", "body__name")
    named: list[Kind] = [
        (_("Unions"), unions.order_by("path"), of_name),
        (_("Mediation bodies"), bodies.order_by("name", "pk"), of_name),
        (_("Mediators"), mediators.order_by("name", "pk"), of_mediator),
    ]
    groups = [people(request, query)] if actor.may(Permission.PERSON_VIEW) else []
    for title, rows, told in kinds if is_number(query) else [*kinds, *named]:
        groups.append(group(title, rows.filter(found_by(query)), told))
    return [each for each in groups if each["hits"]]


def people(request: Request, query: str) -> dict[str, Any]:
    """Persons by name or pinyin, by a whole number or phone, or by the end of a phone."""
    seen = Person.objects.visible_to(request.actor).select_related("organisation")
    rows = people_found(seen, query, by=request.actor).rows
    shown = rows.only("name", "standing", "organisation__name", "organisation__short_name")
    whole = f"{reverse('people')}?{urlencode({'q': query})}"
    return {**group(_("People"), shown.order_by("path", "pk"), of_person), "all": whole}


def group(title: str, rows: QuerySet[Any], told: Telling) -> dict[str, Any]:
    hits = list(rows[: SHOWN + 1])
    return {"title": title, "hits": [told(hit) for hit in hits[:SHOWN]], "more": len(hits) > SHOWN}


def of_name(hit: Any) -> dict[str, str]:
    return {"url": hit.get_absolute_url(), "label": hit.name}


def of_work(hit: WorkItem) -> dict[str, str]:
    return {
        "url": hit.url, "label": hit.title, "about": f"{hit.reference} · {hit.organisation}",
        "stage": _(hit.stage_name),
    }  # fmt: skip


def of_mediator(hit: Mediator) -> dict[str, str]:
    return {**of_name(hit), "about": str(hit.body)}


def of_person(hit: Person) -> dict[str, str]:
    return {**of_name(hit), "about": str(hit.organisation), "stage": hit.get_standing_display()}
