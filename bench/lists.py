"""First and 500th pages of every long list of the city: time in the server (p95) against bare SQL.

An officer of the city and one of a town open each list with and without filters. The limit is the
rows of one page of people by bare SQL over the index of the list.
"""

import re
from typing import Any

from django.db import connection

from bench.result import Result
from bench.whole_city import ms, officers, opened, p95, planted
from niudai.kernel.listing import key
from niudai.membership.models import Person

FAR = 500  # the page that is as quick as the first
ASKED: dict[str, tuple[dict[str, str], ...]] = {
    "people": (
        {}, {"standing": "active"}, {"standing": "left"}, {"sex": "2"}, {"education": "10"},
        {"trade": "any"}, {"trade": "guard"}, {"kind": "migrant"}, {"kind": "dispatched"},
        {"kind": "model"}, {"number": "wrong"}, {"sex": "2", "kind": "migrant", "education": "30"},
        {"standing": "kept", "sex": "1"}, {"number": "old", "kind": "migrant"},
    ),
    "employers": ({}, {"q": "纺织"}, {"union": "no"}),
    "organisations": ({}, {"q": "纺织"}),
    "bodies": ({}, {"q": "调解"}),
    "mediators": ({}, {"q": "王"}),
    "duplicates": ({}, {"state": ""}),
    "merges": ({},), "transfers": ({},), "joinings": ({},),
}  # fmt: skip


def measure() -> Result:
    persons = planted()
    pages: dict[str, float] = {}
    counts: dict[str, str] = {}
    bare = 0.0
    for name, (held, client) in officers().items():
        scope = held.organisation.path
        for page, questions in ASKED.items():
            for asked in questions:
                label = " ".join([name, page, *(f"{k}={v}" for k, v in asked.items())])
                answer = opened(client, page, asked)
                counts[label] = heading(answer)
                pages[label] = p95(lambda c=client, p=page, a=asked: opened(c, p, a))
                print(f"{label}: {counts[label]}, p95 {ms(pages[label])} ms", flush=True)
        label, far = f"{name} people page {FAR}", far_key(scope)
        pages[label] = p95(lambda c=client, f=far: opened(c, "people", f))
        print(f"{label}: p95 {ms(pages[label])} ms", flush=True)
        bare = max(bare, p95(lambda s=scope: by_index(s)))
    slow = {label: ms(took) for label, took in pages.items() if took > 0.05}
    more = {"pages_ms": {label: ms(took) for label, took in pages.items()}, "over_50_ms": slow,
            "counts": counts}  # fmt: skip
    return Result(persons, max(pages.values()), bare, more)


def heading(answer: Any) -> str:
    """What the page says about how many there are: the heading above its rows."""
    found = re.search(r"<h2[^>]*>(.*?)</h2>", answer.content.decode(), re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def far_key(scope: str) -> dict[str, str]:
    """What the address of that page says, by walking there as a reader would."""
    rows = Person.objects.filter(merged_into=None, path__startswith=scope).order_by("path", "pk")
    place = min(50 * (FAR - 1), rows.count() - 1)
    return {"after": key(rows[place], ["path", "pk"])}


def by_index(scope: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.*, o.* FROM membership_person p JOIN organisations_organisation o "
            "ON o.id = p.organisation_id WHERE p.merged_into_id IS NULL AND p.path >= %s "
            "AND p.path < %s ORDER BY p.path, p.id LIMIT 51",
            [scope, f"{scope[:-1]}/"],
        )
        return cursor.fetchall()
