"""Files as tables a clerk keys into the national system: its numbers and its words (1.6, 1.7).

One table of files, one of the members of their households. What is sensitive leaves with those
alone who handle such files, and with numbers in full only for a reason.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from niudai.access.permissions import Permission
from niudai.assistance.hardship.composition import Shown, blanks, filled
from niudai.assistance.hardship.models import HardshipFile, Stage
from niudai.kernel.paths import within
from niudai.organisations.models import Organisation
from niudai.sheets.export_kinds import Asked, ExportKind

CHUNK = 500
PARTS = ("worker", "cause", "bank")
OWN = ("档案编号", "户主姓名")


def files_of(asked: Asked) -> QuerySet[HardshipFile]:
    """The files the filters of the list show to this person, but for those destroyed."""
    rows = HardshipFile.objects.visible_to(asked.by).exclude(stage=Stage.DESTROYED)
    for name in ("stage", "category", "cause"):
        if wanted := asked.query.get(name):
            rows = rows.filter(**{name: wanted})
    if (town := asked.query.get("town", "")).isdecimal():
        paths = Organisation.objects.visible_to(asked.by).filter(pk=town).values_list("path")
        rows = rows.filter(within(paths[0][0], "organisation__path")) if paths else rows.none()
    return rows.select_related("employer", "organisation").order_by("pk")


def whole(asked: Asked) -> Iterator[HardshipFile]:
    rows = files_of(asked).prefetch_related("members", "money")
    return rows.iterator(chunk_size=CHUNK)


def shown_to(asked: Asked) -> Shown:
    sensitive = asked.by.may(Permission.HARDSHIP_SENSITIVE)
    return Shown(sensitive, asked.uncovered and sensitive)


def columns(part: str, shown: Shown) -> list[Any]:
    """Sealed blanks are columns only for who may read them."""
    return [blank for blank in blanks(part) if shown.sensitive or not blank.sealed]


def file_head(asked: Asked) -> list[str]:
    shown = shown_to(asked)
    return ["建档单位", *(blank.label for part in PARTS for blank in columns(part, shown))]


def file_rows(asked: Asked) -> Iterator[list[Any]]:
    shown = shown_to(asked)
    for file in whole(asked):
        values = [
            text for part in PARTS for blank, text in filled(part, file, shown)
            if shown.sensitive or not blank.sealed
        ]  # fmt: skip
        yield [file.organisation.name, *values]


def household_head(asked: Asked) -> list[str]:
    return [*OWN, *(blank.label for blank in columns("member", shown_to(asked)))]


def household_rows(asked: Asked) -> Iterator[list[Any]]:
    shown = shown_to(asked)
    for file in whole(asked):
        for member in file.household:
            values = [
                text for blank, text in filled("member", file, shown, member)
                if shown.sensitive or not blank.sealed
            ]  # fmt: skip
            yield [file.number or file.reference, file.name, *values]


FILES = ExportKind(
    name="hardship-files",
    label=_("Hardship files for the national system"),
    permission=Permission.HARDSHIP_EXPORT,
    head=file_head,
    rows=file_rows,
    count=lambda asked: files_of(asked).count(),
    has_numbers=True,
)
HOUSEHOLDS = ExportKind(
    name="hardship-households",
    label=_("Members of the households on file, for the national system"),
    permission=Permission.HARDSHIP_EXPORT,
    head=household_head,
    rows=household_rows,
    count=lambda asked: files_of(asked).count(),
    has_numbers=True,
)
