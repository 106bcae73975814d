"""First and far pages of every long list of the city: time in the server (p95) against bare SQL.

An officer of the city and one of a town open each list, narrowed in all the ways the page offers
and to units drawn by lot: 200 different questions for a first page. The far ones are the 500th
page and those after it, or the last ones of a list that ends before. The limit is one page of
people by bare SQL over the index of the list.
"""

import random
import re
from collections.abc import Iterator
from html import unescape
from itertools import cycle, islice, product
from typing import Any

from django.db import connection
from django.http import QueryDict

from bench.result import Result
from bench.whole_city import ASKED, WARM, Opened, Reader, Times, nth, officers, planted, timed
from niudai.access.actor import CLOCK
from niudai.kernel.listing import AFTER, ROWS, address, key
from niudai.membership.duplicates.finding import find_pairs
from niudai.membership.models import Pair, Person
from niudai.organisations.models import Organisation

FAR = 500  # the page that is as quick as the first
MOST_MS = 50
WORDS = ("纺织", "服装", "机械", "化工", "电子", "物流")
NAMES = ("王", "李", "张", "陈", "刘", "杨")
# The list → the ways to narrow it; each is asked for the whole place and for units of it.
ASKED_OF: dict[str, tuple[dict[str, str], ...]] = {
    "people": (
        {}, {"standing": "active"}, {"standing": "left"}, {"sex": "2"}, {"education": "10"},
        {"trade": "any"}, {"trade": "guard"}, {"kind": "migrant"}, {"kind": "dispatched"},
        {"kind": "model"}, {"number": "wrong"}, {"sex": "2", "kind": "migrant", "education": "30"},
        {"standing": "kept", "sex": "1"}, {"number": "old", "kind": "migrant"},
    ),
    "employers": ({}, {"union": "no"}, {"ownership": "private"}, *({"q": w} for w in WORDS)),
    "organisations": ({}, *({"q": word} for word in WORDS)),
    "bodies": ({}, {"q": "调解"}, *({"q": word} for word in WORDS)),
    "mediators": ({}, *({"q": name} for name in NAMES)),
    "duplicates": ({}, {"state": ""}, {"ground": "number"}), "merges": ({},),
    "transfers": ({}, {"state": "waiting"}), "joinings": ({}, {"state": ""}),
}  # fmt: skip


NARROWED_TO_UNITS = ("people", "employers")


def measure() -> Result:
    persons, times = planted(), Times()
    if not Pair.objects.exists():
        find_pairs(by=CLOCK)  # as every night
    bare: list[float] = []
    for name, reader in officers().items():
        for page in ASKED_OF:
            opened = [reader.open(page, asked) for asked in questions(reader, page)]
            times.add(f"{name} {page} first", opened[WARM:])
            times.add(f"{name} {page} far", far(reader, page))
        bare += [timed(lambda r=reader: by_index(r.scope)) for _time in range(ASKED)]
    classes = times.lines()
    over = {name: line["p95_ms"] for name, line in classes.items() if line["p95_ms"] > MOST_MS}
    return Result(persons, times.slowest(), nth(bare), {"over_50_ms": over, "classes": classes})


def questions(reader: Reader, page: str) -> Iterator[dict[str, str]]:
    """For the whole place, then for units of it; a list with fewer ways is asked them again."""
    whole: list[dict[str, str]] = [{}]
    if page in NARROWED_TO_UNITS:
        units = list(Organisation.objects.visible_to(reader.actor).values_list("pk", flat=True))
        drawn = random.Random(2012).sample(units, min(ASKED, len(units)))
        whole += [{"under": str(unit)} for unit in drawn]
    every = ({**place, **narrowed} for place, narrowed in product(whole, ASKED_OF[page]))
    return islice(cycle(every), WARM + ASKED)


def far(reader: Reader, page: str) -> list[Opened]:
    """The 500th page and those after it, or the last ones; again and again where they are few."""
    start = start_of_people(reader) if page == "people" else ""
    pages = list(islice(walk(reader, page, start), ASKED if start else FAR + ASKED))[-ASKED:]
    while len(pages) < ASKED:
        pages += islice(walk(reader, page, start), ASKED - len(pages))
    return pages


def walk(reader: Reader, page: str, start: str) -> Iterator[Opened]:
    """Page after page, as a reader turns them."""
    address: str | None = start
    while address is not None:
        opened = reader.open(page, address)
        yield opened
        following = re.search(r'rel="next" href="([^"]+)"', opened.page)
        address = unescape(following[1]) if following else None


def start_of_people(reader: Reader) -> str:
    """The address of the 500th page, without turning the pages before it."""
    rows = Person.objects.visible_to(reader.actor).order_by("path", "pk")
    place = min(ROWS * (FAR - 1), rows.count() - ROWS) - 1
    return address(QueryDict(), AFTER, key(rows[place], ["path", "pk"]))


def by_index(scope: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.*, o.* FROM membership_person p JOIN organisations_organisation o "
            "ON o.id = p.organisation_id WHERE p.merged_into_id IS NULL AND p.path >= %s "
            "AND p.path < %s ORDER BY p.path, p.id LIMIT 51",
            [scope, f"{scope[:-1]}/"],
        )
        return cursor.fetchall()
