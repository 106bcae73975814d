"""Finding one of 700,000 people: the page's time in the server (p95) against its bare query.

An officer of the city and one of a town look for people by one character, two characters, a name,
pinyin, its beginning, initials, number, phone, its end, and the name of a union, on the list of
people; names and numbers also in the search of everything. Each kind is asked 200 different
questions, drawn by lot, after ten others to warm up. The limit is the same rows by their keys.
"""

import random
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import connection
from django.urls import reverse

from bench.result import Result
from bench.whole_city import ASKED, WARM, Reader, Times, nth, officers, planted, timed
from niudai.kernel.searching import syllable
from niudai.membership.models import Person
from niudai.membership.searching import people_found

CHECKED = 10  # of each kind: the answer is right, too
DRAWN = 4_000  # people the questions are made from
MOST_MS = 20


def measure() -> Result:
    persons, times = planted(), Times()
    bare: list[float] = []
    for name, reader in officers().items():
        people = drawn(reader)
        for kind, word in KINDS.items():
            questions = list(islice(different(people, word), WARM + ASKED))
            for query, expected in questions[:CHECKED]:
                refuse_wrong(reader, query, expected)
            opened = [reader.open("people", {"q": query}) for query, _person in questions]
            times.add(f"{name} {kind}", opened[WARM:])
            for each in opened[WARM:]:
                keys = shown(each.page)
                bare.append(timed(lambda k=keys: by_key(k)))
        for kind in ("name", "number"):
            questions = list(islice(different(people, KINDS[kind]), WARM + ASKED))
            opened = [reader.open("search", {"q": query}) for query, _person in questions]
            times.add(f"{name} everything by {kind}", opened[WARM:])
    classes = times.lines()
    over = {name: line["p95_ms"] for name, line in classes.items() if line["p95_ms"] > MOST_MS}
    return Result(persons, times.slowest(), nth(bare), {"over_20_ms": over, "classes": classes})


# A kind of question → what is typed to find somebody.
LOT = random.Random(2012)
KINDS: dict[str, Callable[[Person], str]] = {
    "one character": lambda person: LOT.choice(person.name),
    "two characters": lambda person: person.name[-2:],
    "name": lambda person: person.name,
    "pinyin": lambda person: "".join(map(syllable, person.name)),
    "pinyin begun": lambda person: "".join(map(syllable, person.name))[:4],
    "initials": lambda person: "".join(syllable(each)[:1] for each in person.name),
    "number": lambda person: person.number,
    "phone": lambda person: person.phone,
    "phone end": lambda person: person.phone_end,
    "union": lambda person: person.organisation.name,
}


def drawn(reader: Reader) -> list[Person]:
    rows = Person.objects.visible_to(reader.actor).exclude(number_key="").exclude(phone_end="")
    keys = list(rows.values_list("pk", flat=True))
    chosen = random.Random(2012).sample(keys, min(DRAWN, len(keys)))
    return list(rows.select_related("organisation").in_bulk(chosen).values())


def different(people: list[Person], word: Callable[[Person], str]) -> Iterator[tuple[str, Person]]:
    """What is typed, each once, and somebody it must find."""
    asked: set[str] = set()
    for person in people:
        query = word(person)
        if query not in asked:
            asked.add(query)
            yield query, person


def refuse_wrong(reader: Reader, query: str, expected: Person) -> None:
    """A fast wrong answer is none."""
    rows = people_found(Person.objects.visible_to(reader.actor), query, by=reader.actor).rows
    if not rows.filter(pk=expected.pk).exists():
        raise SystemExit(f"“{query}” does not find {expected}")
    keys = shown(reader.open("people", {"q": query}).page)
    here = Person.objects.filter(pk__in=keys, path__startswith=reader.scope).count()
    if here != len(keys):
        raise SystemExit(f"“{query}” finds somebody outside {reader.scope}")


def shown(page: str) -> list[int]:
    """The persons whose cards the page opens."""
    cards = re.findall(rf'href="{reverse("people")}(\d+)/"', page)
    return [int(key) for key in dict.fromkeys(cards)]


def by_key(keys: list[int]) -> Any:
    marks = ", ".join(["%s"] * len(keys)) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.*, o.* FROM membership_person p JOIN organisations_organisation o "
            f"ON o.id = p.organisation_id WHERE p.id IN ({marks}) ORDER BY p.path, p.id",
            keys,
        )
        return cursor.fetchall()
