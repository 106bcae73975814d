"""What may go out as a table. A capability hands in the head and the rows; settings.EXPORT_KINDS
names each by its dotted path."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.module_loading import import_string

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.sheets.kinds import Label


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for which rows. Numbers are covered unless `uncovered`."""

    by: Actor
    query: QueryDict
    uncovered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKind:
    """One table. `rows` yields from `queryset.iterator()`, so that no table is held in memory.

    Both go through `visible_to(asked.by)`: the person's rights of the moment of writing decide.
    `has_numbers` says that there is something to cover at all.
    """

    name: str
    label: Label
    permission: Permission
    head: Callable[[Asked], Sequence[Any]]
    rows: Callable[[Asked], Iterator[Sequence[Any]]]
    count: Callable[[Asked], int]
    has_numbers: bool = False


@cache
def export_kinds() -> dict[str, ExportKind]:
    """Every kind of settings.EXPORT_KINDS by its name, in the order of the list."""
    kinds = [import_string(path) for path in settings.EXPORT_KINDS]
    return {kind.name: kind for kind in kinds}
