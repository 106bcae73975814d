"""Finding pairs among all persons: exact numbers first, then what sounds and is born alike.

Everyone is read once, without opening a sealed number; records that share a key meet in a bucket
and only within it are they compared. Two different valid numbers are two human beings, however
much else agrees: that is what an identity number is for.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from niudai.access.actor import Actor
from niudai.audit.log import record
from niudai.kernel import bulk
from niudai.membership.duplicates.counting import count_anew
from niudai.membership.models import Pair, Person
from niudai.membership.seating import meeting_point
from niudai.organisations.models import Organisation

Ground = Pair.Ground
State = Person.NumberState
CROWD = 30  # a bucket this full is a placeholder (000000, 1900-01-01), not a human being
READ = 20_000


class Known(NamedTuple):
    """One person as the comparison sees them. The keys are hashes: equal or not, no more."""

    pk: int
    path: str
    name: str
    sound: str
    born_on: date | None
    sex: str
    number_key: str
    number_state: str
    phone_key: str


class Found(NamedTuple):
    first: Known
    second: Known
    ground: str
    likelihood: int  # per cent


def everyone() -> Iterator[Known]:
    """Whoever has a record of their own, the oldest record first."""
    rows = (
        Person.objects.filter(merged_into=None)
        .order_by("pk")
        .values_list(
            "pk", "path", "name", "search", "born_on", "sex", "number_key", "number_state",
            "phone_key",
        )
    )  # fmt: skip
    for pk, path, name, search, born_on, sex, number_key, state, phone_key in rows.iterator(
        chunk_size=READ
    ):
        sound = sound_of(name, search)
        yield Known(pk, path, name, sound, born_on, sex, number_key, state, phone_key)


def sound_of(name: str, search: str) -> str:
    """The pinyin of the name, which stands behind it in the search column."""
    return search[len(name) + 1 :].partition(" ")[0]


def pairs(people: Iterable[Known]) -> Iterator[Found]:
    """Each pair once, on its strongest ground."""
    told: set[tuple[int, int]] = set()
    known = list(people)
    for key, judge in (
        (by_number, same_number),
        (by_name_and_birth, alike_in_name),
        (by_sound_and_birth, alike_in_sound),
        (by_name_and_phone, alike_in_phone),
    ):
        for bucket in buckets(known, key):
            for first, second in combinations(bucket, 2):
                found = judge(first, second)
                if found and (first.pk, second.pk) not in told:
                    told.add((first.pk, second.pk))
                    yield found


def buckets(people: list[Known], key: Callable[[Known], Any]) -> Iterator[list[Known]]:
    """People who share a key, where at least two do and not a crowd."""
    shared: dict[Any, Known | list[Known]] = {}
    for person in people:
        word = key(person)
        if word is None:
            continue
        there = shared.get(word)
        if there is None:
            shared[word] = person
        elif isinstance(there, list):
            there.append(person)
        else:
            shared[word] = [there, person]
    for there in shared.values():
        if isinstance(there, list) and len(there) <= CROWD:
            yield there


def by_number(person: Known) -> str | None:
    return person.number_key or None


def by_name_and_birth(person: Known) -> tuple[str, date] | None:
    return (person.name, person.born_on) if person.born_on else None


def by_sound_and_birth(person: Known) -> tuple[str, date] | None:
    return (person.sound, person.born_on) if person.born_on else None


def by_name_and_phone(person: Known) -> tuple[str, str] | None:
    return (person.name, person.phone_key) if person.phone_key else None


def same_number(first: Known, second: Known) -> Found | None:
    return Found(first, second, Ground.NUMBER, 100)


def alike_in_name(first: Known, second: Known) -> Found | None:
    if two_numbers(first, second) or two_sexes(first, second):
        return None
    if first.phone_key and first.phone_key == second.phone_key:
        return Found(first, second, Ground.NAME_BIRTH_PHONE, 95)
    return Found(first, second, Ground.NAME_BIRTH, 70)


def alike_in_sound(first: Known, second: Known) -> Found | None:
    """Another character of the same sound: a slip at the desk, where no number tells them apart."""
    if first.name == second.name or two_numbers(first, second) or two_sexes(first, second):
        return None
    same_phone = bool(first.phone_key) and first.phone_key == second.phone_key
    return Found(first, second, Ground.SOUND_BIRTH, 85 if same_phone else 50)


def alike_in_phone(first: Known, second: Known) -> Found | None:
    """Same name and phone, where one birthday is not known."""
    if (first.born_on and second.born_on) or two_numbers(first, second):
        return None
    return None if two_sexes(first, second) else Found(first, second, Ground.NAME_PHONE, 60)


def two_numbers(first: Known, second: Known) -> bool:
    """Both numbers pass their check, and they differ."""
    return (
        first.number_state == second.number_state == State.VALID
        and first.number_key != second.number_key
    )


def two_sexes(first: Known, second: Known) -> bool:
    return {first.sex, second.sex} == {Person.Sex.MALE, Person.Sex.FEMALE}


@transaction.atomic
def find_pairs(*, by: Actor) -> int:
    """Look through everybody and put new pairs on the work list; how many were new.

    What was decided before stays decided. Nobody in an open pair is counted twice from now on.
    """
    today = timezone.localdate()
    before = set(Pair.objects.values_list("first_id", "second_id"))
    fresh = [each for each in pairs(everyone()) if (each.first.pk, each.second.pk) not in before]
    bulk.load(
        Pair,
        ("first_id", "second_id", "path", "ground", "likelihood", "found_on"),
        (
            (
                each.first.pk, each.second.pk, meeting_point(each.first.path, each.second.path),
                each.ground, each.likelihood, today,
            )
            for each in fresh
        ),
    )  # fmt: skip
    count_anew(one.pk for each in fresh for one in (each.first, each.second))
    if fresh:
        city = Organisation.objects.order_by("path")[0]
        record("membership.find_pairs", city, by=by, pairs=len(fresh))
    return len(fresh)
