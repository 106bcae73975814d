"""A city of any scale, stage by stage. All of it or nothing: the caller holds the transaction."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from random import Random
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from niudai.access.actor import CLOCK
from niudai.audit.log import record
from niudai.disputes.models import MediationBody
from niudai.kernel.bulk import load, roomy
from niudai.membership.duplicates.finding import find_pairs
from niudai.membership.tallying import recount_all
from niudai.notices.models import Notice
from niudai.office.demo import city as demo
from niudai.office.demo.agreements import sign
from niudai.office.demo.aid import help_households
from niudai.office.demo.cases import STORIES, tell_all
from niudai.office.demo.city import City
from niudai.office.demo.desk import receive_visitors
from niudai.office.demo.firms import INDUSTRIES, lay_out
from niudai.office.demo.formations import WAY, tell_formations
from niudai.office.demo.funds import move_money
from niudai.office.demo.giving import give_and_take
from niudai.office.demo.hardship import tell_hardship
from niudai.office.demo.joinings import tell_joinings
from niudai.office.demo.keeping import tell_keeping
from niudai.office.demo.members import Census
from niudai.office.demo.people import ROOM, People, Workplace
from niudai.office.demo.planted import Roster, Seat, promised, units_promised
from niudai.office.demo.register import Register
from niudai.office.demo.rules import enter_rules
from niudai.office.demo.scale import Scale
from niudai.office.demo.units import (
    DIVISIONS,
    Ground,
    places,
    put_employers,
    put_officers,
    put_unions,
    seats,
    workplace,
)
from niudai.office.demo.warmth import warm_up
from niudai.organisations.actions.divisions import load_divisions
from niudai.organisations.actions.federation import set_up_federation
from niudai.organisations.division_file import read_divisions
from niudai.organisations.models import Employer, Organisation, ServiceSite

SITE = ("organisation_id", "name", "kind", "address", "hours", "phone")


class Step(NamedTuple):
    """How far a stage is. The last step of a stage has `done` equal to `total`."""

    stage: str
    done: int
    total: int


class Builder:
    """Builds one city. `census` and `city` can be read once the steps are through."""

    def __init__(self, seed: int, today: date) -> None:
        self.seed, self.today = seed, today
        self.chance = Random(seed)  # noqa: S311 an invented city needs no secrets
        self.people = People(seed, today)
        self.planted: dict[str, int] = {}
        self.census: Census | None = None
        self.city: City

    def demo(self) -> Iterator[Step]:
        """Two towns by the actions an officer uses, and the people of their unions."""
        self.city = demo.build(self.chance, self.today)
        self.noted("units", Organisation.objects.count())
        yield Step("units", 1, 1)
        yield from self.put_people(self.seats_of_demo())
        self.noted("agreements", sign(self.city.employers, self.chance, self.today))
        find_pairs(by=CLOCK)  # larger cities leave it to the night's work
        yield from self.tell(farthest=len(WAY))
        # What was told in the past has arrived: the screen keeps the sign-ins.
        Notice.objects.filter(delivered_at=None, failed_at=None).update(delivered_at=timezone.now())

    def scaled(self, scale: Scale, *, people: bool = True) -> Iterator[Step]:
        """Everything in sets of rows; only the accounts and the disputes go through actions."""
        roomy()
        ground = self.lay_ground(scale)
        for stage, put in (("unions", put_unions), ("employers", put_employers),
                           ("officers", put_officers)):  # fmt: skip
            done = put(ground)
            self.noted(stage, done)
            yield Step(stage, done, done)
        self.planted |= units_promised(scale)
        if people:
            yield from self.put_people(seats(ground))
            forgotten = sum(firm.members for firm in ground.layout.dissolved)
            self.planted["members_in_dissolved_unions"] = forgotten
        bodies, mediators = Register(ground).put()
        self.noted("register", mediators, bodies=bodies)
        yield Step("register", mediators, mediators)
        put_sites(ground)
        self.city = self.two_towns(ground)
        demo.add_accounts(self.city, self.today)
        # Nobody is approved: the number of unions is that of the scale.
        yield from self.tell(farthest=len(WAY) - 1)

    def lay_ground(self, scale: Scale) -> Ground:
        load_divisions(read_divisions(DIVISIONS.read_bytes()), by=CLOCK)
        set_up_federation(settings.NIUDAI_PLACE, standing_since=demo.STANDING_SINCE, by=CLOCK)
        federation = Organisation.objects.get(kind=Organisation.Kind.FEDERATION)
        layout = lay_out(scale, places(), self.seed, self.today)
        chosen = {place.code for place in layout.places}
        villages = Organisation.objects.filter(
            kind=Organisation.Kind.VILLAGE, division__in=chosen
        ).order_by("path")
        return Ground(
            layout, federation, {each.division_id: each for each in villages}, self.people,
            self.chance, extra=count(ROOM // 2),
        )  # fmt: skip

    def put_people(self, seats: list[Seat]) -> Iterator[Step]:
        self.census = census = Census(Roster(self.people, seats, self.seed))
        for done in census.put():
            yield Step("people", done, census.total)
        recount_all()
        self.noted(
            "people", census.total, active=census.roster.total, kept=census.kept, left=census.left
        )
        self.planted |= promised(census.roster.total)

    def tell(self, *, farthest: int) -> Iterator[Step]:
        done = enter_rules(self.today)
        yield Step("rules", done, done)
        for done, _reference in enumerate(tell_all(self.city, self.chance, self.today), start=1):
            yield Step("disputes", done, STORIES)
        done = tell_formations(self.chance, self.today, farthest=farthest)
        yield Step("union cases", done, done)
        done = tell_joinings(self.chance, self.today)
        yield Step("applications and transfers", done, done)
        done = move_money(self.city.federation, self.chance, self.today)
        yield Step("batches of money", done, done)
        done = tell_hardship(self.city.federation, self.chance, self.today)
        yield Step("hardship files", done, done)
        done = tell_keeping(self.city.federation, self.today)
        yield Step("hardship files kept", done, done)
        done = help_households(self.city.federation, self.chance, self.today)
        yield Step("applications for aid", done, done)
        done = receive_visitors(self.chance, self.today)
        done += warm_up(self.city.federation, self.chance, self.today)
        done += give_and_take(self.city.federation, self.chance, self.today)
        yield Step("visitors, visits and needs", done, done)

    def seats_of_demo(self) -> list[Seat]:
        """Everybody who works where there is a union, and some at the villages themselves."""
        industries = {industry.code: industry for industry in INDUSTRIES}
        known = {place.code: place for place in places()}
        found = []
        for village in self.city.villages:
            place = known[village.division_id]
            own = workplace(place, since=date(2018, 3, 1))
            found.append(Seat(village.pk, village.path, place.town, 9, own))
        for employer in Employer.objects.select_related("union").order_by("pk"):
            if union := employer.union:
                industry, place = industries[employer.industry], known[employer.division_id]
                opened_on = employer.opened_on or self.today
                own = Workplace(
                    industry.women, industry.migrants, opened_on,
                    f"{place.town_name}示例路", max(1, employer.workers // 40),
                )  # fmt: skip
                found.append(Seat(union.pk, union.path, place.town, employer.workers, own))
        return sorted(found, key=lambda seat: seat.path)

    def two_towns(self, ground: Ground) -> City:
        """What the accounts and the disputes need: the same two towns as in the demo city."""
        federation = Organisation.objects.get(pk=ground.federation.pk)
        towns = list(
            Organisation.objects.filter(division__in=demo.FULL_TOWNS, parent=federation)
            .order_by("-path")
        )  # fmt: skip
        villages = list(Organisation.objects.filter(parent__in=towns).order_by("path"))
        firms = Employer.objects.filter(
            organisation__parent__in=villages, credit_code_proof=""
        ).exclude(union=None)
        return City(
            federation, towns, villages, list(firms.order_by("pk")[: demo.EMPLOYERS_A_TOWN * 2]),
            list(MediationBody.objects.filter(kind__in=["city", "town", "village"])
                 .select_related("organisation").order_by("pk")),
        )  # fmt: skip

    def noted(self, stage: str, rows: int, **more: Any) -> None:
        """One entry a stage: the log says where these rows come from."""
        federation = Organisation.objects.get(kind=Organisation.Kind.FEDERATION)
        record("office.seed_city", federation, by=CLOCK, stage=stage, rows=rows, **more)


def put_sites(ground: Ground) -> None:
    towns = Organisation.objects.filter(parent=ground.federation).select_related("division")
    rows = [(ground.federation.pk, "江阴市职工服务中心", "centre", "澄江街道示例路12号")]
    rows += [
        (town.pk, f"{town.division}职工服务站", "station", f"{town.division}示例街8号")
        for town in towns.order_by("path")
    ]
    rows += [
        (village.pk, f"{village.short_name}帮扶点", "point", f"{village.short_name}示例路1号")
        for village in ground.places.values()
    ]
    load(ServiceSite, SITE, ((*row, "周一至周五 8:30–17:00", "0510-86000000") for row in rows))
