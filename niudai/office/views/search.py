"""One field that finds cases, people, employers and organisations within the reader's scope."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
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


@require_safe
@requires(Permission.WORK_VIEW)
def search(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    groups = found(request, query) if query else []
    context = {"q": query, "groups": groups, "shown": SHOWN}
    return render(request, "office/search.html", context)


def found(request: Request, query: str) -> list[dict[str, Any]]:
    actor = request.actor
    kinds: list[tuple[str, QuerySet[Any]]] = [
        (_("Cases"), WorkItem.objects.visible_to(actor).select_related("organisation").order_by(
            "-opened_on", "-pk")),
        (_("Employers"), Employer.objects.visible_to(actor).order_by("name", "pk")),
    ]  # fmt: skip
    named: list[tuple[str, QuerySet[Any]]] = [
        (_("Unions"), Organisation.objects.visible_to(actor).order_by("path")),
        (_("Mediation bodies"), MediationBody.objects.visible_to(actor).order_by("name", "pk")),
        (_("Mediators"), Mediator.objects.visible_to(actor).select_related("body").order_by(
            "name", "pk")),
    ]  # fmt: skip
    groups = [people(request, query)] if actor.may(Permission.PERSON_VIEW) else []
    for title, rows in kinds if is_number(query) else [*kinds, *named]:
        hits = list(rows.filter(found_by(query))[: SHOWN + 1])
        groups.append(group(title, hits))
    return [each for each in groups if each["hits"]]


def group(title: str, hits: list[Any]) -> dict[str, Any]:
    return {"title": title, "hits": hits[:SHOWN], "more": len(hits) > SHOWN}


def people(request: Request, query: str) -> dict[str, Any]:
    """Persons by name or pinyin, by a whole number or phone, or by the end of a phone."""
    seen = Person.objects.visible_to(request.actor).select_related("organisation")
    found = people_found(seen, query, by=request.actor)
    return group(_("People"), list(found.rows.order_by("path", "pk")[: SHOWN + 1]))
