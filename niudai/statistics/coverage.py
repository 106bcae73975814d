"""How far the network reaches: unions over employers, members over workers.

One line for each town, industry, ownership or size, each with its denominator. Two denominators
stand side by side: every employer on record, and those that shall have a committee of their own
(UNION-COMMITTEE, 工会法 §11). Every number opens to its rows.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Substr
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.kernel.paths import STEP, within
from niudai.membership.models import Tally
from niudai.organisations.industries import industries
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.rules import nearest

RULE = "UNION-COMMITTEE"


@dataclass(frozen=True, slots=True)
class Line:
    """One group of employers and the people who work there."""

    name: str
    where: dict[str, str]  # what the list of employers is narrowed by
    employers: int = 0
    unionised: int = 0
    obliged: int = 0  # workers enough that a committee shall be set up
    obliged_unionised: int = 0
    workers: int = 0
    members: int = 0

    @property
    def query(self) -> str:
        """The words of an address that narrow a list to these rows."""
        return urlencode(self.where)

    @property
    def share(self) -> str:
        return percent(self.unionised, self.employers)

    @property
    def obliged_share(self) -> str:
        return percent(self.obliged_unionised, self.obliged)

    @property
    def member_share(self) -> str:
        return percent(self.members, self.workers)


def percent(part: int, whole: int) -> str:
    """One decimal, cut and not rounded: 99.96 % is not 100 %. A dash where there is nothing."""
    if not whole:
        return "—"
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10} %"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, for which place of the tree, on which day's rules."""

    actor: Actor
    place: Organisation
    on: date

    @property
    def employers(self) -> QuerySet[Employer]:
        rows = Employer.objects.visible_to(self.actor)
        return rows.filter(within(self.place.path, "organisation__path"))

    @property
    def tallies(self) -> QuerySet[Tally]:
        return Tally.objects.visible_to(self.actor).filter(within(self.place.path))

    @property
    def enough(self) -> int:
        """From how many workers on a committee shall be set up."""
        return int(nearest(RULE, on=self.on).parameters["members"])


def measures(asked: Asked) -> dict[str, Any]:
    large = Q(workers__gte=asked.enough)
    return {
        "n_employers": Count("pk"),
        "n_unionised": Count("pk", filter=Q(union__isnull=False)),
        "n_obliged": Count("pk", filter=large),
        "n_obliged_unionised": Count("pk", filter=large & Q(union__isnull=False)),
        "n_workers": Coalesce(Sum("workers"), 0),
    }


def in_all(asked: Asked) -> Line:
    """The whole place; members of every union in it, also of those without one employer."""
    found = asked.employers.aggregate(**measures(asked))
    members = asked.tallies.aggregate(total=Sum("members"))["total"] or 0
    return line(str(asked.place), {"under": str(asked.place.pk)}, found, members)


def line(name: str, where: dict[str, str], found: dict[str, Any], members: int) -> Line:
    numbers = {key.removeprefix("n_"): value for key, value in found.items() if key[:2] == "n_"}
    return Line(name=name, where=where, members=members, **numbers)


def by_unit(asked: Asked) -> list[Line]:
    """Each union directly beneath the place, with everything beneath it."""
    length = len(asked.place.path) + STEP
    grouped = asked.employers.order_by().annotate(
        beneath=Substr("organisation__path", 1, length)
    ).values("beneath").annotate(**measures(asked))  # fmt: skip
    members = dict(
        asked.tallies.order_by().annotate(beneath=Substr("path", 1, length))
        .values("beneath").annotate(total=Sum("members")).values_list("beneath", "total")
    )  # fmt: skip
    found: dict[str, dict[str, Any]] = {row["beneath"]: dict(row) for row in grouped}
    units = Organisation.objects.visible_to(asked.actor).filter(path__in=set(found) | set(members))
    return [
        line(
            str(unit), {"under": str(unit.pk)}, found.get(unit.path, NOTHING),
            members.get(unit.path, 0),
        )
        for unit in units.order_by("path")
    ]  # fmt: skip


NOTHING = {
    "n_employers": 0, "n_unionised": 0, "n_obliged": 0, "n_obliged_unionised": 0, "n_workers": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Combined:
    """Employers of one industry, ownership and size together, and the members of their unions.

    There are some hundreds of these, however many employers there are: the three tables of the
    page are summed from them. Members of a joint union have no single employer: they are counted
    in the whole place, not here.
    """

    keys: dict[str, str]
    found: dict[str, int]
    members: int


COLUMNS = ("industry", "ownership", "size")


def combined(asked: Asked) -> list[Combined]:
    rows = asked.employers.order_by().annotate(section=section())
    groups = {f"by_{name}": F("section" if name == "industry" else name) for name in COLUMNS}
    rows = rows.annotate(**groups)
    others = Employer.objects.visible_to(asked.actor).filter(union=OuterRef("union"))
    alone = ~Exists(others.exclude(pk=OuterRef("pk")))
    members = {
        tuple(key): total or 0
        for *key, total in rows.filter(alone, union__isnull=False)
        .values(*groups).annotate(total=Sum("union__tally__members"))
        .values_list(*groups, "total")
    }  # fmt: skip
    measured: list[Any] = list(rows.values(*groups).annotate(**measures(asked)))
    return [
        Combined(
            {name: row[f"by_{name}"] for name in COLUMNS},
            {name: row[name] for name in NOTHING},
            members.get(tuple(row[name] for name in groups), 0),
        )
        for row in measured
    ]


def by_column(
    asked: Asked, parts: list[Combined], column: str, name: Callable[[str], str]
) -> list[Line]:
    """Employers by one of their columns."""
    sums: dict[str, Counter[str]] = {}
    for part in parts:
        group = sums.setdefault(part.keys[column], Counter())
        group.update(part.found, members=part.members)
    under = str(asked.place.pk)
    lines = [
        line(name(key), {"under": under, column: key}, NOTHING | dict(group), group["members"])
        for key, group in sums.items()
    ]
    return sorted(lines, key=lambda each: (-each.workers, each.name))


def section() -> Any:
    """The section of the classification a division of industry belongs to."""
    known = [When(industry=each.code, then=Value(each.section)) for each in industries().values()]
    return Case(*known, default=Value(""))


def tables(asked: Asked) -> dict[str, list[Line]]:
    """The groups of the page, each with its lines."""
    parts = combined(asked)
    ownerships = {str(value): str(label) for value, label in Employer.Ownership.choices}
    sizes = {str(value): str(label) for value, label in Employer.Size.choices}

    def industry(code: str) -> str:
        return str(industries()[code]) if code in industries() else _("Not known")

    return {
        "unit": by_unit(asked),
        "industry": by_column(asked, parts, "industry", industry),
        "ownership": by_column(asked, parts, "ownership", lambda code: ownerships.get(code, code)),
        "size": by_column(asked, parts, "size", lambda code: sizes.get(code, code)),
    }
