"""Invented workers: each one a pure function of the seed, the day and a running number.

Any worker can be made again at any time without those before, so a list of 700,000 costs no
memory. Nothing here can be the data of a real person:

- The place code of an identity number is that of a prefecture or a province. The state gives
  these codes to places but never to a person: a real number names a county. Date, order and
  check digit follow the standard, so that every check passes as with a real one.
- Phones begin with three digits that no network had been given when this was written (from memory).
- Bank cards begin with 9, which is reserved for national use and not used by any bank of China.
- Names are surnames by weight with characters by decade and sex. A name alone belongs to many;
  together with these numbers it belongs to nobody.
"""

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import blake2b
from operator import mul
from random import Random
from struct import unpack
from typing import NamedTuple, TypeVar

from niudai.kernel.searching import syllable
from niudai.office.demo.names import DATA, surnames

T = TypeVar("T")

MALE, FEMALE = "1", "2"
ROOM = 1 << 21  # workers who can have a birthday and an order of their own
OLDEST, YOUNGEST = 60, 18  # years
ORDERS = 250  # of each birthday and sex; as many again are kept for twins and namesakes
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PREFIXES = ("142", "143", "154", "161", "163", "164", "168", "169")
HOME = "320200"
PLACES = {
    HOME: "江苏省江阴市", "320000": "江苏省", "340000": "安徽省", "410000": "河南省",
    "520000": "贵州省", "510000": "四川省", "610000": "陕西省", "420000": "湖北省",
    "360000": "江西省",
}  # fmt: skip
# Where migrants come from: codes of provinces with invented weights.
ORIGINS = {"320000": 30, "340000": 22, "410000": 16, "520000": 8, "510000": 8, "610000": 6,
           "420000": 5, "360000": 5}  # fmt: skip
AGES = {18: 0.3, 22: 0.8, 28: 1.35, 36: 1.45, 44: 1.2, 52: 0.95, 57: 0.4, 61: 0.15}
EDUCATION = {
    1960: {"80": 14, "70": 58, "60": 20, "40": 5, "30": 2, "20": 1},
    1970: {"80": 5, "70": 54, "60": 20, "40": 12, "30": 6, "20": 3},
    1980: {"70": 36, "60": 18, "40": 18, "30": 16, "20": 11, "10": 1},
    1990: {"70": 20, "60": 14, "40": 20, "30": 24, "20": 20, "10": 2},
    2000: {"70": 10, "60": 16, "40": 24, "30": 30, "20": 20},
}
POLITICS = {"13": 82, "03": 9, "01": 8.6, "02": 0.3, "12": 0.1}
NATIONS = {"01": 97.2, "15": 0.4, "06": 0.6, "03": 0.4, "08": 0.3, "11": 0.2, "07": 0.3,
           "12": 0.2, "09": 0.2, "02": 0.2}  # fmt: skip
SKILLS = {"N": 55, "5": 17, "4": 16, "3": 9, "2": 2.4, "1": 0.6}
TRADES = {"courier": 30, "delivery": 26, "truck": 20, "ride": 12, "domestic": 6, "care": 4,
          "guard": 2}  # fmt: skip
POSITIONS = {"操作工": 52, "检验员": 9, "机修工": 7, "仓管员": 6, "班组长": 7, "技术员": 7,
             "文员": 6, "销售员": 4, "部门主管": 2}  # fmt: skip


class Workplace(NamedTuple):
    """What a unit says about whoever works there."""

    women: float  # share
    migrants: float  # share
    opened_on: date
    street: str  # begins the addresses of those who live nearby
    shops: int = 1  # workshops
    platform: bool = False  # new forms of work


class Worker(NamedTuple):
    """One invented worker. Codes are those of the rulebook's tables."""

    serial: int  # the running number
    name: str
    sex: str
    born_on: date
    number: str
    phone: str
    card: str
    nation: str
    politics: str
    education: str
    marriage: str
    registration: str
    registered_at: str
    skill: str
    employment: str
    trade: str
    migrant: bool
    dispatched: bool
    address: str
    department: str
    position: str
    joined_on: date | None  # a union, for the first time
    since: date  # member of this unit's union
    dues: str


