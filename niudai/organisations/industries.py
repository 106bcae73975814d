"""Industries by GB/T 4754-2017: sections by letter, divisions by two digits."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "industries.csv"


@dataclass(frozen=True, slots=True)
class Industry:
    code: str
    name: str
    section: str

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@cache
def industries() -> dict[str, Industry]:
    """Code → industry, in the order of the standard."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Industry(row["code"], row["name"], row["parent_code"] or row["code"])
            for row in csv.DictReader(file)
        }


def within_section(code: str) -> list[str]:
    """The code itself and, for a section, its divisions."""
    return [each.code for each in industries().values() if code in {each.code, each.section}]


def industry_name(code: str) -> str:
    """“17 纺织业”; empty for none, the bare code for one the standard does not know."""
    return str(industries().get(code, code))


def industry_choices() -> list[tuple[str, str]]:
    return [(code, str(industry)) for code, industry in industries().items()]
