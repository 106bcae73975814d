"""What anyone may know of the union network: places, service sites, employers' names.

Nothing here belongs to a person. These are the only rows of this slice that leave without an actor.
"""

from collections.abc import Sequence

from django.db.models import Q

from niudai.kernel.paths import within
from niudai.kernel.searching import found_by
from niudai.organisations.models import Division, Employer, Organisation, ServiceSite

TOWNS = (Division.Level.STREET, Division.Level.TOWN, Division.Level.ZONE)
VILLAGES = (Division.Level.VILLAGE, Division.Level.COMMUNITY)
SHOWN = 8  # names of one search for an employer


def federation() -> Organisation | None:
    """The county federation; None before the first organisation is loaded."""
    return Organisation.objects.filter(kind=Organisation.Kind.FEDERATION).order_by("path").first()


def public_towns() -> list[Division]:
    """Towns and streets that have a union of their own."""
    served = Organisation.objects.filter(
        kind__in=[Organisation.Kind.TOWN, Organisation.Kind.ZONE],
        status=Organisation.Status.ACTIVE,
    )
    return list(
        Division.objects.filter(level__in=TOWNS, code__in=served.values("division")).order_by(
            "code"
        )
    )


def public_villages(town: str) -> list[Division]:
    """Villages of the town, and those of a statistical zone whose unions stand beneath it."""
    unions = Organisation.objects.active().filter(
        kind=Organisation.Kind.VILLAGE, parent__division=town
    )
    lying = Q(parent=town, parent__level__in=TOWNS) | Q(code__in=unions.values("division"))
    return list(Division.objects.filter(lying, level__in=VILLAGES).order_by("code"))


def public_sites(town: str = "") -> list[ServiceSite]:
    """Service sites of a town, and always those of the whole city; all of them without a town."""
    sites = ServiceSite.objects.open_to_the_public().select_related("organisation__division")
    if not town:
        return list(sites)
    kinds = [Organisation.Kind.TOWN, Organisation.Kind.ZONE]
    union = Organisation.objects.active().filter(division=town, kind__in=kinds).first()
    there = within(union.path if union else "", "organisation__path")
    return list(sites.filter(there | Q(organisation__kind=Organisation.Kind.FEDERATION)))


def employers_named(text: str) -> list[Employer]:
    """A few employers whose name holds the text; fewer than two characters find none."""
    text = text.strip()
    if len(text) < 2:
        return []
    found = Employer.objects.filter(found_by(text)).select_related("organisation", "division")
    # Its full name finds an employer even where many others contain it.
    exact = list(found.filter(name=text)[:SHOWN])
    return (exact + list(found.exclude(name=text)[:SHOWN]))[:SHOWN]


def unions_named(text: str) -> list[Organisation]:
    """A few active unions whose name holds the text: what a member may be transferred to."""
    text = text.strip()
    if len(text) < 2:
        return []
    found = Organisation.objects.active().filter(found_by(text))
    exact = list(found.filter(name=text)[:SHOWN])
    return (exact + list(found.exclude(name=text)[:SHOWN]))[:SHOWN]


def unions_called(name: str) -> list[Organisation]:
    """The active unions of exactly this full or short name; two at most, enough to know."""
    called = Q(name=name) | Q(short_name=name)
    return list(Organisation.objects.active().filter(called).order_by("path")[:2])


def employer_numbered(pk: int) -> Employer | None:
    return Employer.objects.select_related("organisation", "division").filter(pk=pk).first()


def answering_for(division: str) -> Organisation | None:
    """The union of the village; for want of one that of its town, then the federation."""
    place = Division.objects.filter(pk=division).first()
    kinds = {
        **dict.fromkeys(VILLAGES, (Organisation.Kind.VILLAGE,)),
        **dict.fromkeys(TOWNS, (Organisation.Kind.TOWN, Organisation.Kind.ZONE)),
    }
    while place is not None:
        unions = Organisation.objects.filter(
            division=place,
            kind__in=kinds.get(Division.Level(place.level), (Organisation.Kind.FEDERATION,)),
            status=Organisation.Status.ACTIVE,
        )
        if union := unions.order_by("path").first():
            return union
        place = place.parent
    return federation()


def union_of_trade(division: str, words: Sequence[str]) -> Organisation | None:
    """The union that takes a trade in: an industry union named after it, or whoever answers.

    The town's own one comes first, then the federation's; `words` are tried in their order.
    """
    answering = answering_for(division)
    named = Organisation.objects.active().filter(kind=Organisation.Kind.INDUSTRY)
    while answering is not None:
        for word in words:
            if union := named.filter(parent=answering, name__contains=word).first():
                return union
        answering = answering.parent
    return answering_for(division)
