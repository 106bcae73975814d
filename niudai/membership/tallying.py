"""Counting a union's people again, set by set; the people themselves stay the truth."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Count, F, Q

from niudai.kernel import bulk
from niudai.kernel.among import is_among
from niudai.membership.models import Membership, Person, Standing, Tally
from niudai.organisations.models import Organisation

State = Person.NumberState
MEMBER = Q(standing=Standing.ACTIVE, counted=True)
ON_FILE = Q(standing__in=[Standing.ACTIVE, Standing.KEPT])
MEASURES: dict[str, Q] = {
    "people": Q(),
    "members": MEMBER,
    "women": MEMBER & Q(sex=Person.Sex.FEMALE),
    "migrant": MEMBER & Q(migrant=True),
    "new_form": MEMBER & ~Q(trade=""),
    "kept": Q(standing=Standing.KEPT, counted=True),
    "number_wrong": ON_FILE & Q(number_state__in=[State.WRONG, State.OLD]),
    "number_missing": ON_FILE & Q(number_state=State.MISSING),
    "phone_missing": ON_FILE & Q(phone_end=""),
    "nation_missing": ON_FILE & Q(nation=""),
}
COLUMNS = (*MEASURES, "joined_on_missing")


def counts(
    unions: Iterable[int] | None = None, *, people: Iterable[Sequence[int]] | None = None
) -> Iterator[dict[str, Any]]:
    """One row a union, counted from the people; every union when none is named.

    With `people`, ranges of primary keys, only from these.
    """
    rows = Person.objects.filter(merged_into=None)
    stays = Membership.objects.open().filter(joined_on=None)
    if people is not None:
        spans = [tuple(span) for span in people]
        rows = rows.filter(reduce(or_, (Q(pk__range=span) for span in spans)))
        stays = stays.filter(reduce(or_, (Q(person__pk__range=span) for span in spans)))
    if unions is not None:
        keys = list(unions)
        rows, stays = rows.filter(organisation__in=keys), stays.filter(organisation__in=keys)
    without_day = dict(
        stays.order_by().values_list("organisation").annotate(Count("pk")).values_list(
            "organisation", "pk__count"
        )
    )  # fmt: skip
    measures = {f"n_{name}": Count("pk", filter=where) for name, where in MEASURES.items()}
    grouped = rows.order_by().values("organisation", place=F("organisation__path"))
    for found in grouped.annotate(**measures):
        row: dict[str, Any] = dict(found)
        union = row["organisation"]
        yield {
            "organisation_id": union, "path": row["place"],
            **{name: row[f"n_{name}"] for name in MEASURES},
            "joined_on_missing": without_day.get(union, 0),
        }  # fmt: skip


@transaction.atomic
def recount(unions: Iterable[int]) -> None:
    """Count these unions again, in the transaction of whatever changed them.

    Their rows are held first: of two who admit a member at once the second counts both.
    """
    keys = sorted(set(unions))
    present = list(held(keys).values_list("pk", flat=True))
    rows = {row["organisation_id"]: row for row in counts(keys)}
    nobody = dict.fromkeys(COLUMNS, 0)
    bulk.change(Tally, COLUMNS, [
        (key, *(rows.get(key, nobody)[name] for name in COLUMNS)) for key in present
    ])  # fmt: skip


@transaction.atomic
def count_in(people: Sequence[Sequence[int]]) -> None:
    """Add people who were just put on file, by ranges of their primary keys.

    A roster brings thousands at a time for unions that have thousands: nobody is counted twice.
    """
    if not people:
        return
    rows = {row["organisation_id"]: row for row in counts(people=people)}
    present = held(rows)
    bulk.change(Tally, COLUMNS, [
        (key, *(was + rows[key][name] for name, was in zip(COLUMNS, values, strict=True)))
        for key, *values in present.values_list("pk", *COLUMNS)
    ])  # fmt: skip


def held(unions: Iterable[int]) -> models.QuerySet[Tally]:
    """The rows of these unions, locked; who has none yet gets one that counts nobody."""
    keys = sorted(unions)
    rows = Tally.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    if missing := set(keys).difference(rows.values_list("pk", flat=True)):
        condition, wanted = is_among("id", missing, connection.vendor)
        columns = ", ".join(COLUMNS)
        nothing = ", ".join(["0"] * len(COLUMNS))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Tally._meta.db_table} (organisation_id, path, {columns}) "  # noqa: S608
                f"SELECT id, path, {nothing} FROM {Organisation._meta.db_table} "
                f"WHERE {condition} ON CONFLICT DO NOTHING",
                [wanted],
            )
    return rows.all()


@transaction.atomic
def recount_all() -> int:
    """Count everybody again; how many unions were not as the people say."""
    before = {tally.pk: tally for tally in Tally.objects.select_for_update()}
    rows = list(counts())
    wrong = sum(1 for row in rows if differs(before.pop(row["organisation_id"], None), row))
    wrong += sum(1 for empty in before.values() if not is_zero(empty))
    Tally.objects.all().delete()
    names = ("organisation_id", "path", *COLUMNS)
    bulk.load(Tally, names, ([row[name] for name in names] for row in rows))
    return wrong


def is_zero(tally: Tally) -> bool:
    return not any(getattr(tally, name) for name in COLUMNS)


def differs(tally: Tally | None, row: dict[str, Any]) -> bool:
    return tally is None or any(getattr(tally, name) != row[name] for name in ("path", *COLUMNS))


def sums(rows: models.QuerySet[Tally]) -> dict[str, int]:
    """The measures of many unions added up."""
    totals = rows.aggregate(**{name: models.Sum(name) for name in COLUMNS})
    return {name: totals[name] or 0 for name in COLUMNS}
