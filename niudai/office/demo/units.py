"""The units of a laid-out city put into the database: unions, groups, employers, officers."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from django.conf import settings

from niudai.kernel.bulk import change, load, reserve
from niudai.kernel.paths import child
from niudai.office.demo.firms import Firm, Layout, Place
from niudai.office.demo.people import FEMALE, People, Worker, Workplace
from niudai.office.demo.planted import Seat
from niudai.organisations.federations import TOWNS, VILLAGES, county_page, town_of
from niudai.organisations.models import Division, Employer, Officer, Organisation, Span

DIVISIONS = Path(settings.BASE_DIR) / "niudai/organisations/data/jiangyin-divisions.csv"
UNION = ("id", "parent_id", "path", "kind", "name", "short_name", "division_id", "status",
         "dissolved_on", "last_unit", "founded_on", "form", "unit_category", "term_from",
         "term_until", "credit_code", "certified_on", "certified_until")  # fmt: skip
SPAN = ("organisation_id", "parent_id", "kind", "name", "short_name", "status", "since",
        "until")  # fmt: skip
ABOVE = ("last_unit", "founded_on", "form", "term_from", "term_until")
EMPLOYER = ("name", "credit_code", "credit_code_proof", "organisation_id", "union_id",
            "division_id", "industry", "ownership", "size", "workers", "opened_on", "address",
            "contact", "phone")  # fmt: skip
OFFICER = ("organisation_id", "name", "post", "phone", "since", "until")
Kind, Post = Organisation.Kind, Officer.Post
CATEGORIES = {"private": "170", "foreign": "300", "collective": "120", "state": "151",
              "other": "190"}  # fmt: skip
NETWORK_FROM = date(2005, 1, 1)  # the unions of towns and villages stand since
REGISTERED = 0.6  # of the enterprise unions, as legal persons


class Term(NamedTuple):
    """The days of a committee; five years or three."""

    begun: date
    until: date


@dataclass(frozen=True, slots=True)
class Union:
    """A union of a firm as it stands in the tree."""

    pk: int
    path: str
    firm: Firm
    above: int
    founded_on: date
    term: Term
    ended_on: date | None = None


@dataclass(slots=True)
class Ground:
    """The tree a layout is put on: the unions of its places, and those put beneath them."""

    layout: Layout
    federation: Organisation
    places: dict[str, Organisation]  # by the code of the village
    people: People
    chance: Random
    unions: list[Union] = field(default_factory=list)
    dissolved: list[Union] = field(default_factory=list)
    terms: dict[int, Term] = field(default_factory=dict)  # of the unions of places, by key
    # Officers and mediators are people, too, with numbers behind those of the members.
    extra: Iterator[int] = field(default_factory=count)

    @property
    def today(self) -> date:
        return self.people.today

    def somebody(self, place: Workplace) -> Worker:
        return self.people.worker(next(self.extra), place)


def places() -> list[Place]:
    """Every village and community with a union, in the order of the tree."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    page = county_page(settings.NIUDAI_PLACE)
    names = {row["code"]: row["name"] for row in rows if row["level"] in TOWNS}
    found = []
    for row in rows:
        if row["level"] in VILLAGES:
            town = town_of(Division(code=row["code"], parent_id=row["parent_code"]), page)
            if town:
                found.append(Place(row["code"], row["name"], town, names[town]))
    return sorted(found, key=lambda place: (place.town, place.code))


