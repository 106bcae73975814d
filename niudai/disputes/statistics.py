"""What the higher unions ask of mediation and of the register (reference 3.3 and 13).

One figure, one query: the number on the page is counted over the very rows it opens to. Cases
are counted by the day they were received; what became of them is how they stand now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.disputes.levels import LEVELS, kinds_at, level_of
from niudai.disputes.models import Dispute, MediationBody, Mediator, Training
from niudai.kernel.paths import within
from niudai.organisations.models import Organisation
from niudai.rulebook.evaluation import Answer, evaluate

Rows = QuerySet[Any]
CASES, PERSONS, FEN, BODIES, PEOPLE, HOURS = "cases", "persons", "fen", "bodies", "people", "hours"


@dataclass(frozen=True, slots=True)
class Asked:
    """By whom, for which days (both included) and which part of the tree."""

    actor: Actor
    since: date
    until: date
    place: Organisation | None = None
    cause: str = ""
    source: str = ""
    kind: str = ""
    level: str = ""

    def beneath(self, field: str) -> Q:
        return within(self.place.path, field) if self.place else Q()


@dataclass(frozen=True, slots=True)
class Figure:
    """An id, words, a unit, the rows behind the number, and how they are added up."""

    id: str
    title: str | Promise
    definition: str | Promise
    unit: str
    rows: Callable[[Asked], Rows]
    measure: Callable[[Rows], int] = lambda rows: rows.count()

    def value(self, asked: Asked) -> int:
        return self.measure(self.rows(asked))


def summed(field: str) -> Callable[[Rows], int]:
    return lambda rows: rows.aggregate(total=Sum(field))["total"] or 0


# --- cases --------------------------------------------------------------------------------

IN_FORCE = Q(
    agreement__applicant_signed_on__isnull=False,
    agreement__respondent_signed_on__isnull=False,
    agreement__mediator_signed_on__isnull=False,
    agreement__stamped_on__isnull=False,
)


def received(asked: Asked) -> Rows:
    rows = Dispute.objects.visible_to(asked.actor).filter(
        asked.beneath("organisation__path"),
        received_on__gte=asked.since,
        received_on__lte=asked.until,
    )
    if asked.cause:
        rows = rows.filter(cause=asked.cause)
    return rows.filter(source=asked.source) if asked.source else rows


def accepted(asked: Asked) -> Rows:
    return received(asked).filter(accepted_on__isnull=False)


def declined(asked: Asked) -> Rows:
    return received(asked).filter(accepted_on=None, outcome__startswith="declined")


def settled(asked: Asked) -> Rows:
    return accepted(asked).filter(IN_FORCE)


def failed(asked: Asked) -> Rows:
    return accepted(asked).filter(Q(outcome__endswith="failed") | Q(outcome="timed-out"))


def withdrawn(asked: Asked) -> Rows:
    return received(asked).filter(outcome__startswith="withdrawn")


def ended(asked: Asked) -> Rows:
    return accepted(asked).filter(stage__in=Dispute.CLOSED)


def still_open(asked: Asked) -> Rows:
    return received(asked).exclude(stage__in=Dispute.CLOSED)


def collective(asked: Asked) -> Rows:
    return received(asked).filter(collective=True)


def having(rows: Rows, **conditions: Any) -> Rows:
    """Those of the rows with such a claim or promise, each row once."""
    return rows.filter(pk__in=rows.filter(**conditions).order_by().values("pk"))


def with_amount(asked: Asked) -> Rows:
    return having(received(asked), claims__amount_fen__gt=0)


def settled_with_amount(asked: Asked) -> Rows:
    return having(settled(asked), agreement__items__amount_fen__gt=0)


def paid(asked: Asked) -> Rows:
    return having(settled(asked), agreement__items__performed_fen__gt=0)


def performed(asked: Asked) -> Rows:
    promised = having(settled(asked), agreement__items__isnull=False)
    return promised.exclude(agreement__items__performed_on=None)


def reviewed(asked: Asked) -> Rows:
    return settled(asked).filter(agreement__enforceable_by="review")


def confirmed(asked: Asked) -> Rows:
    return settled(asked).filter(agreement__enforceable_by="confirmation")


# --- the register, as it stood on the last day asked about ---------------------------------


def of_kind(asked: Asked, rows: Rows, body: str = "") -> Rows:
    """Bodies, or what belongs to them, of the kind and the level asked about."""
    if asked.kind:
        rows = rows.filter(**{f"{body}kind": asked.kind})
    if asked.level:
        rows = rows.filter(**{f"{body}organisation__kind__in": kinds_at(asked.level)})
    return rows


def bodies(asked: Asked) -> Rows:
    on = asked.until
    rows = MediationBody.objects.visible_to(asked.actor).filter(
        Q(closed_on=None) | Q(closed_on__gt=on),
        asked.beneath("organisation__path"),
        set_up_on__lte=on,
    )
    return of_kind(asked, rows)


def mediators(asked: Asked) -> Rows:
    on = asked.until
    rows = Mediator.objects.visible_to(asked.actor).filter(
        Q(until=None) | Q(until__gte=on),
        ~Q(status=Mediator.Status.LEFT) | Q(status_on__gt=on),
        Q(body__closed_on=None) | Q(body__closed_on__gt=on),
        asked.beneath("body__organisation__path"),
        since__lte=on,
    )
    return of_kind(asked, rows, "body__")


def full_time(asked: Asked) -> Rows:
    return mediators(asked).filter(full_time=True)


def part_time(asked: Asked) -> Rows:
    return mediators(asked).filter(full_time=False)


def trainings(asked: Asked) -> Rows:
    return Training.objects.visible_to(asked.actor).filter(
        asked.beneath("mediator__body__organisation__path"),
        held_on__gte=asked.since,
        held_on__lte=asked.until,
    )


def trained(asked: Asked) -> Rows:
    return mediators(asked).filter(Exists(trainings(asked).filter(mediator=OuterRef("pk"))))


MEDIATION = (
    Figure(
        "received", _("Disputes received"), _("Disputes received in the period."), CASES, received,
    ),
    Figure("accepted", _("Accepted"), _("Of these, accepted for mediation."), CASES, accepted),
    Figure(
        "declined", _("Not accepted"),
        _("Outside the scope, or a side did not want mediation."), CASES, declined,
    ),
    Figure(
        "settled", _("Settled"), _("Accepted, and an agreement is in force."), CASES, settled,
    ),
    Figure(
        "failed", _("Failed"), _("Accepted, and ended without an agreement."), CASES, failed,
    ),
    Figure("withdrawn", _("Withdrawn"), _("Taken back by the applicant."), CASES, withdrawn),
    Figure(
        "open", _("Still open"), _("Received in the period and not ended yet."), CASES, still_open,
    ),
    Figure(
        "persons", _("Workers"), _("Workers in the disputes received."), PERSONS, received,
        summed("workers"),
    ),
    Figure(
        "collective", _("Collective disputes"),
        _("Ten or more workers with a common claim: one case each."), CASES, collective,
    ),
    Figure(
        "collective-persons", _("Workers in collective disputes"),
        _("Counted apart from the cases."), PERSONS, collective, summed("workers"),
    ),
    Figure(
        "claimed", _("Amount claimed"), _("Sum of the claims of the disputes received."), FEN,
        with_amount, summed("claims__amount_fen"),
    ),
    Figure(
        "settled-amount", _("Amount settled"), _("Sum promised in the agreements in force."), FEN,
        settled_with_amount, summed("agreement__items__amount_fen"),
    ),
    Figure(
        "performed-amount", _("Amount performed"), _("Of that, paid and proved."), FEN, paid,
        summed("agreement__items__performed_fen"),
    ),
    Figure(
        "performed", _("Agreements kept"), _("Every promise of the agreement was kept."), CASES,
        performed,
    ),
    Figure(
        "reviewed", _("Mediation awards"), _("Agreements made enforceable by arbitration review."),
        CASES, reviewed,
    ),
    Figure(
        "confirmed", _("Court confirmations"), _("Agreements confirmed by the court."), CASES,
        confirmed,
    ),
)  # fmt: skip
REGISTER = (
    Figure(
        "bodies", _("Mediation bodies"), _("Open on the last day of the period."), BODIES, bodies,
    ),
    Figure(
        "mediators", _("Mediators"), _("On the register on the last day of the period."), PEOPLE,
        mediators,
    ),
    Figure("full-time", _("Full-time mediators"), _("Of these, full-time."), PEOPLE, full_time),
    Figure("part-time", _("Part-time mediators"), _("Of these, part-time."), PEOPLE, part_time),
    Figure(
        "trained", _("Mediators trained"), _("On the register, with a training in the period."),
        PEOPLE, trained,
    ),
    Figure(
        "training-hours", _("Hours of training"), _("Sum of the trainings in the period."), HOURS,
        trainings, summed("hours"),
    ),
)  # fmt: skip
FIGURES = {figure.id: figure for figure in (*MEDIATION, *REGISTER)}


def success_rate(asked: Asked) -> Answer:
    """Settled as a share of accepted, or of what the county's rule says instead."""
    facts = {
        "settled": settled(asked).count(),
        "accepted": accepted(asked).count(),
        "closed": max(ended(asked).count(), settled(asked).count()),
    }
    place = asked.place.division_id if asked.place else None
    return evaluate("MED-SUCCESS-RATE", facts, on=asked.until, place=place)


