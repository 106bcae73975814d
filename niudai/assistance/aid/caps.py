"""How much may be approved at most, and who says so (R10 of the reference, worked examples M1–M9).

The arithmetic is the rulebook's; here stand the facts it wants. A ceiling no row of the county
confirms is shown and decides nothing.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.assistance.aid.households import Given, given_in
from niudai.assistance.aid.kinds import CEILINGS, URGENT_LIMIT
from niudai.assistance.aid.models import AidApplication
from niudai.kernel.money import fen
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.evaluation.facts import yuan
from niudai.rulebook.rules import Unsettled, nearest

CATEGORIES = frozenset({"deep", "relative", "accidental"})


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The answer with its sentences. `most_fen` is None where nothing could be worked out."""

    most_fen: int | None
    decides: bool
    sentences: tuple[str, ...]
    title: str = ""
    basis: str = ""
    rule_key: str = ""
    needs: str = ""  # the level above the county that the rule wants to approve
    single_kind: bool = False  # another kind was given, and this household receives one only

    @property
    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"sentences": list(self.sentences)}


def ceiling(application: AidApplication, *, amount_fen: int | None = None) -> Ceiling:
    """What the kind's rule says of this amount, or of what is asked."""
    wanted = application.asked_fen if amount_fen is None else amount_fen
    if not wanted:
        return Ceiling(0, True, (_("Nothing is paid: no ceiling is asked."),))
    return said_by(CEILINGS[application.kind], application, wanted)


def urgent_limit(application: AidApplication, *, amount_fen: int | None = None) -> Ceiling:
    """What may be given before there are papers."""
    wanted = application.asked_fen if amount_fen is None else amount_fen
    return said_by(URGENT_LIMIT, application, wanted)


def said_by(rule_id: str, application: AidApplication, wanted: int) -> Ceiling:
    on, place = application.received_on, application.place
    try:
        rule = nearest(rule_id, on=on, place=place)
        given = given_in(timezone.localdate().year, application)
        facts = facts_of(application, given, str(rule.parameters.get("per", "")), wanted)
        answer = evaluate(rule_id, facts, on=on, place=place)
    except (Refused, Unsettled) as silent:
        return Ceiling(None, False, (silent.reason,))
    return Ceiling(
        most_fen=fen(answer.more["approve_at_most"]), decides=answer.decides,
        sentences=tuple(answer.explanation), title=answer.rule.title, basis=answer.basis,
        rule_key=answer.rule.key, needs=answer.more.get("needs_approval") or "",
        single_kind=bool(answer.more.get("other_kind_stands_against")),
    )  # fmt: skip


def facts_of(
    application: AidApplication, given: Given, per: str, wanted: int
) -> dict[str, Any]:  # fmt: skip
    """What the rule may want to know; aid from others comes off like what was reimbursed."""
    facts: dict[str, Any] = {
        "asked": yuan(wanted),
        "paid_this_year": yuan(given.per[per]),
        "category": category_of(application),
        "other_kinds": len(given.others),
    }
    if application.cost_fen:
        back = application.reimbursed_fen + application.other_aid_fen
        facts |= {"cost": yuan(application.cost_fen), "reimbursed": yuan(back)}
    if application.file is not None:
        facts["residence"] = application.file.residence
    if application.student_id:
        facts["students"] = 1
    if application.school:
        facts["school"] = application.school
    return facts


def category_of(application: AidApplication) -> str:
    return application.group if application.group in CATEGORIES else "not_filed"
