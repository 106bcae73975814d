"""The county decides, and enters on file (domain 1.3, steps 7 to 9; 0.3).

The answer of the rulebook is kept whole, with facts, rules and sentences: a rule that changes
later rewrites nothing.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.checking import end_what_hangs
from niudai.assistance.hardship.actions.intake import numbered
from niudai.assistance.hardship.actions.speaking import say
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.decision import (
    CATEGORIES,
    exclusions_of,
    not_overridable,
    undecidable,
    without_category,
)
from niudai.assistance.hardship.guards.form import refuse_if
from niudai.assistance.hardship.guards.separation import refuse_same_person
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.procedure.filing import APPROVE, ENTER, REFUSE_DECISION
from niudai.assistance.hardship.reckoning import kept
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, timely
from niudai.kernel.paths import STEP
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import read_codes
from niudai.rulebook.evaluation import Answer

# The word in a file's number, by its level: 澄困〔2026〕0001 号 of the county's own level.
WORDS = {
    "national": "困国", "province": "困省", "prefecture": "困市", "county": "困", "base": "困基",
}  # fmt: skip


@transaction.atomic
def approve(
    file: HardshipFile, *, opinion: str = "", category: str = "", reason: str = "",
    override: str = "", on: date | None = None, by: Actor,
) -> HardshipFile:  # fmt: skip
    """Decide the category under the rules of the day.

    `category` other than the one reckoned needs a reason, an exclusion the reason why it is
    passed over, by whom the rule names.
    """
    file = locked(file)
    refuse_same_person(file, APPROVE.name, by=by)
    APPROVE.check(file, by=by)
    day = timely(file, on)
    answer, reckoned = kept(file, on=day)
    if not answer.decides:
        raise Refused(_("No decision: the rules of that day give a preview only."))
    said = refuse_excluded(answer, override, by=by)
    found = str(answer.more["category"])
    decided = chosen(found, category, reason)
    excluded = [each["rule"] for each in exclusions_of(answer)]
    place = str(file.lies_at)
    file = advance(
        file, APPROVE, on=day, by=by, category=decided, computed=found, rule=answer.rule.key,
        overridden=excluded,
    )  # fmt: skip
    file.category, file.rule_key, file.decided_on = decided, answer.rule.key, day
    file.reckoned = reckoned | {"computed": found, "excluded": excluded, "decided_by": by.name}
    file.save(update_fields=["category", "rule_key", "decided_on", "reckoned"])
    words = [opinion, *([reason] if file.category != found else []), said]
    say(file, APPROVE.name, "\n".join(filter(None, words)), on=day, place=place, by=by)
    notices.answered(file)
    return file


def decide_anew(file: HardshipFile, *, by: Actor) -> None:
    """The household changed while the decision hung out: what was decided is reckoned again."""
    by.must(Permission.HARDSHIP_DECIDE, at=file.organisation.path)
    today = timezone.localdate()
    answer, reckoned = kept(file, on=today)
    refuse_if(undecidable(answer) or without_category(answer))
    excluded = [each["rule"] for each in exclusions_of(answer)]
    if set(excluded) - set(file.reckoned.get("excluded", [])):
        raise Refused(_("The household is excluded now: uphold the objection without a file."))
    before, found = file.category, str(answer.more["category"])
    file.category, file.rule_key, file.decided_on = found, answer.rule.key, today
    file.reckoned = reckoned | {"computed": found, "excluded": excluded, "decided_by": by.name}
    file.save(update_fields=["category", "rule_key", "decided_on", "reckoned"])
    record("hardship.decide_anew", file, by=by, category=[before, found], rule=file.rule_key)


def refuse_excluded(answer: Answer, override: str, *, by: Actor) -> str:
    """Why the exclusions are passed over; nothing where there are none."""
    grounds = exclusions_of(answer)
    if not grounds:
        return ""
    at_county = by.everywhere or len(by.scope) <= STEP
    refuse_if(not_overridable(answer, at_county=at_county))
    named = " ".join(each["sentence"] for each in grounds)
    return stated(override, _("%(grounds)s. Say why it is passed over, or refuse the file.") % {
        "grounds": named
    })  # fmt: skip


def chosen(found: str, wanted: str, reason: str) -> str:
    if not wanted or wanted == found:
        return found
    if wanted not in CATEGORIES:
        raise Refused(_("“%(value)s” is not in the list.") % {"value": wanted})
    stated(reason, _("Say why the category is another than the one reckoned."))
    return wanted


@transaction.atomic
def refuse_decision(file: HardshipFile, *, reason: str, by: Actor) -> HardshipFile:
    """The county gives no file, with the reason the worker reads."""
    file = locked(file)
    text = stated(reason, _("Give the reason."))
    refuse_same_person(file, REFUSE_DECISION.name, by=by)
    place = str(file.lies_at)
    file = advance(file, REFUSE_DECISION, by=by)
    end_what_hangs(file)
    say(file, REFUSE_DECISION.name, text, on=timezone.localdate(), place=place, by=by)
    notices.answered(file)
    return file


@transaction.atomic
def enter(
    file: HardshipFile, *, level: str = "county", on: date | None = None, by: Actor
) -> HardshipFile:
    """On file: number, level, until when it holds; the yearly review begins to run."""
    file = locked(file)
    if level not in {code.id for code in read_codes("file_level")}:
        raise Refused(_("“%(value)s” is not in the list.") % {"value": level})
    day = timely(file, on)
    refuse_too_early(file, day)
    facts: dict[str, Any] = {"level": level, "category": file.category}
    file = advance(file, ENTER, on=day, by=by, **facts)
    federation = file.above(Organisation.Kind.FEDERATION)
    place = file.organisation if level == "base" else federation
    file.level, file.number = level, numbered(place, WORDS[level], day)
    file.entered_on, file.temporary = day, False
    review = file.item.deadlines.open().filter(rule_id="HARDSHIP-REVIEW").first()
    file.valid_until = review.natural_end if review else None
    file.save(update_fields=["level", "number", "entered_on", "temporary", "valid_until"])
    notices.answered(file)
    return file


def refuse_too_early(file: HardshipFile, day: date) -> None:
    """From the day after the last day of publicity, not before."""
    last = file.publicities.exclude(ended_on=None).order_by("-ended_on").first()
    if last and last.ended_on and day <= last.ended_on:
        raise Refused(
            _("The publicity ran until %(day)s: it is entered from the day after.")
            % {"day": last.ended_on.isoformat()}
        )
