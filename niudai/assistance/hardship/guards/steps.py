"""Visit, publicity, objection, data match: what each step finds missing (domain 1.3, 1.4, 1.12)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.assistance.hardship.models import (
    Assessment,
    Deferral,
    HardshipFile,
    Match,
    Objection,
    Publicity,
    Stage,
)
from niudai.casework.models import Deadline
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.rulebook.entered import Resting, suspended
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import nearest

PUBLICITY = "HARDSHIP-PUBLICITY"
Round = Publicity.Round


def publicity_rule(file: HardshipFile) -> Rule:
    return nearest(PUBLICITY, on=timezone.localdate(), place=file.place)


def is_asked(file: HardshipFile, round_: str) -> bool:
    """Whether the rule of the place makes files public in this round."""
    return round_ in publicity_rule(file).parameters.get("stages", ())


def missing_survey(file: HardshipFile) -> str | None:
    if any(each.first_signature and each.second_signature for each in file.surveys.all()):
        return None
    return _("Nobody has visited the household yet, or one of the two has not signed.")


def missing_assessment(file: HardshipFile) -> str | None:
    """Without an impact assessment nothing is made public (PIPL 55, 56)."""
    made = Assessment.objects.filter(
        organisation__path__in=ancestors(file.organisation.path),
        keep_until__gte=timezone.localdate(),
    )
    if made.exists():
        return None
    return _("No impact assessment on publicity is on record for this place.")


def unit_round_not_asked(file: HardshipFile) -> str | None:
    return not_asked(file, Round.UNIT)


def county_round_not_asked(file: HardshipFile) -> str | None:
    return not_asked(file, Round.COUNTY)


def not_asked(file: HardshipFile, round_: str) -> str | None:
    try:
        asked = is_asked(file, round_)
    except Refused as unsettled:
        return unsettled.reason
    if asked:
        return None
    return _("The rule of the place asks for no publicity in this round.")


def unit_round_asked(file: HardshipFile) -> str | None:
    """The way round publicity is open only where the rule leaves it out."""
    try:
        asked = is_asked(file, Round.UNIT)
    except Refused as unsettled:
        return unsettled.reason
    return _("The rule of the place asks for publicity at the unit.") if asked else None


def county_round_due(file: HardshipFile) -> str | None:
    """Before entry: the county's round is over, not asked for, or put off by a document."""
    if file.stage == Stage.COUNTY_PUBLICITY:
        return publicity_open(file)
    if put_off(file, Round.COUNTY):
        return None
    try:
        asked = is_asked(file, Round.COUNTY)
    except Refused as unsettled:
        return unsettled.reason
    return _("The county has not made the decision public yet.") if asked else None


def publicity_open(file: HardshipFile) -> str | None:
    if any(each.ended_on is None for each in file.publicities.all()):
        return _("The publicity has not been ended yet.")
    return None


def nothing_public(file: HardshipFile) -> str | None:
    """What cannot be ended, because it was."""
    if any(each.ended_on is None for each in file.publicities.all()):
        return None
    return _("The publicity was ended already.")


def put_off(file: HardshipFile, round_: str) -> Deferral | None:
    return next((each for each in file.deferrals.all() if each.round == round_), None)


def resting_today() -> Resting | None:
    """The paper by which publicity rests today in the county (domain 1.4)."""
    return suspended(PUBLICITY, on=timezone.localdate())


def missing_suspension(_file: HardshipFile) -> str | None:
    if resting_today():
        return None
    return _("No document puts publicity off here today.")


def put_off_already(file: HardshipFile) -> str | None:
    return _("This round was put off already.") if put_off(file, Round.COUNTY) else None


def period(file: HardshipFile) -> Deadline | None:
    return file.item.deadlines.open().filter(rule_id=PUBLICITY).first()


def period_running(file: HardshipFile) -> str | None:
    """The last day counts whole: it may be ended from the day after."""
    running = period(file)
    if running is None:
        return None
    if running.provisional:
        return _("The holidays of the year are not loaded: nobody can say when the period ends.")
    if timezone.localdate() <= running.legal_end:
        return _("The period runs until %(day)s; it can be ended from the day after.") % {
            "day": running.legal_end.isoformat()
        }
    return None


def open_objection(file: HardshipFile) -> str | None:
    if open_objections(file):
        return _("An objection is still under inquiry.")
    return None


def open_objections(file: HardshipFile) -> list[Objection]:
    return [
        objection
        for publicity in file.publicities.all()
        for objection in publicity.objections.all()
        if objection.outcome == Objection.Outcome.OPEN
    ]


def asked_match(file: HardshipFile) -> Match | None:
    return next((each for each in file.matches.all() if each.outcome == "asked"), None)


def missing_question(file: HardshipFile) -> str | None:
    if asked_match(file):
        return None
    return _("The civil-affairs centre was not asked yet.")


def asked_already(file: HardshipFile) -> str | None:
    return _("The civil-affairs centre was asked already.") if asked_match(file) else None


def unmatched(file: HardshipFile) -> str | None:
    if any(each.outcome != Match.Outcome.ASKED for each in file.matches.all()):
        return None
    return _("The family's finances were not checked yet.")
