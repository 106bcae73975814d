"""What was decided, written table by table."""

from collections.abc import Sequence
from datetime import date
from itertools import compress
from typing import Any

from niudai.kernel.bulk import change, load, put, reserve
from niudai.membership.models import Membership, Pair, Person
from niudai.membership.roster.deciding import Plan
from niudai.membership.roster.known import opened
from niudai.membership.roster.readying import SEALED, STAY, TRAITS, Batch
from niudai.membership.seating import meeting_point

CHANGED = ("number", "number_state", "sex", "born_on", *TRAITS, "phone", "phone_end", "card",
           "address", "organisation", "path", "standing")  # fmt: skip
BEGINNING = ("id", "person", "organisation", "path", "way", "status", "since", *STAY)


def write(batch: Batch, plan: Plan, today: date) -> dict[str, Any]:
    """Write the plan; the keys given out, in ranges, for undoing it."""
    people, stays = enter(batch, plan)
    stays += begin(batch, plan.begun)
    change(Person, CHANGED, [changed_row(person, new) for person, new in plan.changed])
    change(Membership, STAY, [
        (stay["id"], *(new.get(name, stay[name]) for name in STAY)) for stay, new in plan.stays
    ])  # fmt: skip
    pair(plan, today)
    for line, person in plan.late:
        line.subject_id = person["id"]
    return {"people": ranges(people), "stays": ranges(stays)}


def enter(batch: Batch, plan: Plan) -> tuple[list[int], list[int]]:
    """Put the new persons on file, each a member of one union; the keys of both."""
    if not plan.new:
        return [], []
    people, stays = reserve(Person, len(plan.new)), reserve(Membership, len(plan.new))
    wanted = bytearray(len(batch.rows))
    for at in plan.new:
        wanted[at] = 1
    keys = dict(zip(compress(range(len(wanted)), wanted), people, strict=True))
    for person in plan.fresh:
        person["id"] = keys[person["at"]]
    uncounted = {person["id"] for person in plan.fresh if not person["counted"]}
    place: dict[str, Sequence[Any]] = {
        "organisation_id": list(compress(batch.units, wanted)),
        "path": list(compress(batch.paths, wanted)),
    }
    put(Person, chosen(batch.person, wanted) | place | {
        "id": people, "counted": [key not in uncounted for key in people],
    })  # fmt: skip
    put(Membership, chosen(batch.stay, wanted) | place | {"id": stays, "person_id": people})
    return people, stays


def chosen(columns: dict[str, Sequence[Any]], wanted: bytearray) -> dict[str, Sequence[Any]]:
    return {name: list(compress(values, wanted)) for name, values in columns.items()}


def begin(batch: Batch, people: list[dict[str, Any]]) -> list[int]:
    """A membership for each who was on file already; its keys."""
    if not people:
        return []
    keys = reserve(Membership, len(people))
    said = batch.said
    load(Membership, BEGINNING, [
        (
            key, person["id"], person["organisation"], person["path"], "listed", "active",
            person["since"], said["joined_on"][person["at"]],
            *(said[name][person["at"]] or "" for name in STAY[1:]),
        )
        for key, person in zip(keys, people, strict=True)
    ])  # fmt: skip
    return keys


def changed_row(person: dict[str, Any], new: dict[str, Any]) -> tuple[Any, ...]:
    """The record's key and all its columns that a sheet may change."""
    values = {name: new[name] if name in new else kept(person, name) for name in CHANGED}
    values["phone_end"] = values["phone"][-4:]
    return person["id"], *(values[name] for name in CHANGED)


def kept(person: dict[str, Any], name: str) -> Any:
    if name == "phone_end":
        return ""
    return opened(person, name) if name in SEALED else person[name]


def pair(plan: Plan, today: date) -> None:
    """Neither of two counts until somebody above both has decided."""
    if not plan.pairs:
        return
    load(
        Pair,
        ("first", "second", "path", "ground", "likelihood", "found_on"),
        [
            (
                *sorted((other["id"], person["id"])), meeting_point(other["path"], person["path"]),
                "number", 99 if other["name"] == person["name"] else 80, today,
            )
            for other, person in plan.pairs
        ],
    )  # fmt: skip
    others = {other["id"] for other, _person in plan.pairs} - {row["id"] for row in plan.fresh}
    change(Person, ("counted",), [(key, False) for key in sorted(others)])


def ranges(keys: list[int]) -> list[list[int]]:
    """Rising keys as [first, last] of each unbroken run."""
    found: list[list[int]] = []
    for key in keys:
        if found and found[-1][1] == key - 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found
