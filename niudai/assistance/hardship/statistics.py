"""What the higher unions ask of hardship files (domain 13, “assistance”).

One figure, one query: the number on the page is counted over the very rows it opens to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.models import IN_FORCE, Exit, HardshipFile, Stage
from niudai.kernel.paths import STEP, within
from niudai.organisations.models import Organisation

Rows = QuerySet[HardshipFile]


@dataclass(frozen=True, slots=True)
class Asked:
    """By whom, for which days (both included), which part of the tree, which files."""

    actor: Actor
    since: date
    until: date
    place: Organisation | None = None
    category: str = ""
    level: str = ""
    cause: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An id, words, and the rows behind the number."""

    id: str
    title: str | Promise
    definition: str | Promise
    rows: Callable[[Asked], Rows]
    measure: Callable[[Rows], int] = lambda rows: rows.count()

    def value(self, asked: Asked) -> int:
        return self.measure(self.rows(asked))


def files(asked: Asked) -> Rows:
    rows = HardshipFile.objects.visible_to(asked.actor)
    if asked.place:
        rows = rows.filter(within(asked.place.path, "organisation__path"))
    if asked.town:
        rows = rows.filter(organisation__path__startswith=asked.town)
    for name in ("category", "level", "cause"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    return rows


def on_file(asked: Asked) -> Rows:
    """In force on the last day asked about: entered by then, and not gone by then."""
    entered = files(asked).filter(entered_on__lte=asked.until)
    return entered.filter(Q(left_on=None) | Q(left_on__gt=asked.until)).filter(
        Q(stage__in=IN_FORCE) | Q(left_on__isnull=False)
    )


def opened(asked: Asked) -> Rows:
    return files(asked).filter(entered_on__gte=asked.since, entered_on__lte=asked.until)


def gone(asked: Asked) -> Rows:
    return files(asked).filter(left_on__gte=asked.since, left_on__lte=asked.until)


def lifted(asked: Asked) -> Rows:
    return gone(asked).filter(left_as=Exit.Outcome.LIFTED)


def relieved(asked: Asked) -> Rows:
    return gone(asked).filter(left_as=Exit.Outcome.RELIEVED)


def cancelled(asked: Asked) -> Rows:
    return gone(asked).filter(left_as="cancelled")


def to_be_reviewed(asked: Asked) -> Rows:
    return files(asked).filter(stage=Stage.REVIEW_DUE)


def people(rows: Rows) -> int:
    """Everybody of these households, counted from the files the reader sees."""
    living = Count("members", filter=Q(members__until=None))
    return int(rows.order_by().aggregate(people=living)["people"])


FIGURES = {
    figure.id: figure
    for figure in (
        Figure("on-file", _("Households on file"),
               _("Entered by the last day asked about and not gone by then."), on_file),
        Figure("people", _("People on file"), _("Everybody of those households."), on_file, people),
        Figure("opened", _("Opened"), _("Entered on file between the two days."), opened),
        Figure("lifted", _("Lifted out of hardship"),
               _("Left between the two days by the rule of exit."), lifted),
        Figure("relieved", _("Relieved"),
               _("Left between the two days, held by the safety net."), relieved),
        Figure("cancelled", _("Taken off the files"),
               _("Left between the two days by death, retirement, transfer or false data."),
               cancelled),
        Figure("review-due", _("To be reviewed"), _("Waiting for the review today."),
               to_be_reviewed),
    )
}  # fmt: skip


def by_code(asked: Asked, field: str) -> list[tuple[str, int]]:
    """Code and households on file, the largest first."""
    rows = on_file(asked).order_by().values(field).annotate(number=Count("pk"))
    counted = [(str(row[field]), int(row["number"])) for row in rows]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def by_town(asked: Asked) -> list[tuple[Organisation, int]]:
    """Households on file beneath each town, in one query over the paths."""
    counted: dict[str, int] = {}
    paths = on_file(asked).order_by().values("organisation__path").annotate(number=Count("pk"))
    for row in paths:
        town = row["organisation__path"][: 2 * STEP]
        counted[town] = counted.get(town, 0) + row["number"]
    towns = Organisation.objects.visible_to(asked.actor).filter(path__in=counted)
    return [(town, counted[town.path]) for town in towns.order_by("path")]
