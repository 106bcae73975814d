"""Which sources of money fit an application: item, group, day and place (R11 of the reference)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from niudai.assistance.aid.kinds import item_of
from niudai.assistance.aid.models import AidApplication
from niudai.funds.ledger import standings
from niudai.funds.models import Source, SourceStage
from niudai.kernel.paths import ancestors


@dataclass(frozen=True, slots=True)
class Means:
    """One source with what is free in it."""

    source: Source
    free_fen: int
    enough: bool


def fitting(application: AidApplication, on: date) -> QuerySet[Source]:
    """Open sources of this place or above it that may pay the kind to the group on that day."""
    item = item_of(application.kind)
    return (
        Source.objects.filter(
            Q(allowances__group="") | Q(allowances__group=application.group),
            allowances__item=item, stage=SourceStage.OPEN, since__lte=on, until__gte=on,
            organisation__path__in=ancestors(application.organisation.path),
        )
        .select_related("organisation")
        .distinct()
        .order_by("until", "pk")
    )  # fmt: skip


def means_for(application: AidApplication, amount_fen: int, on: date) -> list[Means]:
    """Those that must be used up first come first."""
    sources = list(fitting(application, on))
    held = standings(sources)
    return [
        Means(source, held[source.pk].free, held[source.pk].free >= amount_fen)
        for source in sources
    ]
