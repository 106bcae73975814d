"""How many stand beneath each of the organisations of one level, in one query for all of them."""

from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from niudai.kernel.paths import STEP, within


def beneath_each(rows: QuerySet[Any], parent: str, column: str = "path") -> dict[str, int]:
    """Path of each child of the parent → rows whose `column` lies at it or beneath it."""
    return dict(
        rows.filter(within(parent, column))
        .order_by()
        .annotate(child=Substr(column, 1, len(parent) + STEP))
        .values("child")
        .annotate(count=Count("pk"))
        .values_list("child", "count")
    )
