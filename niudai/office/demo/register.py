"""The mediation bodies of a laid-out city and the register of their mediators, in exact number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from niudai.disputes.models import MediationBody, Mediator
from niudai.kernel.bulk import load, reserve
from niudai.office.demo.firms import apportion
from niudai.office.demo.people import MALE, Worker, Workplace
from niudai.office.demo.planted import UNITS, share_of
from niudai.office.demo.units import Ground, Union, workplace
from niudai.organisations.models import Organisation

BODY = ("id", "organisation_id", "kind", "name", "address", "phone", "set_up_on")
MEDIATOR = ("body_id", "name", "sex", "born_on", "unit", "side", "is_chair", "chair_as",
            "full_time", "skills", "phone", "certificate", "training_hours", "appraisal", "since",
            "until", "status")  # fmt: skip
SKILLS = ("pay", "contract", "dismissal", "conditions", "recognition")
APPRAISALS = ("excellent", "good", "good", "good", "basic", "")
CITY, TOWN, VILLAGE = 8, 5, 2  # mediators of a public body


class Post(NamedTuple):
    """A body to be and how many sit on it."""

    organisation: int
    kind: str
    name: str
    unit: str
    place: Workplace
    seats: int


@dataclass(slots=True)
class Register:
    """Writes bodies and mediators; the numbers are those of the scale."""

    ground: Ground

    def put(self) -> tuple[int, int]:
        posts = self.posts()
        keys = reserve(MediationBody, len(posts))
        bodies = load(MediationBody, BODY, map(self.body, keys, posts))
        return bodies, load(Mediator, MEDIATOR, self.mediators(keys, posts))

    def posts(self) -> list[Post]:
        """City, towns, villages; the other bodies are committees of the biggest enterprises."""
        scale, found = self.ground.layout.scale, list(self.public())
        left = scale.bodies - len(found)
        ranked = sorted(self.ground.unions, key=lambda union: -union.firm.members)[:left]
        seats = scale.mediators - sum(post.seats for post in found)
        # Both sides equal (企业劳动争议协商调解规定 §15): seats are given out in pairs, at least
        # one to each; an odd one goes to the city.
        shares = apportion(
            seats // 2 - len(ranked), [min(union.firm.members, 400) + 40 for union in ranked]
        )
        found[0] = found[0]._replace(seats=found[0].seats + seats % 2)
        return found + [
            self.committee(union, 2 + 2 * share)
            for union, share in zip(ranked, shares, strict=True)
        ]

    def public(self) -> Iterator[Post]:
        ground = self.ground
        anywhere = workplace(ground.layout.places[0], since=ground.today)._replace(women=0.5)
        yield Post(
            ground.federation.pk, "city", "江阴市劳动关系联合调处中心", "江阴市总工会", anywhere,
            CITY,
        )  # fmt: skip
        towns = Organisation.objects.filter(parent=ground.federation).select_related("division")
        for town in towns.order_by("path"):
            yield Post(
                town.pk, "town", f"{town.division}劳动争议调解中心", town.short_name, anywhere, TOWN
            )
        known = {place.code: place for place in ground.layout.places}
        for code, village in ground.places.items():
            place = workplace(known[code], since=ground.today)._replace(women=0.5)
            name = f"{village.short_name}调解室"
            yield Post(village.pk, "village", name, village.short_name, place, VILLAGE)

    def committee(self, union: Union, seats: int) -> Post:
        firm = union.firm
        return Post(
            union.pk, "enterprise", f"{firm.short}劳动争议调解委员会", firm.name,
            workplace(firm.place, firm, since=firm.opened_on), seats,
        )  # fmt: skip

    def body(self, key: int, post: Post) -> tuple[object, ...]:
        chance, today = self.ground.chance, self.ground.today
        return (
            key, post.organisation, post.kind, post.name,
            f"{post.place.street}{chance.randrange(1, 200)}号",
            f"0510-860{chance.randrange(100_000):05d}",
            today - timedelta(days=chance.randrange(800, 4000)),
        )  # fmt: skip

    def mediators(self, keys: list[int], posts: list[Post]) -> Iterator[tuple[object, ...]]:
        """Each term is of three years and runs, but for the last few of the list."""
        expired = share_of(UNITS["expired_mediators"], self.ground.layout.scale)
        left = self.ground.layout.scale.mediators
        for key, post in zip(keys, posts, strict=True):
            for number in range(post.seats):
                yield self.mediator(key, post, number, over=left <= expired)
                left -= 1

    def mediator(self, key: int, post: Post, number: int, *, over: bool) -> tuple[object, ...]:
        ground, chance = self.ground, self.ground.chance
        person = grown(ground, post.place)
        since = ground.today - timedelta(days=chance.randrange(60, 1000) + (1200 if over else 0))
        chair, side = number == 0, "neutral"
        if post.kind == "enterprise":
            side = ("worker", "employer")[number % 2]
        chair_as = ("union" if post.kind == "enterprise" else "both") if chair else ""
        return (
            key, person.name, "M" if person.sex == MALE else "F", person.born_on, post.unit, side,
            chair, chair_as, post.kind in {"city", "town"} and number < 2,
            sorted(chance.sample(SKILLS, k=chance.randrange(1, 4))), person.phone,
            f"澄调证第{key:05d}{number:02d}号", chance.randrange(0, 60), chance.choice(APPRAISALS),
            since, since + timedelta(days=1096), "active",
        )  # fmt: skip


def grown(ground: Ground, place: Workplace) -> Worker:
    """Old enough for the register."""
    person = ground.somebody(place)
    while person.born_on.year > ground.today.year - 26:
        person = ground.somebody(place)
    return person
