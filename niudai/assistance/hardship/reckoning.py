"""The household before the rules: its facts, the answer of the day, and the answer kept.

What the facts mean is said in docs/households.md. Amounts are exact fen; the rulebook compares
before anything is rounded (domain 1.1, 12.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from niudai.assistance.hardship.models import HardshipFile, MoneyLine
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import Answer, Comparison, evaluate, what_if

CATEGORY = "HARDSHIP-CATEGORY"
NOT_A_FACT = {"no_income"}


def facts_of(file: HardshipFile) -> dict[str, Any]:
    """The household as the rulebook wants it: people, lines of money, what was declared."""
    lines = list(file.money.all())
    income = [as_income(line) for line in lines if line.side == MoneyLine.Side.INCOME]
    household = file.household
    facts: dict[str, Any] = {
        "people": len(household),
        "income": income or "0.00",
        "rigid": [as_rigid(line) for line in lines if line.side == MoneyLine.Side.RIGID],
        "residence": file.residence,
        "able_unemployed": sum(one.able_unemployed for one in household),
    }
    if not facts["rigid"]:
        del facts["rigid"]
    declared = {key: value for key, value in file.declared.items() if key not in NOT_A_FACT}
    return facts | declared


def as_income(line: MoneyLine) -> dict[str, str]:
    return {"item": line.item, "amount": in_yuan(line.amount_fen)}


def as_rigid(line: MoneyLine) -> dict[str, str]:
    found = {"item": line.item, "amount": in_yuan(line.amount_fen)}
    return found | {"reimbursed": in_yuan(line.back_fen)} if line.back_fen else found


def in_yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def judged(file: HardshipFile, *, on: date | None = None) -> Answer:
    """What the rules in force at the place say of the household on that day."""
    day = on or timezone.localdate()
    return evaluate(CATEGORY, facts_of(file), on=day, place=file.place)


def tried(file: HardshipFile) -> Answer | None:
    """The answer of today for a page; None where it cannot even be asked."""
    try:
        return judged(file)
    except Refused:
        return None


def supposed(file: HardshipFile, change: Mapping[str, Any]) -> Comparison:
    """The household as it is and with something changed; a preview whatever comes of it."""
    today = timezone.localdate()
    return what_if(facts_of(file), change, on=today, place=file.place)


def kept(file: HardshipFile, *, on: date) -> tuple[Answer, dict[str, Any]]:
    """The answer and what is kept of it for good, in both languages of the house."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            answer = judged(file, on=on)
            said[language] = {"explanation": answer.explanation, "more": dict(answer.more)}
    return answer, {
        "on": on.isoformat(), "place": file.place, "facts": facts_of(file),
        "result": answer.result, "status": answer.status, "rule": answer.rule.key,
        "rules": answer.more.get("rules", []), "said": said,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision or a preview as the page shows it."""

    result: str
    status: str
    explanation: list[str]
    more: Mapping[str, Any]
    decides: bool


def shown(file: HardshipFile) -> Shown | None:
    """What was kept at the decision, in the reader's language; before it, what would come out."""
    if said := file.reckoned.get("said"):
        words = said.get(translation.get_language()) or said[settings.LANGUAGE_CODE]
        kept_status = file.reckoned["status"]
        return Shown(
            file.reckoned["result"], kept_status, words["explanation"], words["more"],
            kept_status == "decides",
        )  # fmt: skip
    answer = tried(file)
    if answer is None:
        return None
    return Shown(answer.result, answer.status, answer.explanation, answer.more, answer.decides)
