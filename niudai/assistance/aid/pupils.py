"""The students of households with a file in force, and what the rule lets each of them ask."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.aid.models import AidApplication
from niudai.assistance.hardship.models import HardshipFile, Member
from niudai.kernel.money import fen
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import evaluate
from niudai.rulebook.evaluation.facts import yuan

CHILDREN = ("20", "30")  # code table relation: son, daughter
SCHOOL_AGE = 14  # years, in the year: senior secondary school begins no earlier
LEAVES_SCHOOL = 26
FAR = 10**13  # more than anybody asks: what is left of the ceiling comes out


@dataclass(frozen=True, slots=True)
class Line:
    """One child in the list, with the amount the rule leaves for each level of school."""

    member: Member
    higher_fen: int | None
    secondary_fen: int | None
    said: str
    asked: bool  # has an application of this campaign already


def students(actor: Actor, today: date) -> QuerySet[Member]:
    """Sons and daughters of the age, in files the actor sees, one row each."""
    files = HardshipFile.objects.visible_to(actor).in_force()
    return Member.objects.filter(
        file__in=files, relation__in=CHILDREN, until=None,
        born_on__gt=date(today.year - LEAVES_SCHOOL, today.month, 1),
        born_on__lte=date(today.year - SCHOOL_AGE, 12, 31),
    ).select_related("file__organisation")  # fmt: skip


def lines_of(members: list[Member], event: str, year: int, today: date) -> list[Line]:
    """For a page of children: what each has had this year in one query, the rule once a file."""
    had = AidApplication.objects.filter(
        kind="study", student__number_key__in=[each.number_key for each in members]
    ).exclude(stage__in=["refused", "withdrawn", "recovered"])
    paid: dict[str, int] = {}
    asked: set[str] = set()
    for key, amount, when, name in had.values_list(
        "student__number_key", "approved_fen", "year", "event"
    ):
        if when == year:
            paid[key] = paid.get(key, 0) + amount
        if name == event:
            asked.add(key)
    return [line_of(each, paid.get(each.number_key, 0), each.number_key in asked, today)
            for each in members]  # fmt: skip


def line_of(member: Member, paid_fen: int, asked: bool, today: date) -> Line:
    higher, said = room(member, "higher", paid_fen, today)
    secondary, _said = room(member, "secondary", paid_fen, today)
    return Line(member, higher, secondary, said, asked)


def room(member: Member, school: str, paid_fen: int, today: date) -> tuple[int | None, str]:
    """How much may still be approved for this child, and what the rule says of it."""
    facts = {
        "asked": yuan(FAR), "paid_this_year": yuan(paid_fen), "category": member.file.category,
        "students": 1, "school": school, "residence": member.file.residence,
    }  # fmt: skip
    try:
        answer = evaluate("AID-CAP-STUDY", facts, on=today, place=member.file.place)
    except Refused as silent:
        return None, silent.reason
    said = answer.rule.title
    if not answer.decides:
        said = _("%(title)s: for guidance only") % {"title": said}
    return fen(answer.more["approve_at_most"]), said