def by_code(asked: Asked, field: str) -> list[tuple[str, int, int]]:
    """Cause or source → cases and workers, the most frequent first."""
    rows = received(asked).order_by().values(field)
    counted = rows.annotate(cases=Count("pk"), persons=Sum("workers"))
    return [(row[field], row["cases"], row["persons"]) for row in counted.order_by("-cases", field)]


def by_kind(asked: Asked) -> list[dict[str, Any]]:
    """Kind of body → bodies, full-time and part-time mediators."""
    found = dict(bodies(asked).order_by().values_list("kind").annotate(Count("pk")))
    people = mediators(asked).order_by().values("body__kind")
    shares = {
        row["body__kind"]: row
        for row in people.annotate(
            full=Count("pk", filter=Q(full_time=True)), part=Count("pk", filter=Q(full_time=False))
        )
    }
    return [
        {
            "kind": kind,
            "name": name,
            "bodies": found.get(kind, 0),
            "full": shares.get(kind, {}).get("full", 0),
            "part": shares.get(kind, {}).get("part", 0),
        }
        for kind, name in MediationBody.Kind.choices
    ]


def by_level(asked: Asked) -> list[dict[str, Any]]:
    """City, town and base → bodies and mediators (the three levels of the network)."""
    found: dict[str, dict[str, Any]] = {
        level: {"level": level, "name": name, "bodies": 0, "mediators": 0} for level, name in LEVELS
    }
    counted = bodies(asked).order_by().values_list("organisation__kind").annotate(Count("pk"))
    for kind, number in counted:
        found[level_of(kind)]["bodies"] += number
    people = mediators(asked).order_by().values_list("body__organisation__kind")
    for kind, number in people.annotate(Count("pk")):
        found[level_of(kind)]["mediators"] += number
    return list(found.values())
