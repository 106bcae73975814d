"""Invented people and firms, the same for the same seed."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from stdnum.cn import ric, uscc

DATA = Path(__file__).parent / "data"
TRADES = (
    "纺织", "印染", "服饰", "毛纺", "针织", "化纤", "钢管", "法兰", "电子", "模具", "包装",
    "物流", "食品", "建材", "机械", "塑料", "餐饮", "保洁",
)  # fmt: skip
BRANDS = (
    "示例",
    "样本",
    "范例",
    "虚构",
    "假名",
    "样张",
    "示范",
    "设例",
    "拟名",
    "例言",
    "试制",
    "仿名",
)


@cache
def surnames() -> tuple[list[str], list[float]]:
    with (DATA / "surnames-weights.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["surname"] for row in rows], [float(row["weight"]) for row in rows]


@cache
def given_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"M": [], "F": []}
    with (DATA / "given-names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found["M" if row["sex"] == "男" else "F"].append(row["given_name"])
    return found


def person(chance: Random, sex: str) -> str:
    names, weights = surnames()
    return chance.choices(names, weights)[0] + chance.choice(given_names()[sex])


def identity_number(chance: Random, born_on: date, sex: str) -> str:
    """A number with a right check digit whose place is a prefecture: real ones name a county."""
    order = chance.randrange(0, 99) * 10 + chance.randrange(0, 10) // 2 * 2 + (sex == "M")
    number = f"320200{born_on:%Y%m%d}{order:03d}"
    return number + ric.calc_check_digit(number + "0")


def credit_code(chance: Random, kind: str = "91") -> str:
    """Right by its check character; no registrar has the place 320299. 81 is a union."""
    base = f"{kind}320299MA{chance.randrange(10**7):07d}"
    return base + uscc.calc_check_digit(base)


def phone(chance: Random) -> str:
    """Beginning 154, which no network had been given when this was written (from memory)."""
    return f"154{chance.randrange(10**8):08d}"


def birthday(chance: Random, today: date, *, youngest: int = 20, oldest: int = 58) -> date:
    return today - timedelta(days=chance.randrange(youngest * 366, oldest * 365))


def firm(chance: Random, number: int) -> str:
    brand = BRANDS[number % len(BRANDS)]
    trade = TRADES[(number // len(BRANDS) + number) % len(TRADES)]
    return f"江阴{brand}{trade}有限公司"
