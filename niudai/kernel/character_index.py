"""Names found by one character or two among hundreds of thousands.

An index of words of three letters is silent about two characters. Here every character is a word
of its own, beside the pinyin and the initials, as a spelled `SearchField` writes them. The
database keeps the index in step by itself, however the rows come: SQLite by triggers on a
full-text table without content, PostgreSQL by an index over an expression.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from niudai.kernel.paths import STEP
from niudai.kernel.searching import LATIN, all_of, words_of

RUN = re.compile(r"[^\s!-~]+")  # characters between words of Latin letters
FEW = 2_500  # more than these are found sooner by walking along the list until a page is full
FEW_BENEATH = 500  # the same, in one place of the second level
FEWER = 1_000  # so many are put in order sooner than the list is walked

# Every sign but a blank belongs to a word: also characters younger than the database program.
CATEGORIES = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Cf Cn Co'"
SQLITE_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS %(name)s USING fts5(%(column)s, content=%(table)s, "
    f"content_rowid=%(key)s, columnsize=0, prefix='1 2 3', tokenize=\"{CATEGORIES}\")"
)
ADD = "INSERT INTO %(name)s (rowid, %(column)s) VALUES (NEW.%(key)s, NEW.%(column)s);"
TAKE = (
    "INSERT INTO %(name)s (%(name)s, rowid, %(column)s) "
    "VALUES ('delete', OLD.%(key)s, OLD.%(column)s);"
)
TRIGGERS = {
    "added": f"AFTER INSERT ON %(table)s BEGIN {ADD} END",
    "removed": f"AFTER DELETE ON %(table)s BEGIN {TAKE} END",
    "changed": "AFTER UPDATE OF %(column)s ON %(table)s "
    f"WHEN OLD.%(column)s IS NOT NEW.%(column)s BEGIN {TAKE} {ADD} END",
}
# A trigger makes the full-text table write itself out for every single row: thousands of rows at
# once go in without it, in one statement.
FILL = (
    "INSERT INTO %(name)s (rowid, %(column)s) SELECT %(key)s, %(column)s FROM %(table)s "
    "WHERE %(key)s IN (SELECT value FROM json_each(%%s))"
)
REBUILD = "INSERT INTO %(name)s (%(name)s) VALUES ('rebuild')"
# The place of the second level is one more word of the row: whoever looks for a name there does not
# go through those of the others. Full-text tables of SQLite know only whole tables' order.
PLACE = f"('@' || left(%(place)s, {2 * STEP})) COLLATE \"default\""
WORDS = f"array_to_tsvector(array_remove(string_to_array(%(column)s, ' ') || {PLACE}, ''))"
POSTGRES_INDEX = f"CREATE INDEX %(name)s ON %(table)s USING gin ({WORDS})"


class CharacterIndex(models.Index):
    """An index for `found_in` over two fields: a spelled `SearchField` and the path of the place.

    Declared in Meta like any other.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return self.statement(POSTGRES_INDEX, model, schema_editor)
        # Rows that are there already, and a table that was made anew: triggers go with the old.
        follow = [f"CREATE TRIGGER {self.name}_{what} {text}" for what, text in TRIGGERS.items()]
        schema_editor.deferred_sql.extend(
            self.statement(text, model, schema_editor)
            for text in [SQLITE_TABLE, *self.dropped(), *follow, REBUILD]
        )
        return self.statement(SQLITE_TABLE, model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor, **kwargs)
        for text in self.dropped():
            schema_editor.execute(self.statement(text, model, schema_editor))
        return self.statement("DROP TABLE IF EXISTS %(name)s", model, schema_editor)

    @contextmanager
    def filled_at_once(self, model: Any) -> Iterator[list[int]]:
        """Leave the index alone while rows are inserted; at the end it takes up those listed.

        Within one transaction of SQLite, where nobody else writes.
        """
        keys: list[int] = []
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {self.name}_added")
            yield keys
            cursor.execute(self.written(FILL, model), [json.dumps(keys)])
            added = f"CREATE TRIGGER {self.name}_added {TRIGGERS['added']}"
            cursor.execute(self.written(added, model))

    def written(self, text: str, model: Any) -> str:
        quote = connection.ops.quote_name
        return text % {
            "name": quote(self.name), "table": quote(model._meta.db_table),
            "column": quote(self.column(model)), "key": quote(model._meta.pk.column),
        }  # fmt: skip

    def words(self, model: Any) -> str:
        quote = connection.ops.quote_name
        return WORDS % {"column": quote(self.column(model)), "place": quote(self.place(model))}

    def dropped(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.name}_{what}" for what in TRIGGERS]

    def statement(self, text: str, model: Any, schema_editor: Any) -> Statement:
        quote = schema_editor.quote_name
        return Statement(
            text, table=Table(model._meta.db_table, quote), name=quote(self.name),
            column=quote(self.column(model)), place=quote(self.place(model)),
            key=quote(model._meta.pk.column),
        )  # fmt: skip

    def column(self, model: Any) -> str:
        return str(model._meta.get_field(self.fields[0]).column)

    def place(self, model: Any) -> str:
        return str(model._meta.get_field(self.fields[-1]).column)

    def keys(self, model: Any, words: list[str], beneath: str) -> Any:
        """Primary keys of the rows that may hold the words, as `listed` takes them; None for many.

        The database itself makes one value of them: thousands of rows are slow to fetch.
        """
        quote = connection.ops.quote_name
        name, table, key = map(quote, (self.name, model._meta.db_table, model._meta.pk.column))
        values: list[Any] = [question(words)]
        most = FEW
        if connection.vendor == "postgresql":
            if len(beneath) >= 2 * STEP:
                values, most = [f"{values[0]} & {lexeme(place_of(beneath))}"], FEW_BENEATH
            column = quote(self.column(model))
            fits = f"{self.words(model)} @@ %s::tsquery"
            query = f"SELECT {key} AS key FROM {table} WHERE {fits}"  # noqa: S608
            # It knows no order of characters: they are looked for once more, one after another.
            query += f" AND strpos({column}, %s) > 0" * len(words) + " LIMIT %s"
            values += map(sought, words)
            gathered = "coalesce(array_agg(key), '{}')"
        else:
            query = f"SELECT rowid AS key FROM {name} WHERE {name} MATCH %s LIMIT %s"  # noqa: S608
            gathered = "json_group_array(key)"
        every = f"SELECT CASE WHEN count(*) <= %s THEN {gathered} END FROM ({query}) found"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(every, [most, *values, most + 1])
            return cursor.fetchone()[0]


