"""What entering a row and suspending a rule have in common: a paper, and two people."""

from datetime import date
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.rulebook.entered import turn_edition
from niudai.rulebook.models import ByPaper
from niudai.rulebook.rules import jurisdictions, own_place

Row = TypeVar("Row", bound=ByPaper)


def refuse_wrong_paper(row: ByPaper) -> None:
    """A row without the number of its paper, of another place, or of days that cannot be."""
    row.document, row.issuer = row.document.strip(), row.issuer.strip()
    if not row.document:
        raise Refused(_("Write the number of the document: without it nothing is entered."))
    if not row.issuer:
        raise Refused(_("Say who issued the document."))
    if row.seen_on > timezone.localdate():
        raise Refused(_("The document was seen today or earlier."))
    if row.jurisdiction not in jurisdictions(own_place()):
        raise Refused(
            _("%(place)s is not the own county and does not hold it.") % {"place": row.jurisdiction}
        )
    if row.valid_to is not None and row.valid_to < row.valid_from:
        raise Refused(_("The last day is before the first."))


def siblings(row: Row) -> list[Row]:
    """The other rows of the same rule and place that apply, locked until the act is done."""
    rows = type(row)._default_manager.select_for_update().order_by("pk")
    same = rows.filter(rule_id=row.rule_id, jurisdiction=row.jurisdiction, withdrawn_at=None)
    return [each for each in same.exclude(confirmed_at=None) if each.pk != row.pk]


def refuse_overlap(row: ByPaper, others: list[Row], last: date | None) -> None:
    for other in others:
        if other.overlaps(row.valid_from, last):
            raise Refused(
                _("%(document)s applies here from %(first)s to %(last)s: the days overlap.")
                % {
                    "document": other.document, "first": other.valid_from,
                    "last": other.valid_to or _("an open end"),
                }
            )  # fmt: skip


def held(row: Row, *, by: Actor) -> Row:
    """The row locked for a change, by somebody who may."""
    by.must(Permission.RULE_EDIT)
    found = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if found.withdrawn_at:
        raise Refused(_("It was withdrawn: enter it anew."))
    return found


def confirmed(row: Row, act: str, *, by: Actor) -> Row:
    """Whoever entered it does not confirm it."""
    if row.confirmed_at:
        raise Refused(_("It is confirmed already."))
    if row.entered_user == by.user_id and row.entered_by == by.name:
        raise Refused(_("Whoever entered it does not confirm it: another person compares."))
    row.confirmed_by, row.confirmed_user = by.name, by.user_id
    row.confirmed_at = timezone.now()
    row.save(update_fields=["confirmed_by", "confirmed_user", "confirmed_at"])
    record(act, row, by=by, rule=row.rule_id, document=row.document)
    turn_edition()
    return row


def taken_back(row: Row, act: str, *, reason: str, by: Actor) -> Row:
    """It applies no more; what was decided under it keeps it."""
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    row.withdrawn_by, row.withdrawn_at = by.name, timezone.now()
    row.withdrawn_why = reason.strip()
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    record(act, row, by=by, rule=row.rule_id, document=row.document, reason=row.withdrawn_why)
    turn_edition()
    return row