def spread(weights: Mapping[T, float], size: int) -> list[T]:
    """A table of so many places in which each value stands as often as its weight asks."""
    total, begun, table = sum(weights.values()), 0.0, list[T]()
    for value, weight in weights.items():
        begun += weight
        table += [value] * (max(1, round(begun / total * size) - len(table)))
    return table[:size]


def falling(values: str) -> dict[str, float]:
    """The first of a list is common, the last is rare."""
    return {value: 1 / (place + 6) for place, value in enumerate(values)}


def check_digit(number: str) -> str:
    """The last character of an identity number (GB 11643) whose first 17 digits are given."""
    return CHECKS[sum(map(mul, WEIGHTS, map(int, number))) % 11]


def identity_number(place: str, born_on: date, order: int) -> str:
    number = f"{place}{born_on:%Y%m%d}{order:03d}"
    return number + check_digit(number)


def card_number(digits: str) -> str:
    """With the check digit of ISO/IEC 7812 behind it."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return digits + str(-sum(each // 10 + each % 10 for each in doubled) % 10)


def birthdays(today: date) -> tuple[list[int], list[int]]:
    """Ordinals of the birthdays of people at work, and how many were born before each.

    The weights of AGES are spread over the days; the sum is ROOM.
    """
    ages = list(AGES)
    days = list(range((OLDEST + 1) * 365 + 14, YOUNGEST * 365 + 40, -1))
    weights = []
    for day in days:
        place = min(max(bisect_right(ages, day / 365.25), 1), len(ages) - 1)
        low, high = ages[place - 1], ages[place]
        share = (day / 365.25 - low) / (high - low)
        weights.append(AGES[low] + (AGES[high] - AGES[low]) * share)
    begun, total, before, written = 0.0, sum(weights), [], 0
    for weight in weights:
        before.append(written)
        begun += weight
        written = round(begun / total * ROOM)
    return [today.toordinal() - day for day in days], before


@cache
def decades() -> dict[tuple[int, str], tuple[int, list[str], list[str], list[str]]]:
    """(decade, sex) → share of names of one character of 256, and tables of 256 characters."""
    with (DATA / "given-names-by-decade.csv").open(encoding="utf-8", newline="") as file:
        return {
            (int(row["decade"]), row["sex"]): (
                int(row["single"]) * 256 // 100,
                spread(falling(row["singles"]), 256),
                spread(falling(row["firsts"]), 256),
                spread(falling(row["seconds"]), 256),
            )
            for row in csv.DictReader(file)
        }


@cache
def same_sound() -> dict[str, str]:
    """Character of a given name → another one of the same sound, tones left aside: 建 → 健."""
    sounds = defaultdict(set)
    for _share, *tables in decades().values():
        for table in tables:
            for character in table:
                sounds[syllable(character)].add(character)
    found: dict[str, str] = {}
    for characters in sounds.values():
        ring = sorted(characters)
        if len(ring) > 1:
            found |= dict(zip(ring, ring[1:] + ring[:1], strict=True))
    return found


class People:
    """The workers of one seed on one day."""

    def __init__(self, seed: int, today: date) -> None:
        chance = Random(seed)  # noqa: S311 an invented city needs no secrets
        self.today = today
        self.key = seed.to_bytes(8, "little", signed=True)
        self.days, self.before = birthdays(today)
        self.mask, self.start = chance.randrange(ROOM), chance.randrange(10**8)
        names, weights = surnames()
        self.surnames = spread(dict(zip(names, weights, strict=True)), 1 << 14)
        self.education = {decade: spread(each, 256) for decade, each in EDUCATION.items()}
        self.politics, self.nations = spread(POLITICS, 1024), spread(NATIONS, 1024)
        self.origins, self.skills = spread(ORIGINS, 256), spread(SKILLS, 256)
        self.trades, self.positions = spread(TRADES, 256), spread(POSITIONS, 256)

    def worker(self, index: int, place: Workplace) -> Worker:
        """The worker of this number at this workplace. ValueError past ROOM."""
        (name, given, kind, sex, education, politics, nation, origin, skill, married, living, house,
         work, position, joined, earlier, dues, card) = unpack(
            "<18H", blake2b(index.to_bytes(8, "little"), digest_size=36, key=self.key).digest()
        )  # fmt: skip
        born_on, serial = self.birth(index)
        age = (self.today - born_on).days // 365
        women = place.women if age < 55 else place.women / 6
        sex = FEMALE if sex < women * 65536 else MALE
        decade = min(max(born_on.year // 10 * 10, 1960), 2000)
        migrant = work < place.migrants * 65536
        home = self.origins[origin & 255] if migrant else HOME
        learned = self.education[decade][education & 255]
        since, joined_on = self.days_of(born_on, place.opened_on, joined, earlier)
        phone = (index * 61_803_399 + self.start) % 10**8
        return Worker(
            index,
            self.surnames[name & 16383] + given_name(decade, sex, given, kind),
            sex,
            born_on,
            identity_number(home, born_on, serial * 4 + (sex == MALE)),
            f"{PREFIXES[living & 7]}{phone:08d}",
            card_number(f"91560{index * 2 + 1:011d}") if card & 7 < 5 else "",
            self.nations[nation & 1023],
            party(self.politics[politics & 1023], age),
            learned,
            marriage(age, married & 255),
            ("rural" if origin & 3 else "urban") if migrant else ("resident", "urban")[origin & 1],
            PLACES[home],
            self.skills[skill & 255],
            "flexible" if place.platform else employment(dues >> 8),
            self.trades[skill >> 8] if place.platform else "",
            migrant,
            living >> 10 == 0,
            f"{place.street}{house % 180 + 1}号{house >> 11}室",
            f"{'一二三四五六七八九十'[work % min(place.shops, 10)]}车间" if place.shops else "",
            self.positions[position & 255],
            joined_on,
            since,
            ("paid" if dues & 255 < 232 else "owing" if dues & 255 < 248 else "exempt"),
        )

    def birth(self, index: int) -> tuple[date, int]:
        """The birthday and which of those born that day: no two numbers share both."""
        if not 0 <= index < ROOM:
            raise ValueError(f"a worker has a number from 0 to {ROOM - 1}, not {index}")
        drawn = index ^ self.mask  # three steps, each of which can be gone back
        drawn = drawn * 1_540_483 % ROOM
        drawn = (drawn ^ drawn >> 11) * 1_327_217 % ROOM
        drawn ^= drawn >> 9
        place = bisect_right(self.before, drawn) - 1
        return date.fromordinal(self.days[place]), drawn - self.before[place]

    def days_of(
        self, born_on: date, opened_on: date, joined: int, earlier: int
    ) -> tuple[date, date]:
        """Since when a member here, and of any union for the first time."""
        grown = born_on.toordinal() + 6580  # eighteen and some days
        today = self.today.toordinal() - 7
        first = min(max(grown, opened_on.toordinal()), today)
        since = today - int((today - first) * (joined / 65536) ** 1.6)
        before = since
        if earlier < 19661 and grown < since:  # three in ten were members elsewhere
            before = grown + (since - grown) * earlier // 19661
        return date.fromordinal(since), date.fromordinal(before)


def given_name(decade: int, sex: str, given: int, kind: int) -> str:
    single, singles, firsts, seconds = decades()[decade, sex]
    if kind & 255 < single:
        return singles[given & 255]
    return firsts[given & 255] + seconds[given >> 8]


def party(code: str, age: int) -> str:
    """Nobody is in the Youth League past twenty-eight."""
    return "13" if code == "03" and age > 28 else code


def marriage(age: int, drawn: int) -> str:
    if drawn < (230 - (age - 18) * 14 if age < 34 else 8):
        return "10"
    return "40" if drawn > 246 else "30" if drawn > 243 and age > 45 else "20"


def employment(drawn: int) -> str:
    return "working" if drawn > 3 else ("sick", "maternity", "seconded", "offpost")[drawn]


def another_birth(worker: Worker, sex: str) -> str:
    """The number of somebody else of the same place and birthday: a twin, a namesake."""
    order = int(worker.number[14:17]) // 4 * 4 + 2 + (sex == MALE)
    return identity_number(worker.number[:6], worker.born_on, order)
