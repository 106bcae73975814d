"""The county's decision: a rule that may decide, a category, exclusions (domain 0.3, 1.2)."""

from typing import Any

from django.utils.translation import gettext as _

from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.reckoning import judged
from niudai.kernel.refused import Refused
from niudai.rulebook.evaluation import Answer
from niudai.rulebook.rules import rule_by_key

COUNTY = "county"
CATEGORIES = ("deep", "relative", "accidental")


def decided_already(file: HardshipFile) -> str | None:
    return _("The decision was made already.") if file.decided_on else None


def undecided(file: HardshipFile) -> str | None:
    return None if file.decided_on else _("The county has not decided yet.")


def cannot_decide(file: HardshipFile) -> str | None:
    """A preview decides nothing: every rule on the way must be in force here with its document."""
    try:
        answer = judged(file)
    except Refused as refusal:
        return refusal.reason
    return undecidable(answer)


def undecidable(answer: Answer) -> str | None:
    if answer.decides:
        return None
    why = answer.explanation[0] if answer.status == "unsettled" else answer.explanation[-1]
    return _("No decision: the rules give a preview only. %(why)s") % {"why": why}


def no_test_met(file: HardshipFile) -> str | None:
    try:
        answer = judged(file)
    except Refused:
        return None  # said by `cannot_decide`
    return without_category(answer)


def without_category(answer: Answer) -> str | None:
    """An exclusion may be overridden; a pre-test or a test that is not met may not."""
    if answer.status == "unsettled" or answer.more.get("category") in CATEGORIES:
        return None
    if answer.more.get("category") == "none" or answer.more.get("reasons"):
        return _("The household meets no test of hardship: it can only be refused.")
    return None


def rule_gone(file: HardshipFile) -> str | None:
    """What was decided under a rule stands on a rule that may decide."""
    if not file.rule_key:
        return None
    try:
        rule = rule_by_key(file.rule_key)
    except Refused as refusal:
        return refusal.reason
    return None if rule.decides else _("The rule of the decision may not decide.")


def exclusions_of(answer: Answer) -> list[dict[str, Any]]:
    return list(answer.more.get("exclusions", []))


def not_overridable(answer: Answer, *, at_county: bool) -> str | None:
    """Only whom each rule names may override it."""
    for each in exclusions_of(answer):
        if each["overridable_by"] != COUNTY or not at_county:
            return _("%(exclusion)s: nobody here may override it.") % {
                "exclusion": each["sentence"]
            }
    return None
