"""Duplicates among 700,000 people: the whole search and its work list, in seconds.

The city has planted pairs in known number: how many are found (recall) and how many of the found
are planted (precision) stand in the line. The limit is the bare reading of the compared columns.
"""

import json
import time

from django.db import connection, transaction

from bench.result import Result
from bench.whole_city import notes, planted
from niudai.access.actor import CLOCK
from niudai.membership.duplicates.finding import find_pairs
from niudai.membership.models import Pair

THE_SAME = ("same_number", "typo_in_number", "same_sound")
COLUMNS = "id, path, name, search, born_on, sex, number_key, number_state, phone_key"


def measure() -> Result:
    persons = planted()
    known = json.loads(notes().read_text(encoding="utf-8"))
    right = {(min(pair), max(pair)) for kind in THE_SAME for pair in known[kind]}
    limit_s = timed_reading()
    with transaction.atomic():
        began = time.perf_counter()
        found = find_pairs(by=CLOCK)
        ours_s = time.perf_counter() - began
        pairs = set(Pair.objects.values_list("first_id", "second_id"))
        transaction.set_rollback(True)  # a kept city stays as it was
    print(f"{found} pairs in {ours_s:.1f} s; the bare reading {limit_s:.1f} s", flush=True)

    more = {
        "pairs": len(pairs),
        "recall": round(len(right & pairs) / len(right), 4),
        "precision": round(len(right & pairs) / len(pairs), 4),
    }
    return Result(persons, ours_s, limit_s, more)


def timed_reading() -> float:
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM membership_person")
        while cursor.fetchmany(20_000):
            continue
    return time.perf_counter() - began
