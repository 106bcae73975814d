"""What was decided, written table by table."""

from datetime import date
from typing import Any

from niudai.kernel.bulk import change, load, reserve
from niudai.membership.models import Membership, Pair, Person, Standing
from niudai.membership.roster.checking import Checked
from niudai.membership.roster.deciding import KEPT, STAY, Plan
from niudai.membership.roster.known import SEALED, TRAITS, opened
from niudai.membership.seating import meeting_point

SAID = ("name", "document", "number", "sex", "born_on", *TRAITS, *SEALED[1:])
DEFAULTS = {"document": "resident", "sex": "0", "born_on": None, "migrant": False,
            "dispatched": False}  # fmt: skip
NEW = ("id", *SAID, "number_state", "number_key", "phone_end", "organisation", "path", "standing",
       "counted")  # fmt: skip
CHANGED = ("number", "number_state", "sex", "born_on", *TRAITS, "phone", "phone_end", "card",
           "address", "organisation", "path", "standing")  # fmt: skip
STAYING = ("id", "person", "organisation", "path", "way", "status", "since", "kept_since",
           "reason", "dues", *STAY)  # fmt: skip


def write(batch: Checked, plan: Plan, keys: dict[int, str], today: date) -> dict[str, Any]:
    """Write the plan; the keys given out, in ranges, for undoing it."""
    people = reserve(Person, len(plan.new)) if plan.new else []
    for person, key in zip(plan.new, people, strict=True):
        person["id"] = key
    enter(batch, plan, keys)
    stays = begin(batch, [*plan.new, *plan.begun], today)
    change(Person, CHANGED, [changed_row(person, new) for person, new in plan.changed])
    change(Membership, STAY, [
        (stay["id"], *(new.get(name, stay[name]) for name in STAY)) for stay, new in plan.stays
    ])  # fmt: skip
    pair(plan, today)
    for line, person in plan.late:
        line.subject_id = person["id"]
    return {"people": ranges(people), "stays": ranges(stays)}


def enter(batch: Checked, plan: Plan, keys: dict[int, str]) -> None:
    if not plan.new:
        return
    at = [person["at"] for person in plan.new]
    columns = {name: said(batch, name, at) for name in SAID}
    for name in ("id", "organisation", "path", "standing", "counted"):
        columns[name] = [person[name] for person in plan.new]
    columns["number_state"] = [batch.states[place] for place in at]
    columns["number_key"] = [keys[place] for place in at]
    columns["phone_end"] = [phone[-4:] for phone in columns["phone"]]
    load(Person, NEW, zip(*(columns[name] for name in NEW), strict=True))


def said(batch: Checked, name: str, at: list[int]) -> list[Any]:
    """The column's values of these rows; what nobody said is empty."""
    values, empty = batch.values[name], DEFAULTS.get(name, "")
    return [empty if (value := values[place]) is None else value for place in at]


def begin(batch: Checked, people: list[dict[str, Any]], today: date) -> list[int]:
    """A membership for each; its keys."""
    if not people:
        return []
    keys = reserve(Membership, len(people))
    values = batch.values
    rows = []
    for key, person in zip(keys, people, strict=True):
        at = person["at"]
        joined_on = values["joined_on"][at]
        kept = person["standing"] == Standing.KEPT
        rows.append((
            key, person["id"], person["organisation"], person["path"], "listed",
            "kept" if kept else "active",
            person["since"],
            today if kept else None,
            values["employment"][at] if kept and values["employment"][at] in KEPT else "",
            "exempt" if kept else "unknown",
            joined_on, *(values[name][at] or "" for name in STAY[1:]),
        ))  # fmt: skip
    load(Membership, STAYING, rows)
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
    others = {other["id"] for other, _person in plan.pairs} - {row["id"] for row in plan.new}
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
