"""How the unions of a county are called and numbered, from its division list and one data page."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from niudai.organisations.models import Division, Organisation

FILE = Path(__file__).parent / "data" / "federations.toml"
Level = Division.Level
TOWNS = (Level.STREET, Level.TOWN, Level.ZONE)
VILLAGES = (Level.COMMUNITY, Level.VILLAGE)
COMMITTEE = re.compile(r"(居民委员会|居委会|村民委员会|村委会)$")


@dataclass(frozen=True, slots=True)
class County:
    """What the data page says of one county; empty for most."""

    mark: str = ""
    town: dict[str, dict[str, str]] = field(default_factory=dict)
    statistical: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Naming:
    """A union to be: its names, and where its mark is taken from."""

    name: str
    short_name: str
    kind: Organisation.Kind
    mark: str = ""


@cache
def pages() -> dict[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def county_page(county: str) -> County:
    """By the first six digits of the code."""
    return County(**pages().get(county[:6], {}))


def federation_naming(county: Division) -> Naming:
    return Naming(
        name=f"{county.name}总工会",
        short_name=county.name,
        kind=Organisation.Kind.FEDERATION,
        mark=county_page(county.code).mark or county.name[:1],
    )


def town_naming(town: Division, page: County) -> Naming:
    """A zone of the data page is a town of the network; any other zone is a zone union."""
    known = page.town.get(town.code, {})
    zone = town.level == Level.ZONE and not known
    return Naming(
        name=known.get("name", f"{town.name}总工会"),
        short_name=known.get("short_name", town.name),
        kind=Organisation.Kind.ZONE if zone else Organisation.Kind.TOWN,
        mark=known.get("mark", town.name),
    )


def village_naming(village: Division, town: str) -> Naming:
    """周庄镇 and 倪家巷村村委会 → 周庄镇倪家巷村工会联合会, in short 倪家巷村."""
    short = village_name(village)
    return Naming(name=f"{town}{short}工会联合会", short_name=short, kind=Organisation.Kind.VILLAGE)


def village_name(village: Division) -> str:
    """The place without its committee: 文定社区居委会 → 文定社区, 常泽桥村委会 → 常泽桥村."""
    place = COMMITTEE.sub("", village.name)
    if place == village.name:
        return place
    ending = "村" if village.level == Level.VILLAGE else "社区"
    return place if place.endswith(ending) else f"{place}{ending}"


def town_of(village: Division, page: County) -> str:
    """The code of the town whose union it stands beneath; empty for a place without people."""
    parent = village.parent_id or ""
    return page.statistical.get(parent, parent)


def new_mark(before: str, name: str, taken: Collection[str]) -> str:
    """The county's mark and the first character of the town that makes it unique: 澄周."""
    return next(mark for mark in marks(before, name) if mark not in taken)


def marks(before: str, name: str) -> Iterator[str]:
    """Each character of the name in turn, then its beginnings, then numbers."""
    yield from (before + character for character in name if character.isalnum())
    yield from (before + name[:end] for end in range(2, 5))
    yield from (f"{before}{name[:1]}{number}" for number in range(2, 1000))