def workplace(place: Place, firm: Firm | None = None, *, since: date) -> Workplace:
    """A firm's, or that of the village's own union with its couriers and small shops."""
    street = f"{place.town_name}示例路"
    if firm is None:
        return Workplace(0.35, 0.5, since, street, shops=0, platform=True)
    return Workplace(
        firm.industry.women, firm.industry.migrants, firm.opened_on, street,
        shops=max(1, firm.groups or firm.members // 60),
    )  # fmt: skip


def put_unions(ground: Ground) -> int:
    """The unions of firms beneath their villages, dissolved ones among them, and their groups."""
    layout = ground.layout
    last = {code: union.last_unit for code, union in ground.places.items()}
    keys = iter(reserve(Organisation, sum(1 + firm.groups for firm in layout.everybody)))
    rows = []
    for firm in layout.everybody:
        above = ground.places[firm.place.code]
        last[firm.place.code] += 1
        gone = "dissolved_unions" in firm.faults
        union = Union(
            next(keys), child(above.path, last[firm.place.code]), firm, above.pk,
            founded_on(firm, ground), drawn_term(ground, expired="expired_terms" in firm.faults),
            ground.today - timedelta(days=200) if gone else None,
        )  # fmt: skip
        (ground.dissolved if gone else ground.unions).append(union)
        rows.append(union_row(union, ground.chance))
        rows += [group_row(next(keys), union, number) for number in range(1, firm.groups + 1)]
    finish_places(ground, last)
    load(Span, SPAN, (span for row in rows for span in spans(dict(zip(UNION, row, strict=True)))))
    return load(Organisation, UNION, rows)


def founded_on(firm: Firm, ground: Ground) -> date:
    """Within three years of the opening of the firm."""
    later = firm.opened_on + timedelta(days=ground.chance.randrange(60, 1000))
    return min(later, ground.today - timedelta(days=300))


def drawn_term(ground: Ground, *, expired: bool = False) -> Term:
    """Of three years or five, running or, where that is planted, over."""
    years = ground.chance.choice((3, 5))
    begun = ground.today - timedelta(days=ground.chance.randrange(30, years * 365 - 30))
    if expired:
        begun -= timedelta(days=years * 365)
    return Term(begun, begun + timedelta(days=years * 365))


def union_row(union: Union, chance: Random) -> tuple[object, ...]:
    firm, term = union.firm, union.term
    registered = not union.ended_on and chance.random() < REGISTERED
    return (
        union.pk, union.above, union.path, Kind.ENTERPRISE, f"{firm.name}工会", f"{firm.short}工会",
        firm.place.code, "dissolved" if union.ended_on else "active", union.ended_on, firm.groups,
        union.founded_on, "single", CATEGORIES[firm.ownership], term.begun, term.until,
        firm.union_code if registered else "",
        *((term.begun, term.until) if registered else (None, None)),
    )  # fmt: skip


def group_row(key: int, union: Union, number: int) -> tuple[object, ...]:
    firm = union.firm
    return (
        key, union.pk, child(union.path, number), Kind.GROUP, f"{firm.name}工会第{number}小组",
        f"{firm.short}第{number}组", firm.place.code, "active", None, 0, union.founded_on, "", "",
        None, None, "", None, None,
    )  # fmt: skip


def spans(union: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """What the history of the tree says of a union: active, and dissolved from a day on."""
    facts = tuple(union[name] for name in ("id", "parent_id", "kind", "name", "short_name"))
    ended = union["dissolved_on"]
    yield (*facts, "active", union["founded_on"], ended)
    if ended:
        yield (*facts, "dissolved", ended, None)


def finish_places(ground: Ground, last: dict[str, int]) -> None:
    """What the unions above need: the last number given, a founding day, a term."""
    rows = []
    for code, union in ground.places.items():
        ground.terms[union.pk] = term = drawn_term(ground)
        rows.append((union.pk, last[code], NETWORK_FROM, "regional", *term))
    towns = Organisation.objects.filter(kind__in=[Kind.FEDERATION, Kind.TOWN, Kind.ZONE])
    for union in towns.order_by("path"):
        ground.terms[union.pk] = term = drawn_term(ground)
        rows.append((union.pk, union.last_unit, NETWORK_FROM, "regional", *term))
    change(Organisation, ABOVE, rows)
    Span.objects.update(since=NETWORK_FROM)


def put_employers(ground: Ground) -> int:
    """The employers of the unions and those that have none; a village answers for these."""
    rows = [employer(ground, union.firm, union.pk, union.pk) for union in ground.unions]
    rows += [
        employer(ground, firm, ground.places[firm.place.code].pk, None)
        for firm in ground.layout.bare
    ]
    return load(Employer, EMPLOYER, rows)


def employer(ground: Ground, firm: Firm, answering: int, union: int | None) -> tuple[object, ...]:
    contact = ground.somebody(workplace(firm.place, firm, since=firm.opened_on))
    proof = "营业执照原件（示例）" if "wrong_credit_codes" in firm.faults else ""
    number = ground.chance.randrange(1, 400)
    return (
        firm.name, firm.credit_code, proof, answering, union, firm.place.code, firm.industry.code,
        firm.ownership, firm.size, firm.workers, firm.opened_on,
        f"{firm.place.town_name}示例工业集中区{number}号", contact.name, contact.phone,
    )  # fmt: skip


# --- officers ------------------------------------------------------------------------------


def put_officers(ground: Ground) -> int:
    """Committees of every union by its size; chairs missing or past their term as planted."""
    return load(Officer, OFFICER, officers(ground))


def officers(ground: Ground) -> Iterator[tuple[object, ...]]:
    known = {place.code: place for place in ground.layout.places}
    anywhere = workplace(ground.layout.places[0], since=NETWORK_FROM)
    sites = {
        union.pk: workplace(known[code], since=NETWORK_FROM)
        for code, union in ground.places.items()
    }
    for pk, term in ground.terms.items():
        posts: list[str] = [Post.CHAIR, Post.WOMEN]
        yield from committee(ground, pk, sites.get(pk, anywhere), posts, term)
    for union in ground.unions:
        place = workplace(union.firm.place, union.firm, since=union.firm.opened_on)
        yield from committee(ground, union.pk, place, posts_of(union.firm), union.term)


def posts_of(firm: Firm) -> list[str]:
    """A chair alone in the smallest; from 25 members a committee (工会法 §11)."""
    posts: list[str] = [] if "unions_without_chair" in firm.faults else [Post.CHAIR]
    if firm.members >= 25:
        posts += [Post.FINANCE, Post.WOMEN, Post.AUDIT]
    if firm.members >= 200:
        posts += [Post.VICE_CHAIR, Post.COMMITTEE, Post.COMMITTEE]
    return posts


def committee(
    ground: Ground, union: int, place: Workplace, posts: list[str], term: Term
) -> Iterator[tuple[object, ...]]:
    """One term for all of them."""
    for post in posts:
        person = ground.somebody(place)
        while post == Post.WOMEN and person.sex != FEMALE:
            person = ground.somebody(place._replace(women=1))
        yield union, person.name, post, person.phone, *term


def seats(ground: Ground) -> list[Seat]:
    """Where the members sit, in the order of the tree."""
    beneath = defaultdict(list)
    for union in [*ground.unions, *ground.dissolved]:
        beneath[union.firm.place.code].append(union)
    found = []
    for place, members in zip(ground.layout.places, ground.layout.at_villages, strict=True):
        village = ground.places[place.code]
        own = workplace(place, since=date(2018, 3, 1))
        found.append(Seat(village.pk, village.path, place.town, members, own))
        found += [
            Seat(union.pk, union.path, place.town, union.firm.members,
                 workplace(place, union.firm, since=union.firm.opened_on))
            for union in sorted(beneath[place.code], key=lambda each: each.path)
        ]  # fmt: skip
    return found
