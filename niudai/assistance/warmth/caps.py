"""How much warmth at most: AID-CAP-WARMTH (domain 9.1 cap.warmth).

A rule of another place, or one nobody confirmed, warns; only a rule in force here with its
document decides.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from niudai.assistance.warmth.models import Campaign, Target
from niudai.funds.models import Line
from niudai.kernel.money import yuan
from niudai.kernel.personal import lookups
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.rules import Unsettled, versions

RULE = "AID-CAP-WARMTH"


@dataclass(frozen=True, slots=True)
class CapWarning:
    """One sentence, its basis, and whether it stops the act."""

    sentence: str
    basis: str
    decides: bool


def paid_in_year(number: str, year: int, item: str) -> int:
    """What this person was given in the year, whether or not it has arrived."""
    if not number:
        return 0
    given = Line.objects.filter(
        number_lookup__in=lookups(number), item=item, stands=True, decided_on__year=year
    )
    return int(given.aggregate(total=Sum("amount_fen"))["total"] or 0)


def over_cap(campaign: Campaign, target: Target, on: date) -> CapWarning | None:
    """What stands against this amount, or nothing."""
    if target.kind == Target.Kind.SITE or not target.money_fen:
        return None
    facts = {
        "asked": yuan(target.money_fen).replace(",", ""),
        "paid_this_year": yuan(paid_in_year(target.number, on.year, campaign.kind)).replace(
            ",", ""
        ),
    }
    try:
        answer = evaluate(RULE, facts, on=on, place=campaign.place)
    except Unsettled:
        return elsewhere(target, on)
    if answer.holds:
        return None
    return CapWarning(" ".join(answer.explanation), answer.basis, answer.decides)


def elsewhere(target: Target, on: date) -> CapWarning | None:
    """No rule here: what is published for another place is worth a look."""
    known = [rule for rule in versions(RULE) if rule.in_force(on) and rule.applies]
    once = min((int(rule.parameters["once_fen"]) for rule in known), default=None)
    if once is None or target.money_fen <= once:
        return None
    rule = known[0]
    said = _(
        "No cap is in force here. Elsewhere at most %(cap)s yuan a time are given (%(title)s)."
    )
    return CapWarning(said % {"cap": yuan(once), "title": rule.title}, rule.basis, False)
