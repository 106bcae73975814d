"""Many rows at once: loaded, found and changed set by set, as quickly as the database can.

Values are prepared as the model's fields would do it one by one: numbers are sealed, look-up and
search columns follow their fields, what is not given takes its default. What a model's `save` or
a foreign key's `on_delete` would do beyond that does not happen here; the constraints of the
database hold as ever. Everything works inside the caller's transaction. A model that
inherits another's table is written table by table, each by its own model.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import islice, repeat
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone

from niudai.kernel.among import is_among
from niudai.kernel.character_index import CharacterIndex
from niudai.kernel.credit_codes import CodeStateField
from niudai.kernel.personal import LookupField, SealedField, lookup_with, seal_all
from niudai.kernel.searching import SearchField

BATCH = 5_000  # rows prepared at a time: memory does not grow with the table
ROOM = 192  # MiB of SQLite's own cache while many rows are written

FOLLOWING = (SearchField, CodeStateField)  # made of other fields of the row

# What COPY reads: of texts only what would end a value or a row is written otherwise.
BLOCK = 2_000  # rows handed over at a time, so that the database works meanwhile
NOTHING = r"\N"
SPECIAL = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
WRITTEN: dict[type, Callable[[Any], str]] = {
    str: lambda text: text.translate(ESCAPES), int: str, bool: "ft".__getitem__,
    date: date.isoformat, datetime: datetime.isoformat, Decimal: str,
}  # fmt: skip

Row = Sequence[Any]
Column = Sequence[Any]
Columns = Sequence[Column]
Maker = Callable[[Columns], Column]  # the given columns → one column of the table


def load(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert the rows, whose values stand in the order of `names`; how many they were.

    Without the primary key among the names the database gives it out; `reserve` beforehand when
    other tables will point at the rows. A row the database refuses raises IntegrityError.
    """
    count = 0
    for batch in batches(rows):
        put(model, made(model, names, list(zip(*batch, strict=True))))
        count += len(batch)
    return count


def made(model: type[models.Model], names: Sequence[str], given: Columns) -> dict[str, Column]:
    """The table's columns that come of the given ones, as `put` takes them.

    Sealing and the like take longer than writing; no database is asked, so any process can do it.
    """
    plan = {
        column_of(field): maker
        for field in written(model)
        if follows(field, names) and (maker := maker_of(field, names))
    }
    return {column: maker(given) for column, maker in plan.items()}


def put(model: type[models.Model], columns: Mapping[str, Column]) -> None:
    """Insert the rows these columns make; a column that is missing takes its default."""
    must_be_atomic()
    key = column_of(primary_key(model))
    filled = {
        column_of(field): stored(field, columns[name]) if name in columns else by_default(field)
        for field in written(model)
        if (name := column_of(field)) in columns or name != key
    }
    with characters_at_once(model) as keys:
        last = last_key(model) if keys and key not in columns else None
        insert_columns(model._meta.db_table, filled)
        for each in keys:
            each.extend(columns[key] if last is None else keys_after(model, last))


