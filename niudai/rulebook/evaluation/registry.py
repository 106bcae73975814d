"""Which arithmetic belongs to which rule, and the one way to ask for it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import (
    ages,
    awards,
    bargaining,
    bodies,
    collective,
    counting,
    hardship,
    unions,
    wages,
)
from niudai.rulebook.evaluation.facts import Fact, read_facts
from niudai.rulebook.evaluation.question import Answer, Evaluator, Question, answered
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Rulebook, nearest, rule_by_key, rulebook

EVALUATORS: dict[str, Evaluator] = {
    **collective.EVALUATORS,
    **bodies.EVALUATORS,
    **ages.EVALUATORS,
    **awards.EVALUATORS,
    **bargaining.EVALUATORS,
    **wages.EVALUATORS,
    **counting.EVALUATORS,
    **unions.EVALUATORS,
    **hardship.EVALUATORS,
}

EVENT_DATE = "from"


def evaluate(
    rule_id: str, facts: Any, *, on: date, place: str | None = None, rules: Rulebook | None = None
) -> Answer:
    """Put the facts before the rule in force that day at that place.

    `rule_id` may also be the key of the very row a case keeps; `rules` are other rows than those
    of the program, such as a fixture. Raises `Refused` for facts that are missing, unknown or
    impossible, `Unsettled` where the rules are silent.
    """
    rules = rules or rulebook()  # one edition for every row the arithmetic reads on its way
    if "@" in rule_id:
        rule = rule_by_key(rule_id, rules=rules)
    else:
        rule = nearest(rule_id, on=on, place=place, rules=rules)
    evaluator = EVALUATORS.get(rule.evaluator)
    if evaluator is None:
        raise Refused(nothing_to_evaluate(rule))
    question = Question(rule, read_facts(evaluator.facts, facts), on, place, rules=rules)
    return answered(question, evaluator.find(question), advisory=evaluator.advisory)


def nothing_to_evaluate(rule: Rule) -> str:
    if rule.is_clock:
        return _("%(id)s is a clock. Use “clock” with its date.") % {"id": rule.id}
    return _("%(id)s holds a fact to read, nothing to evaluate.") % {"id": rule.id}


def facts_wanted(rule: Rule) -> tuple[Fact, ...]:
    """What the rule wants to know: the facts of its arithmetic, or the date its clock runs from."""
    if evaluator := EVALUATORS.get(rule.evaluator):
        return evaluator.facts
    if rule.is_clock:
        return (Fact(EVENT_DATE, "date", rule.event_zh, rule.event_en),)
    return ()
