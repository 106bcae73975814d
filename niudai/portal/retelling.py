"""What stands on a file, as the answers it came from; and a corrected answer put back.

A file that was returned is corrected with the very questions it was asked with.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from niudai.access.actor import Actor
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import HardshipFile, Member, MoneyLine
from niudai.kernel.money import fen
from niudai.kernel.personal import lookup
from niudai.portal.family import AMOUNT, ASSETS, Family, form, member, worker
from niudai.portal.family_questions import FAMILY
from niudai.portal.questions import Question

Given = dict[str, dict[str, Any]]
CORRECTED = (
    "working", "you", "papers", "health", "home", "household", "income", "costs", "cause", "event",
    "assets", "card",
)  # fmt: skip


def correctable(answers: Family) -> list[Question]:
    return [each for each in FAMILY if each.slug in CORRECTED and each.asked(answers)]


def retold(file: HardshipFile) -> Family:
    """The file as a reading of answers. Whoever holds it may see all of it."""
    me = file.worker
    given: Given = {
        "how": {"how": "employer" if file.employer_id or file.employer_said else "between"},
        "employer": {"name": file.employer_said, "employer": str(file.employer_id or "")},
        "working": {
            "status": me.status, "able_unemployed": me.able_unemployed, "industry": file.industry,
            "work_since": text(file.work_since), "is_member": yes(file.is_member),
            "is_migrant": yes(file.migrant), "contract_signed_on": text(file.contract_signed_on),
        },
        "you": {"name": me.name, "number": me.number, "phone": me.phone,
                "other_contact": file.other_contact},
        "papers": of(me, "nation", "marriage", "registration", "insurance", "politics",
                     "model_worker"),
        "health": of(me, "health", "disability", "illness"),
        "home": of(file, "address", "registered_at", "residence", "housing", "floor_area",
                   "single_parent"),
        "household": {"people": [person(each) for each in file.household if each.pk != me.pk]},
        "income": {**money(file, MoneyLine.Side.INCOME),
                   "no_income": bool(file.declared.get("no_income"))},
        "costs": money(file, MoneyLine.Side.RIGID),
        "cause": {"cause": file.cause, "others": file.other_causes, "story": file.story},
        "event": {
            "event": file.declared.get("event", ""),
            "amount_cost": fen_of(file.declared.get("event_cost")),
            "amount_compensated": fen_of(file.declared.get("event_compensated")),
            "event_casualty": yes(file.declared.get("event_casualty")),
        },
        "assets": {**{name: yes(file.declared.get(name)) for name in ASSETS},
                   "dwellings": str(file.declared.get("dwellings", ""))},
        "card": of(file, "bank", "card", "card_name"),
    }  # fmt: skip
    return Family(given)


def of(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def yes(value: Any) -> str:
    return "" if value is None else "yes" if value else "no"


def fen_of(amount: str | None) -> int | None:
    """“1234.50” as the declaration has it."""
    return None if amount is None else fen(amount)


def money(file: HardshipFile, side: str) -> dict[str, int]:
    """Item by item; several lines of one item together."""
    found: dict[str, int] = {}
    for line in file.money.filter(side=side):
        name = f"{AMOUNT}{line.item}"
        found[name] = found.get(name, 0) + line.amount_fen - line.back_fen
    return found


def person(each: Member) -> dict[str, Any]:
    names = ("relation", "name", "number", "status", "able_unemployed", "monthly_fen", "unit",
             "health", "illness")  # fmt: skip
    return {"id": handle(each), **of(each, *names)}


def handle(each: Member) -> str:
    """What a page calls somebody: never the number of a row."""
    return lookup(f"member{each.pk}")[:12]


def called(file: HardshipFile, who: str) -> Member | None:
    return next((each for each in file.members.all() if handle(each) == who), None)


def put_again(file: HardshipFile, slug: str, answers: Family, *, by: Actor) -> None:
    """Write the corrected answer to one question back to the file."""
    WRITERS[slug](file, answers, by)


def put_form(file: HardshipFile, answers: Family, by: Actor) -> None:
    told = form(answers)
    told.pop("employer")  # the unit is found when the application is made, not here
    actions.correct(file, **told, by=by)


def put_worker(file: HardshipFile, answers: Family, by: Actor) -> None:
    put_form(file, answers, by)
    told = worker(answers)
    told.pop("unit")
    actions.correct_member(file.worker, **told, by=by)


def put_declared(file: HardshipFile, answers: Family, by: Actor) -> None:
    told = answers.declared
    told.pop("refuses_check")  # says the consent, not the answer
    actions.declare(file, **told, by=by)


def put_money(side: str, question: str) -> Callable[[HardshipFile, Family, Actor], None]:
    def put(file: HardshipFile, answers: Family, by: Actor) -> None:
        """The lines anew: what is gone is gone, what is told is there once."""
        for line in file.money.filter(side=side):
            actions.remove_money(line, by=by)
        for item, amount in answers.money(question).items():
            actions.add_money(file, side=side, item=item, amount_fen=amount, by=by)
        if side == MoneyLine.Side.INCOME:
            actions.declare(file, no_income=bool(answers.get("income", "no_income")), by=by)

    return put


WRITERS: dict[str, Callable[[HardshipFile, Family, Actor], None]] = {
    **dict.fromkeys(("home", "cause", "card"), put_form),
    **dict.fromkeys(("working", "you", "papers", "health"), put_worker),
    **dict.fromkeys(("event", "assets"), put_declared),
    "income": put_money(MoneyLine.Side.INCOME, "income"),
    "costs": put_money(MoneyLine.Side.RIGID, "costs"),
}


def put_person(file: HardshipFile, who: str, told: dict[str, Any], *, by: Actor) -> None:
    """Somebody of the household told anew, or for the first time."""
    known = called(file, who)
    if known is None:
        actions.add_member(file, **member(told), by=by)
    else:
        actions.correct_member(known, **member(told), by=by)


def take_off(file: HardshipFile, who: str, *, by: Actor) -> None:
    known = called(file, who)
    if known is not None:
        actions.remove_member(known, by=by)


def with_answer(answers: Family, slug: str, told: dict[str, Any]) -> Family:
    """The same reading with one answer told anew, days as a draft keeps them."""
    kept = {name: text(value) if isinstance(value, date) else value for name, value in told.items()}
    return Family({**answers.given, slug: kept})