class Found(NamedTuple):
    """The rows that were found; how many they are, or None for many that nobody has counted."""

    rows: Any
    number: int | None


def found_in(rows: models.QuerySet[Any], query: str, *, beneath: str) -> Found:
    """The rows whose name holds every word of the query; all rows lie `beneath` that path.

    A word of characters may stand anywhere in the name; a word of Latin letters begins the pinyin,
    the initials or a word of the name. Where only a few rows of the whole table may fit, these are
    looked at, once; else the rows are walked in the order of the list, which is soon full.
    """
    model: Any = rows.model
    index = next(each for each in model._meta.indexes if isinstance(each, CharacterIndex))
    words = words_of(query)
    field = index.fields[0]
    found = rows.filter(all_of(words, lambda word: holds(field, word)))
    if not words:
        return Found(found, 0)
    keys = index.keys(model, words, beneath)
    if keys is None:
        return Found(found, None)
    fitting = list(found.order_by().filter(pk__in=listed(keys)).values_list("pk", flat=True))
    number = len(fitting)
    return Found(rows.filter(pk__in=listed(fitting)) if number <= FEWER else found, number)


def listed(keys: list[int] | str) -> RawSQL:
    """Many keys as one parameter: written one by one they cost more than looking them up."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [keys])
    text = keys if isinstance(keys, str) else json.dumps(keys)
    return RawSQL("SELECT value FROM json_each(%s)", [text])


def holds(field: str, word: str) -> Q:
    """No LIKE: a planner takes any pattern for rare, and gives up walking where it is best."""
    return Q(GreaterThan(StrIndex(field, Value(sought(word))), 0))


def sought(word: str) -> str:
    return f" {word}" if LATIN.fullmatch(word) else word


def question(words: list[str]) -> str:
    """What the index is asked. It may find more than is meant, never less."""
    sqlite = connection.vendor == "sqlite"
    parts: list[str] = []
    for word in words:
        if LATIN.fullmatch(word):
            parts.append(f"{phrase(word)}*" if sqlite else f"{lexeme(word)}:*")
            continue
        for run in RUN.findall(word):
            parts += [phrase(" ".join(run))] if sqlite else map(lexeme, run)
    return (" AND " if sqlite else " & ").join(parts)


def phrase(text: str) -> str:
    """Words one after another, as SQLite's full-text search reads them."""
    return '"' + text.replace('"', '""') + '"'


def place_of(path: str) -> str:
    return f"@{path[: 2 * STEP]}"


def lexeme(text: str) -> str:
    """One word, as PostgreSQL's text search reads it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
