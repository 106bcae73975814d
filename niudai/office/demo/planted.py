"""Faults, duplicates and near misses planted on purpose, in known number.

A bench or a test asks `promised` for the numbers of a scale and `Roster.pairs` for the rows. No row
has two of them, so each plain check finds exactly what `found_by_checks` says.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

from niudai.office.demo.people import (
    MALE,
    People,
    Worker,
    Workplace,
    another_birth,
    check_digit,
    same_sound,
)
from niudai.office.demo.scale import MEMBERS_OF_ALL, Scale

# How many of each at 700,000 members; smaller cities have their share, at least one.
FAULTS = {
    "number_wrong": 4_200, "number_old": 1_400, "number_missing": 2_100, "phone_missing": 2_800,
    "nation_missing": 1_400, "joined_on_missing": 1_400,
}  # fmt: skip
# The same human being twice …
DUPLICATES = {"same_number": 2_800, "typo_in_number": 2_100, "same_sound": 1_400}
# … and two human beings who look like one.
NEAR_MISSES = {"twins": 700, "namesakes": 1_400}
UNITS = {
    "unions_without_chair": 140, "expired_terms": 350, "dissolved_unions": 14,
    "wrong_credit_codes": 42, "late_without_union": 640, "expired_mediators": 240,
}  # fmt: skip
NUMBERED_OF_OLD = {"number_old", "old_number"}  # only who was born before 2000 can have one
IDENTITY = ("name", "sex", "born_on", "number", "nation", "politics", "education", "marriage",
            "registration", "registered_at", "skill", "migrant", "card")  # fmt: skip


def share_of(number: int, scale: Scale) -> int:
    return share(number, scale.members)


def share(number: int, members: int) -> int:
    return max(1, round(number * members / MEMBERS_OF_ALL))


def promised(members: int) -> dict[str, int]:
    """Kind → how many rows or pairs are planted among so many members."""
    planted = quota(members)
    return {**planted.faults, **planted.pairs}


def found_by_checks(members: int) -> dict[str, int]:
    """What a check without any cleverness counts: a duplicate's typing slip is a wrong number."""
    planted = promised(members)
    return {
        "number_wrong": planted["number_wrong"] + planted["typo_in_number"],
        "number_old": planted["number_old"],
        "number_missing": planted["number_missing"] + planted["same_sound"],
        "phone_missing": planted["phone_missing"],
        "nation_missing": planted["nation_missing"],
        "joined_on_missing": planted["joined_on_missing"],
        "numbers_twice": planted["same_number"],
    }


def units_promised(scale: Scale) -> dict[str, int]:
    """Faults of units and registers. A union has one of them at most."""
    return {kind: share_of(number, scale) for kind, number in UNITS.items()}


@dataclass(frozen=True, slots=True)
class Quota:
    """How many rows of each fault and how many pairs of each kind."""

    faults: Mapping[str, int]
    pairs: Mapping[str, int]


def quota(members: int) -> Quota:
    """What a city of so many members has planted in it."""
    return Quota(
        {kind: share(number, members) for kind, number in FAULTS.items()},
        {kind: share(number, members) for kind, number in (DUPLICATES | NEAR_MISSES).items()},
    )


class Seat(NamedTuple):
    """A union and how many members sit there. `town` is what pairs inside one town share."""

    organisation: int  # primary key, or any number that tells units apart
    path: str
    town: str
    members: int
    place: Workplace


class Pair(NamedTuple):
    """Two rows of a roster by number; the earlier one is first."""

    kind: str
    first: int
    second: int


