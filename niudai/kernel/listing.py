"""Lists page by page, however long: the next page starts after the last row, not at a number.

A page costs the same at the beginning and at the end, and a row that arrives meanwhile neither
doubles nor hides another. Counting stops at a limit and then says "over".
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

ROWS = 50
LIMIT = 10_000
AFTER, BEFORE = "after", "before"  # what an address says about the page

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are; past the limit only that there are more."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        shown = number_format(self.number, force_grouping=True)
        return _("over %(number)s") % {"number": shown} if self.more else shown

    def __bool__(self) -> bool:
        return self.number > 0


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """The rows of one page, the count of all, and the addresses of its neighbours (or nothing)."""

    rows: list[M]
    count: Count
    previous: str = ""
    following: str = ""
    first: str = ""

    def __iter__(self) -> Iterator[M]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def count_of(rows: models.QuerySet[Any], limit: int = LIMIT) -> Count:
    """Count, but look at no more than `limit` rows and one."""
    number = rows.order_by()[: limit + 1].count()
    return Count(min(number, limit), number > limit)


def page_of(
    rows: models.QuerySet[M],
    asked: QueryDict,
    *,
    order: Sequence[str],
    size: int = ROWS,
    count: Count | None = None,
    limit: int = LIMIT,
) -> Page[M]:
    """The page an address asks for (`?after=…`, `?before=…`), the first one when it says nothing.

    `order` names fields that are never null, each with "-" for descending, relations with "__"
    (name them in select_related); the primary key is added so that no two rows are equal. A key
    nobody gave out opens the first page. The addresses keep every other word of the query.
    `count` is given by whoever knows it without counting; else counting stops at `limit`, and is
    not begun where this page tells as much.
    """
    order = whole(order)
    before, after = asked.get(BEFORE), asked.get(AFTER)
    back = before is not None
    start = opened(rows.model, order, before if back else after)
    facing = [turned(name) for name in order] if back else list(order)
    found = rows.order_by(*facing)
    if start is not None:
        found = found.filter(beyond(facing, start))
    taken = list(found[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if back and start is not None:
        taken.reverse()
    has_previous, has_following = (more, True) if back else (start is not None, more)
    alone = not has_previous and not has_following
    return Page(
        rows=taken,
        count=count or (Count(len(taken)) if alone else counted(rows, len(taken), limit)),
        previous=address(asked, BEFORE, key(taken[0], order)) if has_previous and taken else "",
        following=address(asked, AFTER, key(taken[-1], order)) if has_following and taken else "",
        first=address(asked) if start is not None else "",
    )


def counted(rows: models.QuerySet[Any], seen: int, limit: int) -> Count:
    """How many rows there are, of which a page shows some and not all."""
    return Count(limit, more=True) if seen >= limit else count_of(rows, limit)


def whole(order: Sequence[str]) -> list[str]:
    return list(order) if {"pk", "-pk"} & set(order) else [*order, "pk"]


def turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def beyond(order: Sequence[str], start: Sequence[Any]) -> Q:
    """Rows after that place of the order. The first field also bounds alone: an index range."""
    steps = [
        reduce(
            Q.__and__,
            [Q(**{bare(name): value}) for name, value in zip(order[:at], start, strict=False)],
            Q(**{f"{bare(order[at])}__{direction(order[at])}": start[at]}),
        )
        for at in range(len(order))
    ]
    bound = Q(**{f"{bare(order[0])}__{direction(order[0])}e": start[0]})
    return bound & reduce(Q.__or__, steps)


def bare(name: str) -> str:
    return name.removeprefix("-")


def direction(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def key(row: models.Model, order: Sequence[str]) -> str:
    """Where a row stands in the order, as one word of an address."""
    values = [attrgetter(bare(name).replace("__", "."))(row) for name in order]
    text = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def opened(model: type[models.Model], order: Sequence[str], word: str | None) -> list[Any] | None:
    """The values of a key, each as its field holds it; None when it is no key of this order."""
    if not word:
        return None
    try:
        values = json.loads(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        if not isinstance(values, list) or len(values) != len(order) or None in values:
            return None
        fields = [field_of(model, bare(name)) for name in order]
        return [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, ValidationError, FieldDoesNotExist):
        return None


def field_of(model: Any, name: str) -> Any:
    for part in name.split("__"):
        field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = field.related_model
    return field.target_field if field.is_relation else field


def address(asked: QueryDict, word: str = "", value: str = "") -> str:
    """`?…` with the filters of this page and the place of another."""
    query = asked.copy()
    for other in (AFTER, BEFORE):
        query.pop(other, None)
    if word:
        query[word] = value
    return f"?{query.urlencode()}"
