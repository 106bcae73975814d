"""Under which look-up keys a number may be found.

A person is known by the key of the number of 18 characters. An old record may hold the number of
15 digits, and while the keys of the house change, the former key.
"""

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings

from niudai.kernel.personal import lookup_with
from niudai.membership.roster.numbers import of_15, of_18


class Keys:
    """`old` says that some record holds a number of 15 digits: then everybody's is looked for."""

    def __init__(self, *, old: bool) -> None:
        before = settings.LOOKUP_KEY_BEFORE
        self.old = old
        self.key = lookup_with()
        self.former: Callable[[str], str] | None = lookup_with(before) if before else None

    def of(self, numbers: Sequence[str], states: Sequence[str]) -> tuple[list[str], list[str]]:
        """By what each person is known; under what each number itself is kept."""
        kept = list(map(self.key, numbers))
        known_by = list(kept)
        for at, state in enumerate(states):
            if state == "old":
                known_by[at] = self.key(of_18(numbers[at]))
        return known_by, kept

    def besides(self, numbers: Sequence[str], states: Sequence[str]) -> list[list[str]]:
        """Under what else each may be found; nothing at all while nothing else is possible."""
        if not self.old and self.former is None:
            return []
        return [list(self.others(*each)) for each in zip(numbers, states, strict=True)]

    def others(self, number: str, state: str) -> Iterable[str]:
        first, *older = ways(number, state)
        yield from map(self.key, older)
        if self.former is not None:
            yield from map(self.former, (first, *older))


def ways(number: str, state: str) -> list[str]:
    """How the same number may be written, that of 18 characters first."""
    if state == "old":
        return [of_18(number), number]
    older = of_15(number) if state == "valid" else ""
    return [number, older] if older else [number]
