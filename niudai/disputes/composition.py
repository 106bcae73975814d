"""Who sits in a body, and what the law finds wanting in it (LMA §10; ENT §15; PML §8).

What can be refused at once (age, term) is refused by the actions. What concerns the whole body
(parity, size, a woman, a chair, terms run out) is listed here, and the body goes on working.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from niudai.disputes.models import MediationBody, Mediator
from niudai.rulebook.evaluation import evaluate

Kind, Side, Status = MediationBody.Kind, Mediator.Side, Mediator.Status
COMMITTEES = frozenset({Kind.ENTERPRISE, Kind.INSTITUTION, Kind.PEOPLE})
COUNTS = ("members", "workers", "employers", "women", "chairs", "expired")
COUNTY = 6  # digits of a division code that decide which rules apply


@dataclass(frozen=True, slots=True)
class Composition:
    """The numbers the rules ask for. Members are those active on the day, their term not over."""

    kind: str
    place: str
    members: int = 0
    workers: int = 0
    employers: int = 0
    women: int = 0
    chairs: int = 0
    expired: int = 0

    def faults(self, on: date) -> list[str]:
        """Every fault, each a sentence; nothing when the body is composed as the law asks."""
        found = self.faults_of_members(on) if self.members else [_("It has no active mediator.")]
        if self.members and not self.chairs and self.kind in COMMITTEES:
            found.append(_("It has no chair."))
        if self.expired:
            said = ngettext(
                "The term of %(count)d mediator is over: renew it or record the leaving.",
                "The terms of %(count)d mediators are over: renew them or record the leaving.",
                self.expired,
            )
            found.append(said % {"count": self.expired})
        return found

    def faults_of_members(self, on: date) -> list[str]:
        match self.kind:
            case Kind.ENTERPRISE:
                facts = {"worker_side": self.workers, "employer_side": self.employers}
                answer = evaluate("COM-PARITY", facts, on=on, place=self.place)
            case Kind.PEOPLE:
                facts = {"members": self.members, "women": self.women}
                answer = evaluate("PMC-SIZE", facts, on=on, place=self.place)
            case _:
                return []
        return [] if answer.holds else list(answer.explanation)


def faults(body: MediationBody, on: date) -> list[str]:
    """What the law finds wanting in this body on that day. A closed body has no faults."""
    return [] if body.closed_on else compositions([body], on)[body.pk].faults(on)


def compositions(bodies: Iterable[MediationBody], on: date) -> dict[int, Composition]:
    """The numbers of many bodies in one query (their organisations must be at hand)."""
    bodies = list(bodies)
    counts = counted(Mediator.objects.filter(body__in=[body.pk for body in bodies]), on)
    return {
        body.pk: Composition(
            body.kind, body.organisation.division_id[:COUNTY], **counts.get(body.pk, {})
        )
        for body in bodies
    }


def with_faults(bodies: QuerySet[MediationBody], on: date) -> QuerySet[MediationBody]:
    """Those of the bodies that are open and have a fault: two queries, however many there are."""
    bodies = bodies.filter(closed_on=None)
    counts = counted(Mediator.objects.filter(body__in=bodies.order_by().values("pk")), on)
    judged: dict[Composition, bool] = {}
    faulty = []
    rows = bodies.order_by().values_list("pk", "kind", "organisation__division_id")
    for pk, kind, division in rows:
        composition = Composition(kind, division[:COUNTY], **counts.get(pk, {}))
        if composition not in judged:
            judged[composition] = bool(composition.faults(on))
        if judged[composition]:
            faulty.append(pk)
    return bodies.filter(pk__in=faulty)


def counted(mediators: QuerySet[Mediator], on: date) -> dict[int, dict[str, Any]]:
    """Body → the counts of `Composition`."""
    on_register = Q(status=Status.ACTIVE, since__lte=on)
    serving = on_register & (Q(until=None) | Q(until__gte=on))

    def count(condition: Q) -> Count:
        return Count("pk", filter=serving & condition)

    rows: Any = (
        mediators.order_by()
        .values("body_id")
        .annotate(
            members=Count("pk", filter=serving),
            workers=count(Q(side=Side.WORKER)),
            employers=count(Q(side=Side.EMPLOYER)),
            women=count(Q(sex="F")),
            chairs=count(Q(is_chair=True)),
            expired=Count("pk", filter=on_register & Q(until__lt=on)),
        )
    )
    return {row["body_id"]: {name: row[name] for name in COUNTS} for row in rows}
