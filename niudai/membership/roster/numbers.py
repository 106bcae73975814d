"""Identity numbers by the hundred thousand: what `identity` says, part by part and remembered.

A number is a place, a day and an order with the check character. Each part comes again and again,
so its share of the check sum is kept; only what fails here goes the long way.
"""

from datetime import date

from niudai.membership.actions.persons import OLDEST, YOUNGEST
from niudai.membership.identity import day
from niudai.membership.models import Person

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
DIGITS = {digit: int(digit) for digit in "0123456789"} | {"X": 10}
MOST = 60_000  # parts of each sort that are remembered
FEMALE, MALE = Person.Sex.FEMALE.value, Person.Sex.MALE.value


def share(part: str, start: int) -> int | None:
    """The part's share of the check sum; None when it holds what no number holds."""
    total = 0
    for place, character in enumerate(part, start):
        if character not in DIGITS or (character == "X" and place != 17):
            return None
        total += DIGITS[character] * WEIGHTS[place]
    return total


class Numbers:
    """Reads valid numbers of residents quickly. One object for one file."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.places: dict[str, int] = {}
        self.days: dict[str, tuple[int, date]] = {}
        self.ends: dict[str, tuple[int, str]] = {}

    def read(self, number: object) -> tuple[date, str] | None:
        """Birthday and sex of a valid number as it stands in the cell; None for any other."""
        if not isinstance(number, str) or len(number) != 18:
            return None
        try:
            end = self.ends[number[14:]]
            born = self.days[number[6:14]]
            place = self.places[number[:6]]
        except KeyError:
            return self.learn(number)
        if (place + born[0] + end[0]) % 11 != 1:
            return None
        return born[1], end[1]

    def learn(self, number: str) -> tuple[date, str] | None:
        place, days, end = share(number[:6], 0), share(number[6:14], 6), share(number[14:], 14)
        born = day(number[6:14]) if number[6:14].isdigit() else None
        if place is None or days is None or end is None or born is None or number[0] == "0":
            return None
        if born > self.today or not plausible(born, self.today):
            return None
        if len(self.places) < MOST and len(self.days) < MOST:
            self.places[number[:6]] = place
            self.days[number[6:14]] = (days, born)
            self.ends[number[14:]] = (end, MALE if int(number[16]) % 2 else FEMALE)
            return self.read(number)
        fits = (place + days + end) % 11 == 1
        return (born, MALE if int(number[16]) % 2 else FEMALE) if fits else None


def plausible(born_on: date, today: date) -> bool:
    """Whether somebody born that day may be on a roster."""
    return YOUNGEST <= today.year - born_on.year <= OLDEST


def of_18(number: str) -> str:
    """An old number of 15 digits as it was written from 1999 on: the same human being."""
    body = f"{number[:6]}19{number[6:]}"
    total = share(body, 0) or 0
    return body + "10X98765432"[total % 11]


def of_15(number: str) -> str:
    """How a number of 18 characters stood before 1999; "" for somebody born later."""
    return number[:6] + number[8:17] if number[6:8] == "19" else ""