def written(model: type[models.Model]) -> list[Any]:
    """The fields of the model's own table, but for those the database makes itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


@contextmanager
def characters_at_once(model: type[models.Model]) -> Iterator[list[list[int]]]:
    """For each index of characters a list for the keys of the rows it is to take up.

    PostgreSQL needs none of it.
    """
    found = [index for index in model._meta.indexes if isinstance(index, CharacterIndex)]
    if connection.vendor == "postgresql":
        found = []
    with ExitStack() as stack:
        yield [stack.enter_context(index.filled_at_once(model)) for index in found]


def last_key(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0


def keys_after(model: type[models.Model], last: int) -> Iterable[int]:
    return model._default_manager.filter(pk__gt=last).values_list("pk", flat=True)


def change(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> int:
    """Write the named fields of rows that exist; each row begins with its primary key.

    Only what is named is written: a look-up or search column follows when its field is named.
    """
    must_be_atomic()
    key, count = primary_key(model), 0
    names = [key.name, *names]
    for batch in batches(rows):
        columns = made(model, names, list(zip(*batch, strict=True)))
        keys = columns.pop(column_of(key))
        new = zip(*columns.values(), keys, strict=True)
        overwrite(model._meta.db_table, list(columns), column_of(key), new)
        count += len(batch)
    return count


def reserve(model: type[models.Model], count: int) -> list[int]:
    """That many primary keys nobody else will get, in rising order."""
    must_be_atomic()
    table, key = model._meta.db_table, column_of(primary_key(model))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT array_agg(nextval(pg_get_serial_sequence(%s, %s))) "
                "FROM generate_series(1, %s)",
                [quoted(table), key, count],
            )
            return cursor.fetchone()[0] or []
        # The transaction is immediate: nobody writes between reading the counter and moving it.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        if last is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 0)", [table])
        start = last[0] if last else 0
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [start + count, table]
        )
        return list(range(start + 1, start + count + 1))


def among(
    model: type[models.Model],
    field: str,
    values: Iterable[Any],
    names: Sequence[str],
    *,
    lock: bool = False,
) -> list[tuple[Any, ...]]:
    """The rows whose field is one of the values, as the database holds them: sealed stays sealed.

    Dates come as dates, true and false as such. With `lock` nobody else changes them until the
    transaction ends.
    """
    fields = [model._meta.get_field(name) for name in names]
    shown = ", ".join(quoted(column_of(each)) for each in fields)
    column = quoted(column_of(model._meta.get_field(field)))
    condition, wanted = is_among(column, values, connection.vendor)
    query = f"SELECT {shown} FROM {quoted(model._meta.db_table)} WHERE {condition}"  # noqa: S608
    if lock and connection.vendor == "postgresql":
        query += " FOR UPDATE"
    with connection.cursor() as cursor:
        cursor.execute(query, [wanted])
        found = cursor.fetchall()
    return as_python(fields, found) if connection.vendor == "sqlite" else found


def remove(model: type[models.Model], field: str, values: Iterable[Any]) -> int:
    """Delete the rows whose field is one of the values; how many they were.

    IntegrityError when something still points at one of them.
    """
    must_be_atomic()
    column = quoted(column_of(model._meta.get_field(field)))
    condition, wanted = is_among(column, values, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {quoted(model._meta.db_table)} WHERE {condition}",  # noqa: S608
            [wanted],
        )
        return int(cursor.rowcount)


def as_python(fields: Sequence[Any], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """SQLite keeps dates as text and truth as numbers: what the fields make of it."""
    readers = [reader_of(field) for field in fields]
    if not rows or not any(readers):
        return rows
    columns = [
        column if reader is None else [None if value is None else reader(value) for value in column]
        for reader, column in zip(readers, zip(*rows, strict=True), strict=True)
    ]
    return list(zip(*columns, strict=True))


def reader_of(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.DateField):
        return field.to_python
    if isinstance(field, models.JSONField):
        return json.loads
    return bool if isinstance(field, models.BooleanField) else None


# --- one column of the table out of the given ones -----------------------------------------


def follows(field: Any, names: Sequence[str]) -> bool:
    """Whether the field is named, or kept in step with one that is."""
    if field.name in names or field.attname in names:
        return True
    followed = [field.of] if isinstance(field, LookupField) else []
    followed += field.of if isinstance(field, FOLLOWING) else []
    return any(name in names for name in followed)


def maker_of(field: Any, names: Sequence[str]) -> Maker | None:
    """How the column comes about; None for a primary key the database gives out."""
    for name in (field.name, field.attname):
        if name in names:
            place, prepare = names.index(name), preparation(field)
            return lambda given: prepare(given[place])
    if isinstance(field, LookupField) and field.of in names:
        place, key = names.index(field.of), lookup_with()
        return lambda given: list(map(key, given[place]))
    if isinstance(field, FOLLOWING) and set(field.of) <= set(names):
        places = [names.index(name) for name in field.of]
        return lambda given: list(map(field.text_of, *(given[place] for place in places)))
    return None


def preparation(field: Any) -> Callable[[Column], Column]:
    """What becomes of the values on their way to the database."""
    if isinstance(field, SealedField):
        return partial(seal_all, context=field.context)
    if isinstance(field, models.DateTimeField | models.DecimalField | models.JSONField):
        return lambda values: [preparation_of_one(field, value) for value in values]
    return plain_choices if field.choices else as_they_are


def as_they_are(values: Column) -> Column:
    return values


def plain_choices(values: Column) -> Column:
    """Choices as bare texts or numbers: the driver would send the members of the class."""
    if set(map(type, values)) <= {str}:
        return values
    return [getattr(value, "value", value) for value in values]


def preparation_of_one(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def default_of(field: Any) -> Any:
    """What a new record holds where nobody said anything."""
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return timezone.now() if isinstance(field, models.DateTimeField) else timezone.localdate()
    if field.default is NOT_PROVIDED and not field.null and not field.empty_strings_allowed:
        raise ValueError(f"{field}: no value is given and there is no default")
    return plain_choices([field.get_default()])[0]


def by_default(field: Any) -> Iterator[Any]:
    return repeat(preparation_of_one(field, default_of(field)))


def stored(field: Any, values: Column) -> Iterable[Any]:
    """A day as SQLite keeps it: its driver would ask for the way anew with every value."""
    if connection.vendor != "sqlite" or field.get_internal_type() != "DateField":
        return values
    texts = {value: value and value.isoformat() for value in set(values)}
    return map(texts.__getitem__, values)


# --- the statements ------------------------------------------------------------------------


@contextmanager
def copying(table: str, columns: Sequence[str]) -> Iterator[Any]:
    named = ", ".join(map(quoted, columns))
    statement = f"COPY {quoted(table)} ({named}) FROM STDIN"
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        yield copy


def insert(table: str, columns: Sequence[str], rows: Any) -> None:
    named = ", ".join(map(quoted, columns))
    if connection.vendor == "postgresql":
        with copying(table, columns) as copy:
            for row in rows:
                copy.write_row(row)
        return
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO {quoted(table)} ({named}) VALUES ({marks})",  # noqa: S608
            rows,
        )


def insert_columns(table: str, filled: Mapping[str, Iterable[Any]]) -> None:
    """The same, column by column; one at least ends, the others may repeat for ever."""
    rows = zip(*filled.values())  # noqa: B905
    if connection.vendor != "postgresql":
        insert(table, list(filled), rows)
        return
    with copying(table, list(filled)) as copy:
        while block := list(islice(rows, BLOCK)):
            texts = [as_text(column) for column in zip(*block, strict=True)]
            if None in texts:
                deque(map(copy.write_row, block), maxlen=0)
            else:
                lines = map("\t".join, zip(*texts, strict=True))
                copy.write("\n".join([*lines, ""]))


def as_text(column: Column) -> list[str] | None:
    """The values as COPY reads them, all at once; None for a type that only the driver writes.

    The driver takes every value by itself: three times as long.
    """
    kinds = set(map(type, column)) - {type(None)}
    if not kinds:
        return [NOTHING] * len(column)
    kind = kinds.pop()
    if kinds or kind not in WRITTEN:
        return None
    write = WRITTEN[kind]
    if kind is str and not SPECIAL.search("".join(filter(None, column))):
        write = str
    return [NOTHING if value is None else write(value) for value in column]


def overwrite(table: str, columns: Sequence[str], key: str, rows: Any) -> None:
    """Each row holds the new values and, last, its key."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sets = ", ".join(f"{quoted(column)} = %s" for column in columns)
            cursor.executemany(
                f"UPDATE {quoted(table)} SET {sets} WHERE {quoted(key)} = %s",  # noqa: S608
                rows,
            )
            return
        named = ", ".join(map(quoted, [*columns, key]))
        shape = f"SELECT {named} FROM {quoted(table)} WITH NO DATA"  # noqa: S608
        cursor.execute(f"CREATE TEMPORARY TABLE changed_rows ON COMMIT DROP AS {shape}")
        insert("changed_rows", [*columns, key], rows)
        sets = ", ".join(f"{quoted(column)} = new.{quoted(column)}" for column in columns)
        cursor.execute(
            f"UPDATE {quoted(table)} old SET {sets} FROM changed_rows new "  # noqa: S608
            f"WHERE old.{quoted(key)} = new.{quoted(key)}"
        )
        cursor.execute("DROP TABLE changed_rows")


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """As many rows as are prepared at a time, until there are no more."""
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def roomy() -> None:
    """Let the pages of SQLite's indexes stay in memory, for as long as the connection lasts.

    Keys that lie scattered touch the whole index with every few thousand rows.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{ROOM * 1024}")


def by_index() -> None:
    """Look many keys up by their index until the transaction ends.

    PostgreSQL would rather read a table through, as large as it may be.
    """
    must_be_atomic()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")


def must_be_atomic() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("Many rows are written in one transaction: all of them or none.")


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def primary_key(model: type[models.Model]) -> Any:
    return model._meta.pk


def column_of(field: Any) -> str:
    return str(field.column)