class Roster:
    """The members of these seats, row by row, with what is planted among them."""

    def __init__(
        self, people: People, seats: Sequence[Seat], seed: int, planted: Quota | None = None
    ) -> None:
        self.people, self.seats, self.seed = people, seats, seed
        self.ends = list(accumulate(seat.members for seat in seats))
        self.total = self.ends[-1]
        self.faults: dict[int, str] = {}
        self.pairs: list[Pair] = []
        self.plan(planted or quota(self.total))

    def __iter__(self) -> Iterator[tuple[Seat, Worker]]:
        """Every row, in the order of the seats."""
        index = 0
        for seat in self.seats:
            for _ in range(seat.members):
                yield seat, self.worker(index, seat)
                index += 1

    def seat(self, index: int) -> Seat:
        return self.seats[bisect_right(self.ends, index)]

    def worker(self, index: int, seat: Seat | None = None) -> Worker:
        worker = self.people.worker(index, (seat or self.seat(index)).place)
        if pair := self.seconds.get(index):
            return self.resembling(worker, self.worker(pair.first), pair)
        if fault := self.faults.get(index):
            return spoiled(worker, fault)
        return worker

    def is_planted(self, index: int) -> bool:
        return index in self.faults or index in self.seconds

    @cached_property
    def seconds(self) -> Mapping[int, Pair]:
        return {pair.second: pair for pair in self.pairs}

    # --- choosing the rows ----------------------------------------------------------------

    def plan(self, planted: Quota) -> None:
        chance = Random(f"{self.seed} planted")  # noqa: S311 an invented city needs no secrets
        taken: set[int] = set()
        for kind, pairs in planted.pairs.items():
            for number in range(pairs):
                self.pairs.append(self.draw_pair(kind, number, taken, chance))
        for kind, rows in planted.faults.items():
            for _ in range(rows):
                self.faults[self.draw(kind, taken, chance)] = kind

    def draw(self, kind: str, taken: set[int], chance: Random) -> int:
        """A row nothing is planted in yet and the kind can be planted in."""
        while True:
            index = chance.randrange(self.total)
            if index not in taken and self.suits(kind, index):
                taken.add(index)
                return index

    def draw_pair(self, kind: str, number: int, taken: set[int], chance: Random) -> Pair:
        """Every other pair lies inside one town."""
        while True:
            one, other = chance.randrange(self.total), chance.randrange(self.total)
            if number % 2:
                other = chance.randrange(*self.towns[self.seat(one).town])
            first, second = sorted((one, other))
            apart = self.seat(first) is not self.seat(second)
            if apart and not {first, second} & taken and self.suits(kind, first):
                taken |= {first, second}
                return Pair(kind, first, second)

    @cached_property
    def towns(self) -> dict[str, tuple[int, int]]:
        """Town → the rows from and to, the last one not included."""
        found: dict[str, tuple[int, int]] = {}
        for seat, end in zip(self.seats, self.ends, strict=True):
            begin, _end = found.get(seat.town, (end - seat.members, end))
            found[seat.town] = (begin, end)
        return found

    def suits(self, kind: str, index: int) -> bool:
        worker = self.people.worker(index, self.seat(index).place)
        if kind == "same_sound":
            return sounding_alike(worker.name) != worker.name
        return kind not in NUMBERED_OF_OLD or worker.born_on.year < 2000

    # --- what is planted ------------------------------------------------------------------

    def resembling(self, own: Worker, first: Worker, pair: Pair) -> Worker:
        """The second row of a pair: who it is comes from the first, where it works is its own."""
        if pair.kind == "twins":
            name = first.name[:1] + own.name[1:]
            if name == first.name:
                name = name[:-1] + ("安" if own.sex == MALE else "宁")
            worker = own._replace(
                name=name,
                born_on=first.born_on, number=another_birth(first, own.sex),
                registered_at=first.registered_at, migrant=first.migrant, address=first.address,
            )  # fmt: skip
        elif pair.kind == "namesakes":
            worker = own._replace(
                name=first.name, sex=first.sex, born_on=first.born_on,
                number=another_birth(first, first.sex),
            )  # fmt: skip
        else:
            worker = own._replace(**{name: getattr(first, name) for name in IDENTITY})
            worker = self.entered_again(worker, first, pair)
        return in_order(worker, self.people.today)

    def entered_again(self, worker: Worker, first: Worker, pair: Pair) -> Worker:
        keeps_phone = (pair.first + pair.second) % 2 == 0
        if pair.kind == "typo_in_number":
            return worker._replace(number=mistyped(first.number), phone=first.phone)
        if pair.kind == "old_number":
            worker = worker._replace(number=of_15(first.number))
        if pair.kind == "same_sound":
            worker = worker._replace(name=sounding_alike(first.name), number="", card="")
        return worker._replace(phone=first.phone) if keeps_phone else worker


def of_15(number: str) -> str:
    """As identity numbers were written before 1999."""
    return number[:6] + number[8:17]


def in_order(worker: Worker, today: date) -> Worker:
    """Nobody joins as a child: the days of the second row follow the birthday it was given."""
    grown = min(worker.born_on + timedelta(days=6580), today - timedelta(days=7))
    since = max(worker.since, grown)
    return worker._replace(since=since, joined_on=min(max(worker.joined_on or since, grown), since))


def spoiled(worker: Worker, fault: str) -> Worker:
    number = worker.number
    match fault:
        case "number_wrong":
            return worker._replace(number=wrong_number(number, worker.serial % 3))
        case "number_old":
            return worker._replace(number=of_15(number))
        case "joined_on_missing":
            return worker._replace(joined_on=None)
    if not fault.endswith("_missing"):
        return worker  # a fault of a sheet's cell, not of what is known of the person
    empty: dict[str, Any] = {fault.removesuffix("_missing"): ""}
    return worker._replace(**empty)


def wrong_number(number: str, way: int) -> str:
    """A slip in one digit; a digit lost; a month that does not exist. Never two the same."""
    if way == 0:
        return mistyped(number)
    if way == 1:
        return number[:-1]
    number = f"{number[:10]}{int(number[10:12]) + 20}{number[12:17]}"
    return number + check_digit(number)


def mistyped(number: str) -> str:
    """One digit of the order is another one: the check digit no longer fits."""
    return f"{number[:15]}{(int(number[15]) + 3) % 10}{number[16:]}"


def sounding_alike(name: str) -> str:
    """The last character is written by another one of the same sound, where there is one."""
    return name[:-1] + same_sound().get(name[-1], name[-1])
