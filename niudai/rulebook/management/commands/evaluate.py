"""`niudai evaluate RULE --on DATE`: facts as JSON on standard input, an explained result out."""

import json
import sys
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import PREVIEW, Answer, Comparison, evaluate, what_if
from niudai.rulebook.evaluation.what_if import RULE
from niudai.rulebook.fixtures import PLACE, fixture
from niudai.rulebook.in_words import result_name
from niudai.rulebook.management.answering import AnsweringCommand, offer_entered, read_day, rows_of
from niudai.rulebook.rules import spelled
from niudai.rulebook.wording import in_brackets


class Command(AnsweringCommand):
    help = "Put facts (JSON on standard input) before a rule that is not a clock."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", help="id of the rule; “rules RULE” lists the facts it wants")
        parser.add_argument("--on", metavar="DATE", help="day of the event")
        parser.add_argument("--place", help="division code or CN-32; default: the own county")
        parser.add_argument("--fixture", metavar="NAME", help="rows of a worked example, such as Z")
        parser.add_argument(
            "--what-if",
            metavar="JSON",
            help='facts to change, such as {"people": 4}: a household is judged twice',
        )
        offer_entered(parser)
        super().add_arguments(parser)

    def answer(self, **options: Any) -> tuple[Any, str]:
        if not options["on"]:
            raise Refused(_("Say for which day: --on 2026-09-14."))
        on = read_day(options["on"], "--on")
        place, rules = options["place"], rows_of(options)
        if options.get("fixture"):
            rules, place = fixture(options["fixture"]), place or PLACE
        facts, rule = read_document(sys.stdin.read()), options["rule"].strip()
        if options.get("what_if"):
            if spelled(rule) != RULE or not isinstance(facts, dict):
                raise Refused(_("--what-if compares households: use it with hardship.category."))
            change = read_document(options["what_if"])
            if not isinstance(change, dict):
                raise Refused(_('The facts must be named: an object such as {"total": 180}.'))
            return compared(what_if(facts, change, on=on, place=place, rules=rules))
        found = evaluate(rule, facts, on=on, place=place, rules=rules)
        return as_data(found), as_text(found)


def compared(found: Comparison) -> tuple[dict[str, Any], str]:
    """Both answers, and what changed."""
    data = {
        "before": as_data(found.before),
        "after": as_data(found.after),
        "differences": found.differences,
        "status": PREVIEW,
    }
    return data, "\n".join([*found.differences, "", as_text(found.after)])


def read_document(text: str) -> Any:
    """JSON with exact numbers: 31920.01 stays 31920.01."""
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_constant=not_a_number,
            object_pairs_hook=each_name_once,
        )
    except ValueError as error:
        raise Refused(
            _('Standard input is not JSON: %(why)s. Write facts such as {"total": 180}.')
            % {"why": error}
        ) from error


def not_a_number(text: str) -> None:
    raise Refused(_("“%(text)s” is not a number.") % {"text": text})


def each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise Refused(_("A fact is given twice."))
    return named


def as_data(found: Answer) -> dict[str, Any]:
    return {
        "result": found.result,
        "explanation": found.explanation,
        "rule": found.rule.id,
        "basis": found.basis,
        "status": found.status,
        "key": found.rule.key,
        "holds": found.holds,
        **found.more,
        "warnings": found.rule.warnings,
    }


def as_text(found: Answer) -> str:
    status = {
        "decides": _("decides"),
        "warns": _("a warning only"),
        "preview": _("a preview only"),
        "unsettled": _("the rules are silent"),
    }[found.status]
    lines = [f"{found.rule.title}  {found.rule.key}", found.basis, ""]
    lines += [in_brackets(result_name(found.result), status), ""]
    lines += [f"- {sentence}" for sentence in found.explanation]
    lines += [f"! {sentence}" for sentence in found.rule.warnings]
    return "\n".join(lines)
