"""Every number the law sets, as dated rules, and which of them applies where and when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook import entered
from niudai.rulebook.reading import read_rules
from niudai.rulebook.rule import (
    Confidence,
    Direction,
    Extension,
    Kind,
    Role,
    Roll,
    Rule,
    Status,
    Unit,
)

__all__ = [
    "Confidence",
    "Direction",
    "Extension",
    "Kind",
    "Role",
    "Roll",
    "Rule",
    "Rulebook",
    "Status",
    "Unit",
    "Unsettled",
    "all_rules",
    "from_files",
    "jurisdictions",
    "nearest",
    "own_place",
    "rule_by_key",
    "versions",
]


class Unsettled(Refused):
    """The rules are silent or speak twice: a person must be asked, the program never guesses."""


class Rulebook:
    """Rows with their index: by key, and by every id they answer to."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_key = {rule.key: rule for rule in self.rules}
        self.by_name: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for name in rule.names:
                self.by_name.setdefault(name, []).append(rule)


@cache
def opened(local: str) -> Rulebook:
    return Rulebook(read_rules(local))


@lru_cache(maxsize=4)
def opened_with(local: str, edition: str) -> Rulebook:
    return Rulebook([*opened(local).rules, *entered.entered_rules()])


def local_folder() -> str:
    return str(getattr(settings, "NIUDAI_LOCAL_RULES", "") or "")


def from_files() -> Rulebook:
    """The program's rows; a file in the folder NIUDAI_LOCAL_RULES may replace or add some."""
    return opened(local_folder())


def rulebook() -> Rulebook:
    """The rows of the files, and those the county entered on the page and confirmed."""
    edition = entered.edition()
    return opened_with(local_folder(), edition) if edition else from_files()


def all_rules() -> tuple[Rule, ...]:
    """Every row, drafts and retired ones too."""
    return rulebook().rules


def rule_by_key(key: str, *, rules: "Rulebook | None" = None) -> Rule:
    """The very row a case started with, whatever has come into force since."""
    try:
        return (rules or rulebook()).by_key[key]
    except KeyError:
        raise Unsettled(_("The rulebook holds no row “%(key)s”.") % {"key": key}) from None


def spelled(rule_id: str) -> str:
    """union.committee and UNION-COMMITTEE are the same rule."""
    return rule_id.upper().replace(".", "-")


def versions(rule_id: str, *, rules: "Rulebook | None" = None) -> list[Rule]:
    """All rows that answer to this id, the nation's first, the newest first."""
    rows = (rules or rulebook()).by_name.get(spelled(rule_id), [])
    return sorted(rows, key=lambda rule: (rule.jurisdiction, -rule.valid_from.toordinal()))


# The divisions where these laws hold: Hong Kong, Macao and Taiwan have labour laws of their own.
PROVINCES = frozenset({
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
    "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
})  # fmt: skip


def is_division(digits: str) -> bool:
    numeric = digits.isdecimal() and digits.isascii()
    return numeric and len(digits) in {2, 4, 6, 9, 12} and digits[:2] in PROVINCES


@lru_cache(maxsize=4096)
def jurisdictions(place: str) -> tuple[str, ...]:
    """The jurisdictions a place lies in, nearest first.

    "320281102000", "320281" and "CN-320281" all give CN-320281, CN-3202, CN-32, CN.
    """
    digits = place.strip().upper().removeprefix("CN").removeprefix("-")
    if digits and not is_division(digits):
        raise Refused(
            _("“%(place)s” is not a place: write a division code such as 320281, or CN-32.")
            % {"place": place}
        )
    if not digits and not place.strip():
        raise Refused(_("Say which place: a division code such as 320281, or CN-32."))
    lengths = (length for length in (6, 4, 2) if length <= len(digits))
    return (*(f"CN-{digits[:length]}" for length in lengths), "CN")


def own_place() -> str:
    """The county this installation serves."""
    return str(getattr(settings, "NIUDAI_PLACE", "320281"))


def nearest(
    rule_id: str,
    *,
    on: date,
    place: str | None = None,
    rules: Iterable[Rule] | Rulebook | None = None,
) -> Rule:
    """The rule in force that day whose jurisdiction lies nearest to the place.

    `place` is the own county when not given, `rules` the rulebook. Raises `Unsettled` when none
    applies or two apply equally.
    """
    book = book_of(rules)
    reach = jurisdictions(own_place() if place is None else place)
    named = book.by_name.get(spelled(rule_id))
    if not named:
        raise unknown(rule_id, book.rules)
    here = [rule for rule in named if rule.jurisdiction in reach and rule.in_force(on)]
    applying = [rule for rule in here if rule.applies]
    if not applying:
        raise silent(rule_id, on, reach[0], here)
    distance = min(reach.index(rule.jurisdiction) for rule in applying)
    closest = [rule for rule in applying if reach.index(rule.jurisdiction) == distance]
    closest = [rule for rule in closest if rule.entry] or closest  # what the county entered wins
    if len(closest) > 1:
        raise Unsettled(
            _("%(count)s rules %(id)s apply in %(place)s on %(on)s. A person must decide which.")
            % {"count": len(closest), "id": rule_id, "place": reach[0], "on": on.isoformat()}
        )
    drafts = tuple(
        rule for rule in here if rule.empty and reach.index(rule.jurisdiction) < distance
    )
    return replace(closest[0], nearer_drafts=drafts) if drafts else closest[0]


def book_of(rules: Iterable[Rule] | Rulebook | None) -> Rulebook:
    """The rulebook of the program where no other rows are given."""
    if rules is None:
        return rulebook()
    return rules if isinstance(rules, Rulebook) else Rulebook(rules)


def silent(rule_id: str, on: date, place: str, here: list[Rule]) -> Unsettled:
    facts = {"id": rule_id, "place": place, "on": on.isoformat()}
    if unknown_here := next((rule for rule in here if rule.status is Status.UNKNOWN), None):
        return Unsettled(
            _(
                "No rule %(id)s is in force in %(place)s on %(on)s: nobody has entered “%(title)s” "
                "with its document number yet."
            )
            % {**facts, "title": unknown_here.title}
        )
    if any(rule.status is Status.DRAFT for rule in here):
        return Unsettled(
            _(
                "%(id)s exists for %(place)s only in draft: its numbers were not read. "
                "Ask a person to enter the article."
            )
            % facts
        )
    return Unsettled(_("No rule %(id)s is in force in %(place)s on %(on)s. Ask a person.") % facts)


def unknown(rule_id: str, rules: Iterable[Rule]) -> Unsettled:
    close = get_close_matches(rule_id.upper(), {rule.id for rule in rules}, n=3)
    if close:
        return Unsettled(
            _("There is no rule “%(id)s”. Did you mean %(close)s?")
            % {"id": rule_id, "close": ", ".join(close)}
        )
    return Unsettled(_("There is no rule “%(id)s”.") % {"id": rule_id})
