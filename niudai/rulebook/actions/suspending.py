"""A rule that rests for a time by a paper (reference 1.4: Changzhou 2020)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.rulebook.actions.papers import (
    confirmed,
    held,
    refuse_overlap,
    refuse_wrong_paper,
    siblings,
    taken_back,
)
from niudai.rulebook.models import Suspension
from niudai.rulebook.rule import Rule


@transaction.atomic
def suspend(
    rule: Rule,
    *,
    jurisdiction: str,
    valid_from: date,
    valid_to: date,
    document: str,
    issuer: str,
    seen_on: date,
    title: str = "",
    article: str = "",
    note: str = "",
    by: Actor,
) -> Suspension:
    """Enter that the steps of a rule rest; another person confirms it."""
    by.must(Permission.RULE_EDIT)
    row = Suspension(
        rule_id=rule.id, jurisdiction=jurisdiction, valid_from=valid_from, valid_to=valid_to,
        document=document, issuer=issuer, seen_on=seen_on, title=title, article=article,
        note=note, entered_by=by.name, entered_user=by.user_id,
    )  # fmt: skip
    refuse_wrong_paper(row)
    refuse_law(rule)
    refuse_overlap(row, siblings(row), row.valid_to)
    row.save(force_insert=True)
    record(
        "rulebook.suspend", row, by=by, rule=row.rule_id, valid_from=valid_from,
        valid_to=valid_to, document=row.document,
    )  # fmt: skip
    return row


def refuse_law(rule: Rule) -> None:
    if rule.decides and not rule.document and not rule.entry:
        raise Refused(
            _("“%(title)s” is set by %(basis)s: a county does not suspend it.")
            % {"title": rule.title, "basis": rule.basis}
        )


@transaction.atomic
def confirm_suspension(row: Suspension, *, by: Actor) -> Suspension:
    row = held(row, by=by)
    refuse_overlap(row, siblings(row), row.valid_to)
    return confirmed(row, "rulebook.confirm_suspension", by=by)


@transaction.atomic
def lift_suspension(row: Suspension, *, reason: str, by: Actor) -> Suspension:
    """The rule holds again from now on; what was put off stays to be made up."""
    return taken_back(held(row, by=by), "rulebook.lift_suspension", reason=reason, by=by)
