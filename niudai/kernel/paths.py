"""Tree paths such as `0001.0017.0004.`: a prefix is an ancestor, the dot keeps siblings apart."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

STEP = 5  # four digits and a dot for each level
MOST = 9999


class PathField(models.CharField):
    """A tree path compared byte by byte, so that a prefix is a range an index can answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def within(path: str, field: str = "path") -> Q:
    """Rows at the path or beneath it. An empty path matches nothing: silence widens no view."""
    if not path:
        return Q(pk__in=[])
    if len(path) == STEP:
        # The whole tree: a range over everything would only keep the better index from its work.
        return Q(**{f"{field}__startswith": path})
    return Q(**{f"{field}__gte": path, f"{field}__lt": f"{path[:-1]}/"})  # "/" follows "."


def ancestors(path: str) -> list[str]:
    """The path itself and every path above it, the root first."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def child(path: str, number: int) -> str:
    """The path of the n-th place beneath. ValueError for a number that would shift the levels."""
    if not 1 <= number <= MOST:
        raise ValueError(f"a place beneath has a number from 1 to {MOST}, not {number}")
    return f"{path}{number:04d}."
