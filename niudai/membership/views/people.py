"""The list of people and one person's card."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.drawing import drawn
from niudai.kernel.labels import in_words
from niudai.kernel.listing import page_of
from niudai.kernel.masking import masked, masked_identity, masked_phone
from niudai.membership.card_history import history
from niudai.membership.forms import CODED, PeopleFilters
from niudai.membership.models import (
    Engagement,
    Membership,
    MembershipTransfer,
    Pair,
    Person,
    Standing,
)
from niudai.organisations.views.network import crumbs
from niudai.rulebook.codes import name_of

# What a line of the list shows: a whole record has sixty fields, five of them sealed.
SHOWN = (
    "pk", "name", "sex", "born_on", "standing", "counted", "number", "number_state", "phone",
    "path", "organisation__name", "organisation__short_name",
)  # fmt: skip


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.PERSON_VIEW)
def people(request: Request) -> HttpResponse:
    filters = PeopleFilters(request.GET, by=request.actor)
    rows = filters.narrowed().values_list(*SHOWN, named=True)
    page = page_of(
        rows, request.GET, order=["path"], count=filters.known_count(), limit=filters.limit
    )
    context = {
        "filters": filters,
        "page": page,
        "lines": drawn("membership/people_line.html", lines(page.rows)),
        "under": filters.units.get("under"),
        "query": request.GET.urlencode(),
        "narrowed": any(request.GET.get(name) for name in filters.fields),
        "may_edit": request.actor.may(Permission.PERSON_EDIT),
        "may_export": request.actor.may(Permission.PERSON_EXPORT),
    }
    part = "#rows" if request.headers.get("HX-Request") else ""
    return render(request, f"membership/people.html{part}", context)


def lines(people: list[Any]) -> Iterator[dict[str, str]]:
    """What the list shows of each row, in words."""
    today, listed = timezone.localdate(), reverse("people")
    sexes, standings = (in_words(Person._meta.get_field(name)) for name in ("sex", "standing"))
    wrong, doubtful = Person.NumberState.WRONG, warning(_("possible duplicate"))
    for person in people:
        years = age_on(today, person.born_on)
        yield {
            "url": f"{listed}{person.pk}/",
            "name": person.name,
            "sex": sexes.get(person.sex, person.sex),
            "age": "—" if years is None else str(years),
            "union": person.organisation__short_name or person.organisation__name,
            "standing": standings.get(person.standing, person.standing),
            "doubtful": "" if person.counted else doubtful,
            "number": masked_identity(person.number) or "—",
            "wrong": warning(wrong.label) if person.number_state == wrong else "",
            "phone": masked_phone(person.phone) or "—",
        }


def warning(words: str | Promise) -> SafeString:
    return format_html(' <span class="stage warn">{}</span>', words)


def age(person: Person) -> int | None:
    """Full years today; None when the birthday is not known."""
    return age_on(timezone.localdate(), person.born_on)


def age_on(today: date, born_on: date | None) -> int | None:
    if born_on is None:
        return None
    had_it = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had_it)


@require_safe
@requires(Permission.PERSON_VIEW)
def person(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    stays = list(
        Membership.objects.visible_to(request.actor)
        .filter(person=known)
        .select_related("organisation")
    )
    context = {
        "person": known,
        "age": age(known),
        "covered": covered(known),
        "traits": traits(known),
        "above": crumbs(request, known.organisation),
        "stays": stays,
        "open": next((stay for stay in stays if stay.until is None), None),
        "engagements": Engagement.objects.visible_to(request.actor)
        .filter(person=known)
        .select_related("organisation"),
        "transfers": MembershipTransfer.objects.visible_to(request.actor)
        .filter(person=known)
        .select_related("source", "target"),
        "pairs": Pair.objects.visible_to(request.actor).open().touching(known),
        "history": history(known),
        "standing": Standing,
        **allowed(request, known),
    }
    return render(request, "membership/person.html", context)


def found(request: Request, pk: int) -> Person:
    rows = Person.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def allowed(request: Request, known: Person) -> dict[str, bool]:
    """What this officer may do with this card."""
    may, at = request.actor.may, known.path
    return {
        "may_edit": may(Permission.PERSON_EDIT, at=at),
        "may_admit": may(Permission.PERSON_ADMIT, at=at),
        "may_reveal": may(Permission.PERSONAL_REVEAL, at=at),
        "may_see_health": may(Permission.PERSON_SENSITIVE, at=at),
    }


def covered(known: Person) -> dict[str, str]:
    """The covered fields as the card shows them before anything is revealed."""
    return {
        "number": masked_identity(known.number),
        "phone": masked_phone(known.phone),
        "card": masked(known.card),
        "address": masked(known.address, head=3, tail=0),
        "health": masked(known.health, tail=0),
    }


def traits(known: Person) -> list[tuple[str, str]]:
    """The coded facts somebody has entered, in words."""
    coded = [(title, name, getattr(known, name)) for name, title in CODED]
    return [(str(title), name_of(name, value)) for title, name, value in coded if value]
