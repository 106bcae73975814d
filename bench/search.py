"""Finding one of 700,000 people: the page's time in the server (p95) against its bare query.

An officer of the city and one of a town look for people by one character, two characters, a name,
pinyin, its beginning, initials, number, phone, its end, and the name of a union. Every kind is
asked for 25 people drawn by lot; the limit is the same rows by bare SQL through an index made for
just this question, the primary key.
"""

import random
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.urls import reverse

from bench.result import Result
from bench.whole_city import ms, nth, officers, opened, planted, timed
from niudai.access.models import Appointment
from niudai.kernel.searching import syllable
from niudai.membership.models import Person
from niudai.membership.searching import people_found

PEOPLE = 25  # asked for of each kind by each officer


def measure() -> Result:
    persons = planted()
    seconds: dict[str, list[float]] = {}
    bare: list[float] = []
    for name, (held, client) in officers().items():
        for kind, query, expected in questions(held):
            found = opened(client, "people", {"q": query})  # warm, and right
            refuse_wrong(held, query, expected, found)
            seconds.setdefault(f"{name} {kind}", []).append(
                timed(lambda c=client, q=query: opened(c, "people", {"q": q}))
            )
            keys = shown(found)
            bare.append(timed(lambda k=keys: by_key(k)))
        print(f"{name}: {len(bare)} questions asked", flush=True)
    kinds = {kind: ms(nth(sorted(took))) for kind, took in seconds.items()}
    for kind, took in kinds.items():
        print(f"{kind}: p95 {took} ms", flush=True)
    everything = sorted(took for each in seconds.values() for took in each)
    more = {"kinds_ms": kinds, "median_ms": ms(everything[len(everything) // 2])}
    return Result(persons, nth(everything), nth(sorted(bare)), more)


def questions(held: Appointment) -> Iterator[tuple[str, str, Person]]:
    """A kind, what is typed, and somebody it must find."""
    lot = random.Random(2012)
    rows = Person.objects.visible_to(held.actor()).exclude(number="").exclude(phone_end="")
    keys = list(rows.values_list("pk", flat=True))
    people = rows.select_related("organisation").in_bulk(lot.sample(keys, PEOPLE)).values()
    for person in people:
        name = person.name
        pinyin = "".join(map(syllable, name))
        yield from (
            (kind, query, person)
            for kind, query in {
                "one character": lot.choice(name), "two characters": name[-2:], "name": name,
                "pinyin": pinyin, "pinyin begun": pinyin[:4],
                "initials": "".join(syllable(each)[:1] for each in name),
                "number": person.number, "phone": person.phone, "phone end": person.phone_end,
                "union": person.organisation.name,
            }.items()
        )  # fmt: skip


def refuse_wrong(held: Appointment, query: str, expected: Person, found: Any) -> None:
    """A fast wrong answer is none."""
    rows = people_found(Person.objects.visible_to(held.actor()), query, by=held.actor())
    if not rows.filter(pk=expected.pk).exists():
        raise SystemExit(f"“{query}” does not find {expected}")
    scope = held.organisation.path
    here = Person.objects.filter(pk__in=shown(found), path__startswith=scope).count()
    if here != len(shown(found)):
        raise SystemExit(f"“{query}” finds somebody outside {scope}")


def shown(answer: Any) -> list[int]:
    """The persons whose cards the page opens."""
    address = reverse("people")
    cards = re.findall(rf'href="{address}(\d+)/"', answer.content.decode())
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
