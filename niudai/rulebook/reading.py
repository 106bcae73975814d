"""Rules read from their files, each row checked; a wrong row stops with file and id."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from niudai.rulebook.instruments import DATA, Source, WrongData, article_zh, instruments, rows_of
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

BOTH_PARTIES = ("双方书面同意", "both parties in writing")

KNOWN = {field.name for field in fields(Rule)} - {"subject", "nearer_drafts", "paper", "entry"}
NEEDED = {"id", "kind", "title_zh", "title_en", "jurisdiction", "sources", "valid_from"} | {
    "confidence",
    "status",
}
PAIRS = ("title", "event", "consequence", "silence", "note")


@cache
def read_rules(local: str = "") -> tuple[Rule, ...]:
    """All rows of the rulebook; files in the folder `local` replace rows of the same key."""
    found: dict[str, Rule] = {}
    for path in sorted((DATA / "rules").glob("*.toml")):
        for rule in rules_of(path):
            if rule.key in found:
                raise WrongData(f"{path.name}, {rule.id}: {rule.key} stands there twice")
            found[rule.key] = rule
    for path in sorted(Path(local).glob("*.toml")) if local else ():
        found |= {rule.key: rule for rule in rules_of(path)}
    return tuple(found.values())


def rules_of(path: Path) -> list[Rule]:
    """The rows of one file; its name is their subject."""
    made = []
    for row in rows_of(path, "rule"):
        try:
            made.append(rule_from(row, subject=path.stem))
        except (KeyError, TypeError, ValueError) as error:
            raise WrongData(f"{path.name}, {row.get('id', 'a row without id')}: {error}") from error
    return made


def rule_from(row: dict[str, Any], *, subject: str) -> Rule:
    if missing := NEEDED - row.keys():
        raise WrongData(f"{', '.join(sorted(missing))} missing")
    if strange := row.keys() - KNOWN:
        raise WrongData(f"{', '.join(sorted(strange))} not known")
    values = {name: READERS.get(name, as_it_is)(value) for name, value in row.items()}
    rule = Rule(subject=subject, **values)
    check(rule)
    return rule


def as_it_is(value: Any) -> Any:
    return value


def read_sources(value: Any) -> tuple[Source, ...]:
    """["LMA 14", "ARB 30 31"]: tag, then articles."""
    made = []
    for text in value:
        tag, *articles = text.split()
        if tag not in instruments():
            raise WrongData(f"“{tag}” is not among the instruments")
        for article in articles:
            article_zh(article)
        made.append(Source(tag, tuple(articles)))
    return tuple(made)


def read_extension(value: Any) -> Extension:
    by_zh, by_en = value.get("by_zh", BOTH_PARTIES[0]), value.get("by_en", BOTH_PARTIES[1])
    if strange := value.keys() - {"most", "unit", "by_zh", "by_en"}:
        raise WrongData(f"extension: {', '.join(sorted(strange))} not known")
    return Extension(value.get("most"), Unit(value["unit"]), by_zh, by_en)


READERS: dict[str, Callable[[Any], Any]] = {
    "kind": Kind,
    "sources": read_sources,
    "pause": read_sources,
    "restart": read_sources,
    "confidence": Confidence,
    "status": Status,
    "unit": Unit,
    "direction": Direction,
    "roll": Roll,
    "role": Role,
    "extension": read_extension,
}


def check(rule: Rule) -> None:
    """What a row must be before anything is computed from it."""
    for problem in (bad_dates, bad_place, bad_words, bad_paper, bad_clock):
        if said := problem(rule):
            raise WrongData(said)


def bad_dates(rule: Rule) -> str | None:
    if type(rule.valid_from) is not date or type(rule.valid_to) is not date:
        return "valid_from and valid_to must be dates"
    return None if rule.valid_from <= rule.valid_to else "valid_to lies before valid_from"


def bad_place(rule: Rule) -> str | None:
    country, dash, digits = rule.jurisdiction.partition("-")
    sound = country == "CN" and (
        not dash or (digits.isdecimal() and digits.isascii() and len(digits) in {2, 4, 6})
    )
    return None if sound else f"“{rule.jurisdiction}” is not a jurisdiction"


def bad_words(rule: Rule) -> str | None:
    for name in PAIRS:
        if bool(getattr(rule, f"{name}_zh")) != bool(getattr(rule, f"{name}_en")):
            return f"{name} must stand in both languages or in none"
    return None if rule.sources else "at least one source is needed"


def bad_paper(rule: Rule) -> str | None:
    """An amount set by a paper of the place holds only with the number of that paper."""
    if rule.status is not Status.ACTIVE or rule.document:
        return None
    numbered = any(instruments()[source.tag].numbered for source in rule.sources)
    return "document: an amount in force needs the number of its paper" if numbered else None


def bad_clock(rule: Rule) -> str | None:
    if rule.amount is not None and (type(rule.amount) is not int or rule.amount < 1):
        return "amount must be a whole number of at least 1"
    if not rule.is_clock:
        return None
    if rule.role is None or not rule.event_zh:
        return "a deadline needs a role and the event it runs from"
    if rule.applies and rule.status is Status.ACTIVE and rule.amount and rule.unit is None:
        return "a deadline with an amount needs its unit"
    return None
