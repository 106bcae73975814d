"""The county's own rows: entered from a paper, confirmed by another person, withdrawn."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.calendar import ONE_DAY
from niudai.kernel.refused import Refused
from niudai.rulebook.actions.papers import (
    confirmed,
    held,
    refuse_overlap,
    refuse_wrong_paper,
    siblings,
    taken_back,
)
from niudai.rulebook.entered import as_rule, frame_of
from niudai.rulebook.instruments import WrongData
from niudai.rulebook.models import EnteredRule
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import Unsettled, from_files, nearest
from niudai.rulebook.shapes import refuse_wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredFacts:
    """What stands on the paper. `parameters` have the shape of the row it is modelled on."""

    jurisdiction: str
    valid_from: date
    document: str
    issuer: str
    seen_on: date
    valid_to: date | None = None
    title: str = ""
    article: str = ""
    note: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    amount: int | None = None
    unit: str = ""


@transaction.atomic
def enter(pattern: Rule, facts: EnteredFacts, *, by: Actor) -> EnteredRule:
    """Enter a row in the form of `pattern`; it applies only when another person confirmed it."""
    by.must(Permission.RULE_EDIT)
    row = EnteredRule(
        rule_id=pattern.id, frame=frame_of(pattern), entered_by=by.name, entered_user=by.user_id,
        **{name: getattr(facts, name) for name in EnteredFacts.__slots__},
    )  # fmt: skip
    refuse_wrong_paper(row)
    refuse_against_the_law(row)
    refuse_wrong(pattern, row.parameters, from_files().rules)
    if pattern.is_clock and (row.amount is None or not row.unit):
        raise Refused(_("A period needs its number and its unit."))
    refuse_broken(row)
    refuse_overlap(row, [each for each in siblings(row) if not followed(each, row)], row.valid_to)
    row.save(force_insert=True)
    record(
        "rulebook.enter", row, by=by, rule=row.rule_id, jurisdiction=row.jurisdiction,
        valid_from=row.valid_from, valid_to=row.valid_to, document=row.document,
        parameters=row.parameters, amount=row.amount, unit=row.unit,
    )  # fmt: skip
    return row


def refuse_against_the_law(row: EnteredRule) -> None:
    """What the law sets itself is changed with the program, not on a page."""
    try:
        rule = nearest(row.rule_id, on=row.valid_from, rules=from_files())
    except Unsettled:
        return
    if rule.decides and not rule.document:
        raise Refused(
            _("“%(title)s” is set by %(basis)s: a county does not enter it.")
            % {"title": rule.title, "basis": rule.basis}
        )


def refuse_broken(row: EnteredRule) -> None:
    """The same checks that a row of a file goes through."""
    try:
        as_rule(row)
    except (KeyError, TypeError, ValueError) as error:
        wrong = str(error) if isinstance(error, WrongData) else type(error).__name__
        raise Refused(_("The row cannot be: %(why)s.") % {"why": wrong}) from error


def followed(earlier: EnteredRule, row: EnteredRule) -> bool:
    """An open-ended row of an earlier day ends where the new one begins."""
    return earlier.valid_to is None and earlier.valid_from < row.valid_from


@transaction.atomic
def confirm(row: EnteredRule, *, by: Actor) -> EnteredRule:
    """Bring it into force; the open-ended row before it ends on the day before."""
    row = held(row, by=by)
    others = siblings(row)
    refuse_overlap(row, [each for each in others if not followed(each, row)], row.valid_to)
    for earlier in others:
        if followed(earlier, row):
            earlier.valid_to = row.valid_from - ONE_DAY
            earlier.save(update_fields=["valid_to"])
            record("rulebook.end_entered", earlier, by=by, valid_to=earlier.valid_to)
    return confirmed(row, "rulebook.confirm", by=by)


@transaction.atomic
def withdraw(row: EnteredRule, *, reason: str, by: Actor) -> EnteredRule:
    """Take it out of force. Its key stays known to the cases that were decided under it."""
    return taken_back(held(row, by=by), "rulebook.withdraw", reason=reason, by=by)
