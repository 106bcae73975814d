"""Which mediator should have a case: fewest cases first, then skill and place, with the reason.

Nobody is chosen here. The chair chooses, and sees why each name stands where it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from niudai.disputes.guards import too_close
from niudai.disputes.load import IN_HAND, measure
from niudai.disputes.models import Dispute, Mediator
from niudai.organisations.models import Division
from niudai.rulebook.codes import codes

TOWNS = frozenset({Division.Level.TOWN, Division.Level.STREET, Division.Level.ZONE})
TOWN = 9  # digits of a division code that name the town or street


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator who may take the case, and what speaks for or against it.

    `near` is None for a mediator who serves the whole place of the body. `burden` is the share
    of a full load, with what another skill or another area counts added: the least comes first.
    """

    mediator: Mediator
    open_cases: int
    most: int
    knows: bool
    near: bool | None
    burden: Fraction = Fraction(0)
    reason: str = ""


def suggested(dispute: Dispute, *, on: date | None = None) -> list[Candidate]:
    """Everyone of the body who may take the case, the best choice first."""
    on = on or timezone.localdate()
    parameters = measure(on, dispute.place).parameters
    found = [
        candidate_of(mediator, dispute, parameters)
        for mediator in pool(dispute, on)
        if too_close(mediator, dispute) is None
    ]
    subject = cause_name(dispute.cause, on)
    return [
        replace(each, reason=reason(each, found, subject)) for each in ranked(found, parameters)
    ]


def passed_over(dispute: Dispute, *, on: date | None = None) -> list[tuple[Mediator, str]]:
    """Those of the body who may not or should not take the case, each with the sentence why."""
    on = on or timezone.localdate()
    parameters = measure(on, dispute.place).parameters
    found = [(each, too_close(each, dispute) or too_busy(each, parameters))
             for each in pool(dispute, on)]  # fmt: skip
    found += [(each, out_of_office(each, on)) for each in not_active(dispute, on)]
    return [(each, why) for each, why in found if why]


def too_busy(mediator: Any, parameters: Mapping[str, Any]) -> str | None:
    """Nobody is barred by the load; the chair sees it and may still choose."""
    most = parameters["full_time" if mediator.full_time else "part_time"]
    if mediator.in_hand < most:
        return None
    return _("%(count)d open cases; a full load is %(most)d. May still be chosen.") % {
        "count": mediator.in_hand, "most": most,
    }  # fmt: skip


def not_active(dispute: Dispute, on: date) -> QuerySet[Mediator]:
    """Those on the register of the body who are not in office that day and have not left."""
    active = Mediator.objects.active(on).values("pk")
    rows = of_body(dispute).exclude(pk__in=active).exclude(status=Mediator.Status.LEFT)
    return rows.defer("phone").order_by("name", "pk")


def out_of_office(mediator: Mediator, on: date) -> str:
    if mediator.status == Mediator.Status.SUSPENDED:
        return _("Suspended: %(reason)s") % {"reason": mediator.status_reason}
    if mediator.until and mediator.until < on:
        return _("The term ended on %(day)s.") % {"day": mediator.until}
    return _("In office from %(day)s.") % {"day": mediator.since}


def pool(dispute: Dispute, on: date) -> QuerySet[Mediator]:
    """The active mediators of the body, each with `in_hand`, but not the one who has the case."""
    prefetch_related_objects([dispute], "parties")
    return (
        of_body(dispute)
        .filter(pk__in=Mediator.objects.active(on).values("pk"))
        .exclude(pk=dispute.mediator_id or 0)
        .annotate(in_hand=Count("dispute", filter=Q(dispute__stage__in=IN_HAND)))
        .select_related("area")
        .defer("phone")
        .order_by("name", "pk")
    )


def of_body(dispute: Dispute) -> QuerySet[Mediator]:
    """The register of the body that has the case, or of all bodies of its organisation."""
    mediators = Mediator.objects.filter(
        body__organisation=dispute.organisation, body__closed_on=None
    )
    return mediators.filter(body=dispute.body_id) if dispute.body_id else mediators


def candidate_of(mediator: Any, dispute: Dispute, parameters: Mapping[str, Any]) -> Candidate:
    return Candidate(
        mediator=mediator,
        open_cases=mediator.in_hand,
        most=parameters["full_time" if mediator.full_time else "part_time"],
        knows=dispute.cause in mediator.skills,
        near=lies_in(mediator.area, division_of(dispute)),
    )


def division_of(dispute: Dispute) -> str:
    employer = dispute.employer
    return str(employer.division_id if employer else dispute.organisation.division_id)


def lies_in(area: Division | None, division: str) -> bool | None:
    """Whether a place lies in the area; a town holds its villages."""
    if area is None:
        return None
    if area.level in TOWNS:
        return area.code[:TOWN] == division[:TOWN]
    return area.code == division


def ranked(candidates: Iterable[Candidate], parameters: Mapping[str, Any]) -> list[Candidate]:
    """The least burden first; among equals by name, so that the order is always the same."""
    weighed = [replace(each, burden=burden(each, parameters)) for each in candidates]
    return sorted(weighed, key=lambda each: (each.burden, each.mediator.name, each.mediator.pk))


def burden(candidate: Candidate, parameters: Mapping[str, Any]) -> Fraction:
    share = Fraction(candidate.open_cases, candidate.most)
    if not candidate.knows:
        share += Fraction(parameters["other_skill_percent"], 100)
    if candidate.near is False:
        share += Fraction(parameters["other_area_percent"], 100)
    return share


def reason(candidate: Candidate, among: list[Candidate], subject: str) -> str:
    """“3 open cases, the fewest; full-time; knows wage disputes; works in 周庄镇”."""
    parts = [load_words(candidate, among)]
    parts.append(_("full-time") if candidate.mediator.full_time else _("part-time"))
    if candidate.knows:
        parts.append(_("knows “%(subject)s”") % {"subject": subject})
    elif subject:
        parts.append(_("“%(subject)s” is not among the skills") % {"subject": subject})
    if candidate.near:
        parts.append(_("works in %(area)s") % {"area": candidate.mediator.area})
    elif candidate.near is False:
        parts.append(_("works elsewhere, in %(area)s") % {"area": candidate.mediator.area})
    return _("; ").join(parts)


def load_words(candidate: Candidate, among: list[Candidate]) -> str:
    count = candidate.open_cases
    words = ngettext("%(count)d open case", "%(count)d open cases", count) % {"count": count}
    if count > candidate.most:
        return _("%(cases)s, more than the %(most)d of a full load") % {
            "cases": words, "most": candidate.most,
        }  # fmt: skip
    if len(among) > 1 and count == min(each.open_cases for each in among):
        return _("%(cases)s, the fewest") % {"cases": words}
    return words


def cause_name(cause: str, on: date) -> str:
    return next((code.name for code in codes("cause_statute", on=on) if code.id == cause), "")
