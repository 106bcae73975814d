"""The demo's own rows of the rulebook: without them no household could be decided on.

Nothing of it is real: the paper is invented, and every page that shows such a row says so.
"""

from datetime import date
from typing import Any

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.rulebook import actions
from niudai.rulebook.actions import EnteredFacts
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Rulebook, from_files

DOCUMENT = "示例文〔2026〕1 号"
ISSUER = "演示机关（虚构）"
NOTE = "仅供演示：虚构的文件和数额，不是真实规定"
SINCE = date(2020, 1, 1)
YEAR = 1_200  # yuan a head and month: the invented standard

# Rule, whose row of the files lends its form, what is changed in it.
ROWS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("DIBAO-URBAN", "CN-320281", {"fen": YEAR * 100}),
    ("DIBAO-RURAL", "CN-320281", {"fen": YEAR * 100}),
    ("HARDSHIP-CATEGORY", "CN", {}),
    ("HARDSHIP-DEEP", "CN", {}),
    ("HARDSHIP-RELATIVE", "CN", {}),
    ("HARDSHIP-ACCIDENT", "CN", {}),
    ("INCOME-ITEMS", "CN", {}),
    ("INCOME-UNION-AID", "CN", {}),
    ("RIGID-ITEMS", "CN", {}),
    ("EXCL-DWELLINGS", "CN", {}),
    ("EXCL-SHOP", "CN", {}),
    ("EXCL-EMPLOYS", "CN", {}),
    ("EXCL-SCHOOL", "CN", {}),
    ("EXCL-VEHICLE", "CN-4101", {}),
    ("EXCL-FAULT", "CN", {}),
    ("EXCL-WORK", "CN", {}),
    ("EXCL-CHECK", "CN", {}),
    ("HARDSHIP-CHECK", "CN-330782", {}),
    ("HARDSHIP-PUBLICITY", "CN-320281", {}),
    ("HARDSHIP-SYNC", "CN", {}),
    ("HARDSHIP-REVIEW", "CN", {}),
    ("HARDSHIP-RETENTION", "CN", {}),
    ("HARDSHIP-DESTRUCTION", "CN", {}),
    ("HARDSHIP-SPOTCHECK", "CN-43", {}),
    ("HARDSHIP-EXIT", "CN-32", {}),
    ("AID-CAP-LIVING", "CN", {}),
    ("AID-CAP-MEDICAL", "CN", {}),
    ("AID-CAP-STUDY", "CN", {}),
    ("AID-CAP-ACCIDENT", "CN", {}),
    ("AID-CAP-TEMPORARY", "CN-42", {}),
    ("AID-CAP-WARMTH", "CN-37", {}),
)


def enter_rules(today: date) -> int:
    """One officer enters, the leader confirms; how many rows there are."""
    hands, book = two_hands(), from_files()
    for rule_id, place, change in ROWS:
        pattern = pattern_of(book, rule_id, place)
        facts = EnteredFacts(
            jurisdiction="CN-320281", valid_from=SINCE, document=DOCUMENT, issuer=ISSUER,
            seen_on=today, note=NOTE, parameters={**pattern.parameters, **change},
            amount=pattern.amount, unit=pattern.unit.value if pattern.unit else "",
        )  # fmt: skip
        row = actions.enter(pattern, facts, by=hands["assistance"])
        actions.confirm(row, by=hands["leader"])
    return len(ROWS)


def two_hands() -> dict[str, Actor]:
    posts = Appointment.objects.select_related("user", "organisation")
    held = posts.filter(user__username__in=["assistance", "leader"])
    return {each.user.username: each.actor() for each in held}


def rest_today(today: date) -> None:
    """A paper of one day by which publicity rests."""
    hands = two_hands()
    row = actions.suspend(
        pattern_of(from_files(), "HARDSHIP-PUBLICITY", "CN-320281"), jurisdiction="CN-320281",
        valid_from=today, valid_to=today, document=f"示例文〔{today.year}〕15 号", issuer=ISSUER,
        seen_on=today, note="台风期间暂停张贴公示（虚构）", by=hands["assistance"],
    )  # fmt: skip
    actions.confirm_suspension(row, by=hands["leader"])


def pattern_of(book: Rulebook, rule_id: str, place: str) -> Rule:
    """The newest row of the files at that place."""
    rows = [rule for rule in book.by_name[rule_id] if rule.jurisdiction == place]
    return max(rows, key=lambda rule: rule.valid_from)
