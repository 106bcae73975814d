"""The people of a city put into the database: persons, memberships, those kept and those who left.

`organisation`, `path` and `standing` of a person are written as `membership.seating` would.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from niudai.kernel.bulk import load, reserve
from niudai.membership.identity import identity
from niudai.membership.models import Engagement, Membership, Person
from niudai.office.demo.people import Worker
from niudai.office.demo.planted import Roster, Seat

PERSON = ("id", "name", "number", "number_state", "sex", "born_on", "nation", "politics",
          "education", "marriage", "registration", "registered_at", "skill", "employment", "trade",
          "model_worker", "migrant", "dispatched", "phone", "phone_end", "card", "address",
          "organisation_id", "path", "standing")  # fmt: skip
STAY = ("person_id", "organisation_id", "path", "status", "way", "since", "until", "kept_since",
        "joined_on", "reason", "department", "position", "dues", "dues_until")  # fmt: skip
WORK = ("person_id", "organisation_id", "work", "since")
KEPT, LEFT = 0.015, 0.005  # beside the active members
AT_ONCE = 50_000  # rows between two steps of the progress
HONOURS = ("county", "county", "county", "prefecture", "prefecture", "province")


class Census:
    """Writes a roster: `first` is the primary key of its first row, the others follow in order."""

    def __init__(self, roster: Roster) -> None:
        self.roster, self.today = roster, roster.people.today
        self.kept = round(roster.total * KEPT)
        self.left = round(roster.total * LEFT)
        self.total = roster.total + self.kept + self.left
        self.first = 0
        self.stays: list[tuple[object, ...]] = []
        self.work: list[tuple[object, ...]] = []

    def put(self) -> Iterator[int]:
        """Load everybody; yields how many persons are in after each part."""
        self.first = reserve(Person, self.total)[0]
        rows, done = self.rows(), 0
        while count := load(Person, PERSON, part(rows)):
            load(Membership, STAY, self.stays)
            load(Engagement, WORK, self.work)
            self.stays.clear()
            self.work.clear()
            done += count
            yield done

    def rows(self) -> Iterator[tuple[object, ...]]:
        for seat, worker in self.roster:
            self.stays += self.memberships(seat, worker)
            if worker.trade and worker.serial % 4 == 0:  # works for a second platform, too
                other = self.elsewhere(worker.serial)
                self.work.append((self.key(worker), other.organisation, "兼职配送", worker.since))
            yield self.person(seat, worker, "active")
        for number in range(self.kept + self.left):
            seat = self.elsewhere(number * 31)
            worker = self.roster.people.worker(self.roster.total + number, seat.place)
            standing = "kept" if number < self.kept else "left"
            self.stays.append(self.former(seat, worker, standing, number))
            yield self.person(seat, worker, standing)

    def key(self, worker: Worker) -> int:
        return self.first + worker.serial

    def planted(self) -> dict[str, list[Any]]:
        """Kind → primary keys of the rows with that fault, or pairs of keys."""
        found: dict[str, list[Any]] = defaultdict(list)
        for index, kind in sorted(self.roster.faults.items()):
            found[kind].append(self.first + index)
        for pair in self.roster.pairs:
            found[pair.kind].append([self.first + pair.first, self.first + pair.second])
        return found

    def elsewhere(self, number: int) -> Seat:
        seats = self.roster.seats
        return seats[number * 7919 % len(seats)]

    def person(self, seat: Seat, worker: Worker, standing: str) -> tuple[object, ...]:
        planted = self.roster.is_planted(worker.serial)
        state = identity(worker.number).state if planted else Person.NumberState.VALID
        honour = worker.serial % 3000 == 7
        return (
            self.key(worker), worker.name, worker.number, state.value, worker.sex, worker.born_on,
            worker.nation, worker.politics, worker.education, worker.marriage, worker.registration,
            worker.registered_at, worker.skill, employment(worker, standing), worker.trade,
            HONOURS[worker.serial // 3000 % len(HONOURS)] if honour else "", worker.migrant,
            worker.dispatched, worker.phone, worker.phone[-4:], worker.card, worker.address,
            seat.organisation, seat.path, standing,
        )  # fmt: skip

    def memberships(self, seat: Seat, worker: Worker) -> Iterator[tuple[object, ...]]:
        """The stay of today and, for whoever was a member elsewhere before, that one."""
        joined_on, since = worker.joined_on, worker.since
        moved = joined_on is not None and joined_on < since and worker.serial % 3 == 0
        key = self.key(worker)
        if moved:
            before = self.elsewhere(worker.serial)
            yield (
                key, before.organisation, before.path, "moved", "joined", joined_on, since, None,
                joined_on, "new_employer", "", "", "unknown", None,
            )  # fmt: skip
        way = "transferred" if moved else "joined" if worker.serial % 5 else "listed"
        yield (
            key, seat.organisation, seat.path, "active", way, since, None, None, joined_on, "",
            worker.department, worker.position, worker.dues, self.paid_until(worker),
        )  # fmt: skip

    def former(self, seat: Seat, worker: Worker, standing: str, number: int) -> tuple[object, ...]:
        ended = self.today - timedelta(days=1 + number * 13 % 900)
        since = min(worker.since, ended)
        common = (self.key(worker), seat.organisation, seat.path)
        if standing == "kept":
            reason = why_kept(worker)
            return (*common, "kept", "joined", since, None, ended, worker.joined_on and min(
                worker.joined_on, since), reason, "", "", "exempt", None)  # fmt: skip
        return (*common, "withdrawn", "joined", since, ended, None, since, "own_wish", "", "",
                "unknown", None)  # fmt: skip

    def paid_until(self, worker: Worker) -> date | None:
        quarter = self.today.replace(month=(self.today.month - 1) // 3 * 3 + 1, day=1)
        match worker.dues:
            case "paid":
                return quarter - timedelta(days=1)
            case "owing":
                return quarter - timedelta(days=200)
        return None


def employment(worker: Worker, standing: str) -> str:
    if standing == "kept":
        return why_kept(worker)
    return "left" if standing == "left" else worker.employment


def why_kept(worker: Worker) -> str:
    return "retired" if worker.born_on.year < 1978 else "unemployed"


def part(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """The next rows, as many as go between two steps."""
    for _number, row in zip(range(AT_ONCE), rows, strict=False):
        yield row
