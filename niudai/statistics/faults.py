"""What is wrong on file, place by place: each fault counted, opened to its rows, and mended.

The score says how much of what is on file is as it should be; it rises with every row mended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.formation.duties import duty
from niudai.kernel.credit_codes import CodeState
from niudai.kernel.paths import STEP, within
from niudai.membership.models import Tally
from niudai.organisations.models import Employer, Organisation

PEOPLE, UNIONS = "people", "unions"
TALLIED = (
    "number_wrong", "number_missing", "phone_missing", "nation_missing", "joined_on_missing",
)  # fmt: skip
WEIGHTS = {PEOPLE: 60, UNIONS: 40}  # points of a hundred; the office's own choice, no rule
Counts = dict[str, int]  # path of the place or of a union directly beneath it → how many


@dataclass(frozen=True)
class Asked:
    """Who asks, for which place of the tree, today."""

    actor: Actor
    place: Organisation
    on: date

    @property
    def beneath(self) -> int:
        """The length of the paths directly beneath the place."""
        return len(self.place.path) + STEP

    @property
    def tallies(self) -> QuerySet[Tally]:
        return Tally.objects.visible_to(self.actor).filter(within(self.place.path))

    @cached_property
    def sums(self) -> dict[str, Counts]:
        """What the unions know of their people, each measure place by place, in one reading."""
        groups = self.tallies.order_by().annotate(beneath=Substr("path", 1, self.beneath))
        measures = {name: Sum(name) for name in TALLIED} | {PEOPLE: Sum(F("members") + F("kept"))}
        named = {f"of_{name}": measure for name, measure in measures.items()}
        found: list[Any] = list(groups.values("beneath").annotate(**named))
        return {
            name: {row["beneath"]: row[f"of_{name}"] or 0 for row in found} for name in measures
        }

    @cached_property
    def whole(self) -> dict[str, Counts]:
        """What the faults are counted among: people on file, active unions."""
        unions = Organisation.objects.visible_to(self.actor).active()
        return {
            PEOPLE: self.sums[PEOPLE],
            UNIONS: self.grouped(unions.filter(within(self.place.path)), "path", Count("pk")),
        }

    def grouped(self, rows: QuerySet[Any], column: str, number: Any) -> Counts:
        groups = rows.order_by().annotate(beneath=Substr(column, 1, self.beneath))
        counts = groups.values("beneath").annotate(number=number)
        return {path: count or 0 for path, count in counts.values_list("beneath", "number")}


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: its name, what to do about one, what it is counted among, the rows."""

    id: str
    title: str | Promise
    mend: str | Promise
    among: str
    count: Callable[[Asked], Counts]
    page: str  # the list that opens to the rows: people, employers or unions


def tallied(column: str) -> Callable[[Asked], Counts]:
    return lambda asked: asked.sums[column]


def on_duty(name: str) -> Callable[[Asked], Counts]:
    """One of the lists of the network's duties."""

    def count(asked: Asked) -> Counts:
        found = duty(name, asked.actor, asked.on)
        if found is None:
            raise ValueError(f"there is no list “{name}”")
        return asked.grouped(found.rows.filter(within(asked.place.path)), "path", Count("pk"))

    return count


def in_dissolved(asked: Asked) -> Counts:
    dissolved = asked.tallies.filter(organisation__status=Organisation.Status.DISSOLVED)
    return asked.grouped(dissolved, "path", Sum(F("members") + F("kept")))


def wrong_codes(asked: Asked) -> Counts:
    return asked.grouped(with_wrong_code(asked), "organisation__path", Count("pk"))


def with_wrong_code(asked: Asked) -> QuerySet[Employer]:
    """Employers whose credit code fails the check while no paper is named that shows it."""
    return Employer.objects.visible_to(asked.actor).filter(
        within(asked.place.path, "organisation__path"), code_state=CodeState.WRONG
    )


FAULTS = (
    Fault(
        "number_wrong", _("Wrong or old identity numbers"),
        _("Compare with the identity card and correct the number."),
        PEOPLE, tallied("number_wrong"), "people",
    ),
    Fault(
        "number_missing", _("No identity number"), _("Ask for the identity card."),
        PEOPLE, tallied("number_missing"), "people",
    ),
    Fault(
        "phone_missing", _("No phone"), _("Ask for the phone number."),
        PEOPLE, tallied("phone_missing"), "people",
    ),
    Fault(
        "nation_missing", _("No nation"), _("It stands on the identity card."),
        PEOPLE, tallied("nation_missing"), "people",
    ),
    Fault(
        "joined_on_missing", _("No day of joining"), _("It stands on the membership card."),
        PEOPLE, tallied("joined_on_missing"), "people",
    ),
    Fault(
        "in_dissolved", _("Members in dissolved unions"),
        _("Transfer them to their new union, or keep the membership at the union above."),
        PEOPLE, in_dissolved, "people",
    ),
    Fault(
        "overdue", _("Committees past their term"), _("Hold the election, or ask for a delay."),
        UNIONS, on_duty("overdue"), "fault_rows",
    ),
    Fault(
        "chairs", _("Unions without a chair"), _("Enter the chair, or hold an election."),
        UNIONS, on_duty("chairs"), "fault_rows",
    ),
    Fault(
        "wrong_codes", _("Credit codes that fail the check"),
        _("Compare with the licence; when the paper really shows it, say so on the card."),
        UNIONS, wrong_codes, "fault_rows",
    ),
)  # fmt: skip
BY_ID = {fault.id: fault for fault in FAULTS}


def counted(asked: Asked) -> dict[str, Counts]:
    """Every fault's counts; one query a fault, however many unions stand beneath."""
    return {fault.id: fault.count(asked) for fault in FAULTS}


def rows_of(fault: Fault, place: Organisation) -> str:
    """The address of the rows behind a number."""
    if fault.page == "fault_rows":
        return f"{reverse('fault_rows', args=[fault.id])}?under={place.pk}"
    return f"{reverse(fault.page)}?under={place.pk}&fault={fault.id}"


def score(asked: Asked, counts: dict[str, Counts], path: str = "") -> int:
    """0 to 100: the share without a fault, people and unions weighed; cut, never rounded up.

    With `path` for one union directly beneath, otherwise for the whole place.
    """
    points = 0.0
    for among, weight in WEIGHTS.items():
        whole = total(asked.whole[among], path)
        faulty = sum(total(counts[fault.id], path) for fault in FAULTS if fault.among == among)
        points += weight * (1 - min(faulty / whole, 1) if whole else 1)
    return int(points)


def total(counts: Counts, path: str = "") -> int:
    return counts.get(path, 0) if path else sum(counts.values())
