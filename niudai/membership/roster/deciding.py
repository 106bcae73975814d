"""What becomes of a row: somebody new, a change, nothing, a pair to be decided, or a refusal.

Domain 12.6 O9, O10: whom another unit keeps is not taken from it by a sheet. The row is put on
file beside, neither counts until somebody above both has decided.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from niudai.membership.models import Membership, Standing
from niudai.membership.roster.known import OnFile, opened
from niudai.membership.roster.readying import KEEPS, KEPT, SEALED, STAY, TRAITS, Batch
from niudai.membership.roster.seen import Seen
from niudai.membership.roster.units import Unit
from niudai.sheets.kinds import Fault, Outcome, Remembered, Run, Taken

SEATED = {Standing.ACTIVE, Standing.KEPT}
OVER = {Membership.Status.EXPELLED, Membership.Status.DIED}
SEAT = ("organisation", "path", "standing")


@dataclass(slots=True)
class Plan:
    """What a batch will write. Persons are dicts as `OnFile` has them; new ones get their key late.

    `changed` and `stays` hold a record with its new values, `begun` persons who become members.
    """

    new: list[int] = field(default_factory=list)  # places of the rows that become persons
    fresh: list[dict[str, Any]] = field(default_factory=list)  # those of them that others refer to
    changed: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    stays: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    begun: list[dict[str, Any]] = field(default_factory=list)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)  # unions whose people changed
    # Lines that will say which record the row became.
    late: list[tuple[Remembered, dict[str, Any]]] = field(default_factory=list)


class Deciding:
    """Goes through the rows of one batch."""

    def __init__(self, run: Run, batch: Batch, seen: Seen, on_file: OnFile, today: date) -> None:
        self.run, self.batch, self.seen, self.on_file, self.today = run, batch, seen, on_file, today
        self.seated: dict[int, dict[str, Any]] = {}
        self.plan, self.taken = Plan(), Taken()
        self.counts: Counter[tuple[str, str]] = self.taken.counts
        self.fresh: dict[str, list[dict[str, Any]]] = {}
        self.traits = [name for name in (*TRAITS, *SEALED[1:]) if name in run.columns]
        self.stay = [name for name in STAY if name in run.columns]

    def decide_all(self) -> None:
        """Almost every row of a first roster is met for the first time: these are new, all at once.

        The others one after another, in their order.
        """
        alone = self.met_first()
        self.enter_all(alone)
        for at in sorted({*range(len(self.batch.rows))}.difference(alone)):
            if at in self.batch.faults:
                self.refuse(at, self.batch.faults_of(at))
            else:
                self.decide(at)

    def met_first(self) -> list[int]:
        """Places of the rows whose person is in no other row so far, nor on file."""
        batch, seen, on_file = self.batch, self.seen.first, self.on_file.people
        times = Counter(batch.shorts)
        return [
            at
            for at, (key, person) in enumerate(zip(batch.keys, batch.shorts, strict=True))
            if key and person not in seen and times[person] == 1 and key not in on_file
        ]

    def enter_all(self, places: Sequence[int]) -> None:
        self.counts[Outcome.NEW, ""] += len(places)
        self.plan.new += places
        shorts, units, rows = self.batch.shorts, self.batch.units, self.batch.rows
        self.seen.add((shorts[at], units[at], rows[at]) for at in places)

    def refuse(self, at: int, faults: list[Fault]) -> None:
        reason = faults[0].counted_as
        self.counts[Outcome.REFUSED, reason] += 1
        self.taken.lines.append(
            Remembered(
                row=self.batch.rows[at], outcome=Outcome.REFUSED, reason=reason, faults=faults,
                cells=self.batch.cells_of(at),
            )
        )  # fmt: skip

    def decide(self, at: int) -> None:
        unit = Unit(self.batch.units[at], self.batch.paths[at])
        person, row = self.batch.shorts[at], self.batch.rows[at]
        if before := self.seen.row(person, unit.pk):
            sentence = _("The same person stands in row %(row)d.") % {"row": before}
            self.refuse(at, [Fault("", "repeated", sentence)])
            return
        if self.settle(at, unit):
            self.seen.add([(person, unit.pk, row)])

    def settle(self, at: int, unit: Unit) -> bool:
        """False when the row was refused after all."""
        key = self.batch.keys[at]
        known = [*self.on_file.alive(key), *self.fresh.get(key, ())]
        twice = self.seen.elsewhere(self.batch.shorts[at], unit.pk)
        if not known and not twice:
            return self.enter(at, unit)
        here = next((person for person in known if person["organisation"] == unit.pk), None)
        if here is not None:
            return self.meet(at, here)
        if self.on_file.merged_at(key, unit.pk):
            self.counts[Outcome.SAME, "merged"] += 1
            return True
        seated = [person for person in known if person["standing"] in SEATED]
        alike = [person for person in known if person["name"] == self.batch.said["name"][at]]
        if twice or seated or not alike:
            return self.pair(at, unit, (seated or known or [None])[0])
        return self.meet(at, alike[0], unit)

    def enter(self, at: int, unit: Unit, *, counted: bool = True) -> bool:
        if counted:
            self.counts[Outcome.NEW, ""] += 1
        said = self.batch.said
        person = {
            "at": at, "name": said["name"][at], "organisation": unit.pk, "path": unit.path,
            "standing": KEEPS if said["employment"][at] in KEPT else Standing.ACTIVE.value,
            "counted": counted,
        }  # fmt: skip
        self.plan.new.append(at)
        self.plan.fresh.append(person)
        self.fresh.setdefault(self.batch.keys[at], []).append(person)
        return True

    def pair(self, at: int, unit: Unit, other: dict[str, Any] | None) -> bool:
        """A second record beside the other unit's, and somebody above both to decide.

        In a dry run the other may stand in an earlier batch, which wrote nothing: then it is None.
        """
        self.counts[Outcome.PAIR, ""] += 1
        line = Remembered(row=self.batch.rows[at], outcome=Outcome.PAIR)
        self.taken.lines.append(line)
        self.enter(at, unit, counted=False)
        person = self.plan.fresh[-1]
        self.plan.late.append((line, person))
        if other is not None:
            self.plan.pairs.append((other, person))
            self.plan.touched.add(other["organisation"])
            other["counted"] = False
        return True

    def meet(self, at: int, person: dict[str, Any], unit: Unit | None = None) -> bool:
        """Somebody on file: here, or with `unit` somewhere else but a member of nothing there."""
        if person["name"] != self.batch.said["name"][at]:
            sentence = _("This number is on file under another name.")
            self.refuse(at, [Fault("name", "other_name", sentence)])
            return False
        stay = self.on_file.stay(person["id"])
        joins = person["standing"] not in SEATED
        if joins and stay is not None and stay["status"] in OVER:
            sentence = _("On file as expelled or deceased: see the person's card first.")
            self.refuse(at, [Fault("", "over", sentence)])
            return False
        before: dict[str, Any] = {}
        was_at = person["organisation"]
        if new := self.differing(at, person):
            before["person"] = {name: was(person, name) for name in new}
        if joins:
            before["person"] = before.get("person", {}) | {name: person[name] for name in SEAT}
            self.seat(at, person, unit)
            new |= {name: person[name] for name in SEAT}
            self.plan.begun.append(person)
        if new:
            self.plan.changed.append((person, new))
        if joins:
            self.seated[person["id"]] = {name: person[name] for name in SEAT}
        elif stay is not None and (facts := self.differing_stay(at, stay)):
            before["stay"] = {"id": stay["id"], **{name: plain(stay[name]) for name in facts}}
            self.plan.stays.append((stay, facts))
        if before:
            self.plan.touched |= {was_at, person["organisation"]}
        self.count(at, person, before, joins=joins)
        return True

    def count(
        self, at: int, person: dict[str, Any], before: dict[str, Any], *, joins: bool
    ) -> None:
        if not before:
            self.counts[Outcome.SAME, ""] += 1
            return
        reason = "joined" if joins else ""
        self.counts[Outcome.CHANGED, reason] += 1
        line = Remembered(
            row=self.batch.rows[at], outcome=Outcome.CHANGED, reason=reason, before=before
        )
        self.taken.lines.append(line)
        self.plan.late.append((line, person))

    def seat(self, at: int, person: dict[str, Any], unit: Unit | None) -> None:
        """Somebody on file becomes a member, from today: when it was nobody knows."""
        person |= {"at": at, "since": self.today, "standing": Standing.ACTIVE.value}
        if unit is not None:
            person |= {"organisation": unit.pk, "path": unit.path}

    def differing(self, at: int, person: dict[str, Any]) -> dict[str, Any]:
        """What the row says otherwise than the record. An empty cell says nothing."""
        values, new = self.batch.said, {}
        for name in self.traits:
            said = values[name][at]
            if said is not None and said != (
                opened(person, name) if name in SEALED else person[name]
            ):
                new[name] = said
        for name in ("sex", "born_on"):
            said = values[name][at]
            if said not in {None, "0"} and said != person[name]:
                new[name] = said
        if person["number_state"] == "old" and self.batch.states[at] == "valid":
            new |= {"number": values["number"][at], "number_state": "valid"}
        return new

    def differing_stay(self, at: int, stay: dict[str, Any]) -> dict[str, Any]:
        values = self.batch.said
        return {
            name: said
            for name in self.stay
            if (said := values[name][at]) is not None and said != stay[name]
        }


def was(person: dict[str, Any], name: str) -> Any:
    return opened(person, name) if name in SEALED else plain(person[name])


def plain(value: Any) -> Any:
    """As JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value
