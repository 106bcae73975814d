"""A condition on many thousand values as one array, instead of one comparison for each."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.lookups import Lookup


def is_among(column: str, values: Iterable[Any], vendor: str) -> tuple[str, Any]:
    """That a column, quoted, is one of the values; and the parameter that goes with it."""
    wanted = list(values)
    if vendor == "postgresql":
        keys = set(map(type, wanted)) <= {int}
        # An array's own notation: the driver would prepare number by number.
        return f"{column} = ANY(%s)", f"{{{','.join(map(str, wanted))}}}" if keys else wanted
    each = "SELECT value FROM json_each(%s)"
    return f"{column} IN ({each})", json.dumps(wanted)


class Among(Lookup):
    """`rows.filter(Among(F("pk"), keys))`: numbers, texts or a query for them, however many.

    PostgreSQL goes through an index once for an array; for a join it looks each row up by itself.
    """

    lookup_name = "among"
    prepare_rhs = False
    output_field = models.BooleanField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        if self.rhs_is_direct_value():
            condition, wanted = is_among(column, self.rhs, connection.vendor)
            return condition, (*before, wanted)
        query, params = self.process_rhs(compiler, connection)
        array = f"= ANY(ARRAY{query})" if connection.vendor == "postgresql" else f"IN {query}"
        return f"{column} {array}", (*before, *params)
