"""`niudai rules [RULE]`: every rule, what it says and which facts it wants."""

from itertools import groupby
from typing import Any

from django.core.management.base import CommandParser

from niudai.rulebook.evaluation import Fact, facts_wanted
from niudai.rulebook.in_words import in_words, period_words, role_name, status_name, subject_name
from niudai.rulebook.instruments import aliases_of
from niudai.rulebook.management.answering import AnsweringCommand, offer_entered, rows_of
from niudai.rulebook.rules import Rule, unknown, versions


class Command(AnsweringCommand):
    help = "List the rules of the law the program holds, or explain one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", nargs="?", help="id of one rule")
        offer_entered(parser)
        super().add_arguments(parser)

    def answer(self, **options: Any) -> tuple[Any, str]:
        name, book = options["rule"], rows_of(options)
        if name is None:
            rows = list(book.rules)
            return [as_data(row) for row in rows], listed(rows)
        rows = versions(name.strip(), rules=book)
        if not rows:
            raise unknown(name, book.rules)
        return [as_data(row) for row in rows], "\n\n".join(map(told, rows))


def as_data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "key": rule.key,
        "kind": rule.kind.value,
        "subject": rule.subject,
        "title": rule.title,
        "jurisdiction": rule.jurisdiction,
        "basis": rule.basis,
        "instruments": [source.tag for source in rule.sources],
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.ended else None,
        "event": rule.event,
        "amount": rule.amount,
        "unit": rule.unit.value if rule.unit else None,
        "direction": rule.direction.value if rule.is_clock else None,
        "roll": rule.roll.value if rule.is_clock else None,
        "role": rule.role.value if rule.role else None,
        "party_bound": rule.party_bound,
        "extension": extension_data(rule),
        "may_pause": bool(rule.pause),
        "may_restart": bool(rule.restart),
        "parameters": dict(rule.parameters),
        "consequence": rule.consequence,
        "effect_of_silence": rule.effect_of_silence,
        "confidence": rule.confidence.value,
        "status": rule.status.value,
        "decides": rule.decides,
        "overrides": rule.overrides or None,
        "facts": [fact_data(fact) for fact in facts_wanted(rule)],
        "explanation": in_words(rule),
        "aliases": [
            {"citing": alias.citing_name, "old": alias.old, "now": alias.current}
            for alias in aliases_of(rule.sources)
        ],
    }


def extension_data(rule: Rule) -> dict[str, Any] | None:
    if rule.extension is None:
        return None
    return {
        "most": rule.extension.most,
        "unit": rule.extension.unit.value,
        "by": rule.extension.by,
    }


def fact_data(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "type": fact.type,
        "unit": fact.unit,
        "meaning": fact.meaning,
        "required": fact.required,
        "choices": list(fact.choices),
    }


def listed(rules: list[Rule]) -> str:
    """One line a rule, under its subject."""
    lines = []
    for subject, rows in groupby(rules, key=lambda rule: rule.subject):
        lines += ["", subject_name(subject)]
        lines += [
            f"  {rule.id:<20} {rule.jurisdiction:<10} {rule.confidence.value:<3}"
            f" {rule.title} {period_words(rule)} {rule.basis}"
            for rule in rows
        ]
    return "\n".join(lines).strip()


def told(rule: Rule) -> str:
    lines = [f"{rule.title}  {rule.key}  {status_name(rule.status)}", rule.basis]
    if rule.role:
        lines.append(role_name(rule.role))
    lines += ["", *(f"- {sentence}" for sentence in in_words(rule))]
    if wanted := facts_wanted(rule):
        lines += ["", *(fact_line(fact) for fact in wanted)]
    return "\n".join(lines)


def fact_line(fact: Fact) -> str:
    mark = "" if fact.required else "?"
    return f"  {fact.name}{mark} ({fact.type}): {fact.meaning}"
