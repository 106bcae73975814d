"""Made public: the masked line is frozen, the period runs, and it ends without objection (1.4)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.assistance.hardship import notices
from niudai.assistance.hardship.actions.writing import stated
from niudai.assistance.hardship.guards.consents import withdrawn_consent
from niudai.assistance.hardship.guards.decision import CATEGORIES
from niudai.assistance.hardship.guards.steps import (
    PUBLICITY,
    nothing_public,
    open_objection,
    period,
    period_running,
    publicity_rule,
    resting_today,
)
from niudai.assistance.hardship.models import Deferral, HardshipFile, Publicity, Stage
from niudai.assistance.hardship.procedure.filing import (
    END_COUNTY,
    END_UNIT,
    PASS_UNIT,
    PUBLIC,
    PUBLISH_COUNTY,
    PUBLISH_UNIT,
    PUT_OFF_COUNTY,
    PUT_OFF_UNIT,
)
from niudai.assistance.hardship.reckoning import tried
from niudai.casework.models import Deadline
from niudai.casework.moves import advance, locked, timely
from niudai.casework.procedure import Move
from niudai.kernel.masking import public_name
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

Round = Publicity.Round
K = Organisation.Kind


@transaction.atomic
def publish_unit(file: HardshipFile, **given: Any) -> HardshipFile:
    """Hang the masked line out at the unit and the community."""
    return posted(locked(file), PUBLISH_UNIT, Round.UNIT, **given)


@transaction.atomic
def publish_county(file: HardshipFile, **given: Any) -> HardshipFile:
    """Make the decision public by the county."""
    return posted(locked(file), PUBLISH_COUNTY, Round.COUNTY, **given)


def posted(
    file: HardshipFile, move: Move, round_: str, *, places: str, telephone: str,
    online: bool = False, on: date | None = None, by: Actor,
) -> HardshipFile:  # fmt: skip
    where = stated(places, _("Say where it is posted."))
    phone = stated(telephone, _("Whoever objects needs a telephone number."))
    day = timely(file, on)
    file = advance(file, move, on=day, by=by, places=where)
    hang(file, round_, day=day, places=where, telephone=phone, online=online)
    return file


def hang(
    file: HardshipFile, round_: str, *, day: date, places: str, telephone: str, online: bool
) -> Publicity:
    """One round with its line, exactly as it is read at the door."""
    return Publicity.objects.create(
        file=file, round=round_, posted_on=day, places=places, online=online,
        shown=masked_line(file, round_, day=day, telephone=telephone),
    )  # fmt: skip


def masked_line(file: HardshipFile, round_: str, *, day: date, telephone: str) -> dict[str, Any]:
    """Only what domain 1.12 allows: never number, address, card, illness, children."""
    running = period(file)
    pattern = publicity_rule(file).parameters.get("name_pattern", "ends")
    hanging = Publicity.objects.filter(round=round_, ended_on=None)
    if round_ == Round.UNIT:
        hanging = hanging.filter(file__organisation=file.organisation)
    return {
        "serial": hanging.count() + 1, "name": public_name(file.name, pattern),
        "unit": str(file.employer or file.employer_said or file.organisation),
        "town": str(file.above(K.TOWN, K.ZONE)), "category": category_of(file),
        "posted_on": day.isoformat(),
        "until": running.legal_end.isoformat() if running else "", "telephone": telephone,
    }  # fmt: skip


def category_of(file: HardshipFile) -> str:
    """What was decided, or before that what would come out."""
    if file.category:
        return file.category
    answer = tried(file)
    found = answer.more.get("category") if answer else None
    return found if found in CATEGORIES else ""


@transaction.atomic
def end_publicity(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """End the round without objection, from the day after its last."""
    file = locked(file)
    if file.stage not in {Stage.UNIT_PUBLICITY, Stage.COUNTY_PUBLICITY}:
        raise Refused(_("The file is not public."))
    move = END_UNIT if file.stage == Stage.UNIT_PUBLICITY else END_COUNTY
    move.check(file, by=by)
    running = period(file)
    last = running.legal_end if running else timezone.localdate()
    # The period ended with its last day, whenever somebody says so.
    file = advance(file, move, on=last, by=by, rule=PUBLICITY)
    file.publicities.filter(ended_on=None).update(ended_on=last, result=_("no objection"))
    notices.turn(file)
    return file


def run_out(today: date) -> list[int]:
    """Files whose period passed; what stands still or rests on an unloaded calendar does not."""
    passed = Deadline.objects.open().past(today).filter(
        rule_id=PUBLICITY, paused_on=None, provisional=False,
        item__kind=HardshipFile._meta.label_lower, item__stage__in=PUBLIC,
    )  # fmt: skip
    return list(passed.order_by("pk").values_list("item__case_id", flat=True))


@transaction.atomic
def end_run_out(pk: int) -> bool:
    """End one publicity that ran out. False when somebody was quicker or objected meanwhile."""
    file = locked(HardshipFile(pk=pk))
    if file.stage not in PUBLIC or nothing_public(file) or period_running(file):
        return False
    if open_objection(file) or withdrawn_consent(file):
        return False
    end_publicity(file, by=CLOCK)
    return True


@transaction.atomic
def pass_unit_publicity(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """Where the rule publishes by the county only, the file goes to the town at once."""
    file = advance(file, PASS_UNIT, by=by)
    notices.turn(file)
    return file


@transaction.atomic
def put_off_unit_publicity(file: HardshipFile, *, by: Actor) -> HardshipFile:
    """A document puts the round off: the file goes on, the step is listed (1.4, Changzhou)."""
    return put_off(locked(file), PUT_OFF_UNIT, Round.UNIT, by=by)


@transaction.atomic
def put_off_county_publicity(file: HardshipFile, *, by: Actor) -> HardshipFile:
    return put_off(locked(file), PUT_OFF_COUNTY, Round.COUNTY, by=by)


def put_off(file: HardshipFile, move: Move, round_: str, *, by: Actor) -> HardshipFile:
    paper = resting_today()
    file = advance(file, move, by=by, document=paper.document if paper else "")
    if paper:
        Deferral.objects.update_or_create(
            file=file, round=round_, defaults={
                "suspension_id": paper.pk, "put_off_on": timezone.localdate(), "made_up_on": None
            },
        )  # fmt: skip
    return file
