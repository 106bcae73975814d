"""From the application to on file."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.hardship.guards import consents as c
from niudai.assistance.hardship.guards import decision as d
from niudai.assistance.hardship.guards import form as f
from niudai.assistance.hardship.guards import steps as s
from niudai.assistance.hardship.models import Stage
from niudai.casework.procedure import Move

L = gettext_lazy
HANDLE, REVIEW = Permission.HARDSHIP_HANDLE, Permission.HARDSHIP_REVIEW
DECIDE = Permission.HARDSHIP_DECIDE
DRAFTS = frozenset({Stage.DRAFT, Stage.RETURNED})
PUBLIC = frozenset({Stage.UNIT_PUBLICITY, Stage.COUNTY_PUBLICITY})
# Until it stands on file a worker may take the application back.
ON_THE_WAY = DRAFTS | PUBLIC | {
    Stage.SUBMITTED, Stage.UNIT_CHECK, Stage.SURVEYED, Stage.TOWN_REVIEW, Stage.DATA_MATCH,
    Stage.DECISION, Stage.OBJECTION, Stage.TEMPORARY,
}  # fmt: skip
COMPLETE = (
    f.incomplete, f.wrong_causes, f.short_contract, f.missing_membership, c.missing_consents,
    c.missing_guardian,
)  # fmt: skip
STANDING = (c.withdrawn_consent, c.missing_guardian)

SUBMIT = Move(
    "submit", L("Hand in the application"), DRAFTS, Stage.SUBMITTED, HANDLE,
    (*COMPLETE, f.other_file), L("The form is complete, the consents are signed."), onward=True,
)  # fmt: skip
# Whether another file exists is not told to somebody on a phone: the first check looks.
PARTY_SUBMIT = Move(
    "submit", L("Hand in the application"), DRAFTS, Stage.SUBMITTED, Permission.PARTY_APPLY,
    COMPLETE,
)  # fmt: skip
ACCEPT = Move(
    "accept", L("Take it to the first check"), frozenset({Stage.SUBMITTED}), Stage.UNIT_CHECK,
    HANDLE, (f.other_file, *STANDING), L("The unit's union checks and visits."), onward=True,
)  # fmt: skip
RETURN = Move(
    "return_for_completion", L("Return for completion"),
    frozenset({Stage.SUBMITTED, Stage.UNIT_CHECK, Stage.SURVEYED}), Stage.RETURNED, HANDLE, (),
    L("With what is missing; the worker hears of it."),
)  # fmt: skip
REFUSE = Move(
    "refuse", L("Refuse a file"), frozenset({Stage.SUBMITTED, Stage.UNIT_CHECK}), Stage.REFUSED,
    HANDLE, (), L("With the reason; the worker hears of it."),
)  # fmt: skip
SURVEY = Move(
    "survey", L("Record the home visit"), frozenset({Stage.UNIT_CHECK}), Stage.SURVEYED, HANDLE,
    STANDING, L("By two people, both sign."), onward=True, asks=(s.missing_survey,),
)  # fmt: skip
PUBLISH_UNIT = Move(
    "publish_unit", L("Make public at the unit"), frozenset({Stage.SURVEYED}),
    Stage.UNIT_PUBLICITY, HANDLE,
    (s.unit_round_not_asked, s.missing_survey, s.missing_assessment, c.missing_publicity_consent,
     *STANDING),
    L("The masked line, at the unit and the community."), "PIPL §25", onward=True,
)  # fmt: skip
PASS_UNIT = Move(
    "pass_unit_publicity", L("To the town without publicity"), frozenset({Stage.SURVEYED}),
    Stage.TOWN_REVIEW, HANDLE, (s.unit_round_asked, s.missing_survey, *STANDING),
    L("Where the rule makes files public by the county only."),
)  # fmt: skip
PUT_OFF_UNIT = Move(
    "put_off_unit_publicity", L("Put publicity off by a document"), frozenset({Stage.SURVEYED}),
    Stage.TOWN_REVIEW, HANDLE, (s.missing_suspension, s.missing_survey, *STANDING),
    L("The step is listed to be made up for."),
)  # fmt: skip
END_UNIT = Move(
    "end_unit_publicity", L("End the publicity"), frozenset({Stage.UNIT_PUBLICITY}),
    Stage.TOWN_REVIEW, HANDLE, (s.open_objection, s.period_running, c.withdrawn_consent),
    L("Without objection, from the day after the last."), onward=True,
)  # fmt: skip
OBJECT = Move(
    "object", L("Enter an objection"), PUBLIC, Stage.OBJECTION, HANDLE, (),
    L("By name, or without one but with facts; the period stops."),
)  # fmt: skip
PARTY_OBJECT = Move(
    "object", L("Enter an objection"), PUBLIC, Stage.OBJECTION, Permission.PARTY_APPLY,
)  # fmt: skip
UPHOLD = Move(
    "uphold_objection", L("Uphold the objection: no file"), frozenset({Stage.OBJECTION}),
    Stage.REFUSED, HANDLE, (), L("With a written finding, by another than the first checker."),
)  # fmt: skip
REVIEW_TOWN = Move(
    "review", L("Approve for the town"), frozenset({Stage.TOWN_REVIEW}), Stage.DATA_MATCH, REVIEW,
    (f.other_file, *STANDING), L("Checked again, with the stamp of the town."), onward=True,
)  # fmt: skip
RETURN_TO_UNIT = Move(
    "return_to_unit", L("Return to the unit"), frozenset({Stage.TOWN_REVIEW}), Stage.RETURNED,
    REVIEW, (), L("With what does not hold."),
)  # fmt: skip
ASK_MATCH = Move(
    "ask_match", L("Ask the civil-affairs centre"), frozenset({Stage.DATA_MATCH}), None, DECIDE,
    (s.asked_already, c.missing_authorisation, *STANDING),
    L("The check of the family's finances; the authorisation must stand."), onward=True,
)  # fmt: skip
MATCH = Move(
    "match", L("Enter the centre's answer"), frozenset({Stage.DATA_MATCH}), Stage.DECISION,
    DECIDE, (s.missing_question, c.missing_authorisation, *STANDING),
    L("What the registers say."), onward=True,
)  # fmt: skip
APPROVE = Move(
    "approve", L("Decide the category"), frozenset({Stage.DECISION}), None, DECIDE,
    (d.decided_already, s.unmatched, c.missing_authorisation, d.cannot_decide, d.no_test_met,
     f.other_file, *STANDING),
    L("Reckoned from the household; the whole answer is kept."), onward=True,
)  # fmt: skip
REFUSE_DECISION = Move(
    "refuse_decision", L("Refuse a file"), frozenset({Stage.DECISION}), Stage.REFUSED, DECIDE,
    (), L("With the reason; the worker hears of it."),
)  # fmt: skip
PUBLISH_COUNTY = Move(
    "publish_county", L("Make public by the county"), frozenset({Stage.DECISION}),
    Stage.COUNTY_PUBLICITY, DECIDE,
    (d.undecided, s.county_round_not_asked, s.missing_assessment, c.missing_publicity_consent,
     *STANDING),
    L("The masked line, on the portal too."), "PIPL §25", onward=True,
)  # fmt: skip
PUT_OFF_COUNTY = Move(
    "put_off_county_publicity", L("Put publicity off by a document"),
    frozenset({Stage.DECISION}), None, DECIDE,
    (d.undecided, s.missing_suspension, s.put_off_already),
    L("The step is listed to be made up for."),
)  # fmt: skip
END_COUNTY = Move(
    "end_county_publicity", L("End the publicity"), frozenset({Stage.COUNTY_PUBLICITY}), None,
    DECIDE, (s.nothing_public, s.open_objection, s.period_running, c.withdrawn_consent),
    L("Without objection, from the day after the last."), onward=True,
)  # fmt: skip
ENTER = Move(
    "enter", L("Enter on file"), frozenset({Stage.DECISION, Stage.COUNTY_PUBLICITY}),
    Stage.ACTIVE, DECIDE,
    (d.undecided, s.county_round_due, s.open_objection, d.rule_gone, f.other_file, *STANDING),
    L("The file gets its number and level; the yearly review begins to run."), onward=True,
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", L("Record the withdrawal"), ON_THE_WAY, Stage.WITHDRAWN, HANDLE, (),
    L("The worker takes the application back."),
)  # fmt: skip
PARTY_WITHDRAW = Move(
    "withdraw", L("Withdraw my application"), ON_THE_WAY, Stage.WITHDRAWN,
    Permission.PARTY_WITHDRAW,
)  # fmt: skip
OPEN_TEMPORARY = Move(
    "open_temporary", L("Open a temporary file"), frozenset({Stage.DRAFT}), Stage.TEMPORARY,
    HANDLE, (f.missing_identity, c.withdrawn_consent, c.missing_guardian, f.other_file),
    L("For help that cannot wait; the full way follows."),
)  # fmt: skip
CONVERT = Move(
    "convert", L("Make it a full file"), frozenset({Stage.TEMPORARY}), Stage.SUBMITTED, DECIDE,
    (*COMPLETE, f.other_file), L("It begins with the first check, like every file."), onward=True,
)  # fmt: skip


def dismiss(back: str) -> Move:
    """The objection does not hold: the publicity goes on where it stood."""
    return Move(
        "dismiss_objection", L("Dismiss the objection"), frozenset({Stage.OBJECTION}), back,
        HANDLE, (), L("With a written finding; the period goes on."), onward=True,
    )  # fmt: skip


def restart(back: str) -> Move:
    """The objection holds, the file is mended, and the list hangs anew."""
    return Move(
        "restart_publicity", L("Uphold it, mend the file and publish anew"),
        frozenset({Stage.OBJECTION}), back, HANDLE,
        (s.missing_assessment, c.missing_publicity_consent, *STANDING),
        L("A material change: the whole period begins again."),
    )  # fmt: skip


# Everything but the two that go back to where the publicity stood.
FILING_MOVES = (
    SUBMIT, ACCEPT, RETURN, REFUSE, SURVEY, PUBLISH_UNIT, PASS_UNIT, PUT_OFF_UNIT, END_UNIT,
    OBJECT, UPHOLD, REVIEW_TOWN, RETURN_TO_UNIT, ASK_MATCH, MATCH, APPROVE, REFUSE_DECISION,
    PUBLISH_COUNTY, PUT_OFF_COUNTY, END_COUNTY, ENTER, WITHDRAW, OPEN_TEMPORARY, CONVERT,
)  # fmt: skip
