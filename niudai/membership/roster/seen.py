"""Who stood in this file already, and where: remembered beyond a batch and beyond a crash."""

import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any

BITS = 40  # of a unit's key beneath the row in one number
UNIT = (1 << BITS) - 1


def short(key: str) -> int:
    """The first 64 bits of a look-up key: among a million, two are alike once in ten million."""
    return int(key[:16] or "0", 16)


class Seen:
    """The rows taken so far, by the short look-up key of the person's number."""

    def __init__(self) -> None:
        self.first: dict[int, int] = {}
        self.more: dict[tuple[int, int], int] = {}  # a person in a second unit of the same file
        self.lately: list[tuple[int, int, int]] = []

    def row(self, key: int, unit: int) -> int:
        """The row in which this person stood for this unit; 0 when there was none."""
        found = self.first.get(key)
        if found is None:
            return 0
        return found >> BITS if found & UNIT == unit else self.more.get((key, unit), 0)

    def elsewhere(self, key: int, unit: int) -> bool:
        """Whether this person stood in the file for another unit."""
        found = self.first.get(key)
        return found is not None and found & UNIT != unit

    def add(self, people: Iterable[tuple[int, int, int]]) -> None:
        """Key, unit and row of each."""
        people = list(people)
        self.lately += people
        self.put(people)

    def put(self, people: Iterable[tuple[int, int, int]]) -> None:
        first = self.first
        for key, unit, row in people:
            if key in first:
                self.more[key, unit] = row
            else:
                first[key] = row << BITS | unit

    def facts(self) -> dict[str, Any]:
        """What was added since the last time, as plain JSON."""
        keys, units, rows = zip(*self.lately, strict=True) if self.lately else ((), (), ())
        self.lately = []
        steps = [rows[0], *(after - before for before, after in pairwise(rows))] if rows else []
        return {"keys": packed("Q", keys), "units": packed("Q", units), "rows": packed("q", steps)}

    def restore(self, facts: Iterable[dict[str, Any]]) -> None:
        """As it was after the batches whose facts these are."""
        for each in facts:
            rows = accumulate(unpacked("q", each["rows"]))
            units = unpacked("Q", each["units"])
            self.put(zip(unpacked("Q", each["keys"]), units, rows, strict=True))


def packed(kind: str, numbers: Sequence[int]) -> str:
    return b64encode(zlib.compress(array(kind, numbers).tobytes(), 1)).decode()


def unpacked(kind: str, text: str) -> Sequence[int]:
    found = array(kind)
    found.frombytes(zlib.decompress(b64decode(text)))
    return found
