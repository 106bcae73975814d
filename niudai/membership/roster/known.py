"""Who is on file already: found by the identity number, a batch at a time."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import connection

from niudai.kernel.bulk import among
from niudai.kernel.personal import unseal
from niudai.membership.models import Membership, Person
from niudai.membership.roster.readying import SEALED, TRAITS

PERSON = (
    "id", "name", "document", "number_state", "number_key", "sex", "born_on", *TRAITS, *SEALED,
    "organisation", "path", "standing", "counted", "merged_into",
)  # fmt: skip
STAYED = (
    "id", "person", "organisation", "status", "since", "until", "joined_on", "card_number",
    "department", "position",
)  # fmt: skip
OPENS = {name: f"{Person._meta.db_table}.{name}" for name in SEALED}
ROSTERS = 0x6E697564  # the lock of PostgreSQL that rosters of this database take in turn


def one_at_a_time() -> None:
    """Two rosters that bring the same person at once would both find nobody.

    On SQLite whoever writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROSTERS])


def opened(person: dict[str, Any], name: str) -> str:
    """The sealed column of a record as it was found, in clear."""
    return unseal(person[name], OPENS[name])


class OnFile:
    """The records of one batch's persons, and their stays."""

    def __init__(
        self, keys: dict[str, str], seated: dict[int, dict[str, Any]], *, lock: bool
    ) -> None:
        """`keys` is what a person may be found under → the key the batch knows the person by.

        `seated` is whom this file seated elsewhere before: a dry run has written nothing of it.
        """
        self.people: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.stays: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = among(Person, "number_key", keys, PERSON, lock=lock)
        for values in sorted(rows):
            person = dict(zip(PERSON, values, strict=True))
            person |= seated.get(person["id"], {})
            self.people[keys[person["number_key"]]].append(person)
        for values in among(Membership, "person", [row[0] for row in rows], STAYED):
            stay = dict(zip(STAYED, values, strict=True))
            self.stays[stay["person"]].append(stay)

    def alive(self, key: str) -> list[dict[str, Any]]:
        """Records that were not merged into another, the oldest first."""
        found = self.people.get(key)
        return [each for each in found if each["merged_into"] is None] if found else []

    def merged_at(self, key: str, unit: int) -> bool:
        """Whether a record of this unit was found to be one with another unit's."""
        return any(
            person["merged_into"] is not None and person["organisation"] == unit
            for person in self.people.get(key, ())
        )

    def stay(self, person: int) -> dict[str, Any] | None:
        """The open stay, or the last one."""
        stays = self.stays.get(person)
        if not stays:
            return None
        return max(stays, key=lambda stay: (stay["until"] or date.max, stay["id"]))
