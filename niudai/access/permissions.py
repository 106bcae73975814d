"""Who may do what: every permission and every role of the house, on one page."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One act, named thing:act. A page asks for one; a move asks for one."""

    WORK_VIEW = "work:view"
    ORGANISATION_VIEW = "organisation:view"
    ORGANISATION_EDIT = "organisation:edit"
    EMPLOYER_VIEW = "employer:view"
    EMPLOYER_EDIT = "employer:edit"
    FORMATION_VIEW = "formation:view"
    FORMATION_HANDLE = "formation:handle"
    FORMATION_APPROVE = "formation:approve"
    PERSON_VIEW = "person:view"
    PERSON_EDIT = "person:edit"
    PERSON_ADMIT = "person:admit"
    PERSON_EXPORT = "person:export"
    PERSON_SENSITIVE = "person:sensitive"
    DUPLICATE_VIEW = "duplicate:view"
    DUPLICATE_SOLVE = "duplicate:solve"
    SHEET_VIEW = "sheet:view"
    SHEET_IMPORT = "sheet:import"
    COVERAGE_VIEW = "coverage:view"
    AGREEMENT_VIEW = "agreement:view"
    AGREEMENT_EDIT = "agreement:edit"
    MEDIATOR_VIEW = "mediator:view"
    MEDIATOR_EDIT = "mediator:edit"
    DISPUTE_VIEW = "dispute:view"
    DISPUTE_REGISTER = "dispute:register"
    DISPUTE_ACCEPT = "dispute:accept"
    DISPUTE_ASSIGN = "dispute:assign"
    DISPUTE_MEDIATE = "dispute:mediate"
    DISPUTE_TRANSFER = "dispute:transfer"
    DISPUTE_REFER = "dispute:refer"
    DISPUTE_AID = "dispute:aid"
    DISPUTE_ARCHIVE = "dispute:archive"
    FUND_VIEW = "fund:view"
    FUND_EDIT = "fund:edit"
    FUND_COMMIT = "fund:commit"
    FUND_PAY = "fund:pay"
    FUND_RESULT = "fund:result"
    FUND_AUDIT = "fund:audit"
    HARDSHIP_VIEW = "hardship:view"
    HARDSHIP_SENSITIVE = "hardship:sensitive"
    HARDSHIP_HANDLE = "hardship:handle"
    HARDSHIP_REVIEW = "hardship:review"
    HARDSHIP_DECIDE = "hardship:decide"
    HARDSHIP_ARCHIVE = "hardship:archive"
    HARDSHIP_EXPORT = "hardship:export"
    AID_VIEW = "aid:view"
    AID_HANDLE = "aid:handle"
    AID_CHECK = "aid:check"
    AID_REVIEW = "aid:review"
    AID_APPROVE = "aid:approve"
    WARMTH_VIEW = "warmth:view"
    WARMTH_EDIT = "warmth:edit"
    GIVING_VIEW = "giving:view"
    GIVING_EDIT = "giving:edit"
    DESK_VIEW = "desk:view"
    DESK_RECEIVE = "desk:receive"
    PERSONAL_REVEAL = "personal:reveal"
    LETTER_TEMPLATE_EDIT = "letter-template:edit"
    RULE_VIEW = "rule:view"
    RULE_EDIT = "rule:edit"
    NOTICE_VIEW = "notice:view"
    NOTICE_SEND = "notice:send"
    AUDIT_VIEW = "audit:view"
    ACCOUNT_VIEW = "account:view"
    ACCOUNT_EDIT = "account:edit"
    HAND_OVER = "work:hand-over"
    # What a party may do to the one case whose code or link it holds.
    PARTY_APPLY = "party:apply"
    PARTY_ANSWER = "party:answer"
    PARTY_WITHDRAW = "party:withdraw"


P = Permission


class Role(models.TextChoices):
    """A post someone is appointed to, at one organisation, from a day until a day."""

    VILLAGE_OFFICER = "village_officer", _("Village or enterprise union officer")
    TOWN_OFFICER = "town_officer", _("Town or street union officer")
    RIGHTS_OFFICER = "rights_officer", _("City officer, rights and law")
    ORGANISATION_OFFICER = "organisation_officer", _("City officer, organisation")
    ASSISTANCE_OFFICER = "assistance_officer", _("City officer, assistance")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    MEDIATOR = "mediator", _("Mediator")
    LEADER = "leader", _("Leader")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


READS = {
    P.WORK_VIEW, P.ORGANISATION_VIEW, P.EMPLOYER_VIEW, P.MEDIATOR_VIEW, P.RULE_VIEW,
    P.COVERAGE_VIEW, P.AGREEMENT_VIEW,
}  # fmt: skip
# The roll of a unit: its people, the sheets they come in, the pairs to be decided.
ROLL = {
    P.PERSON_VIEW, P.PERSON_EDIT, P.PERSON_ADMIT, P.PERSON_EXPORT, P.DUPLICATE_VIEW,
    P.DUPLICATE_SOLVE, P.SHEET_VIEW, P.SHEET_IMPORT, P.FORMATION_VIEW, P.FORMATION_HANDLE,
    P.AGREEMENT_EDIT,
}  # fmt: skip
HANDLES = {
    *READS, P.DISPUTE_VIEW, P.DISPUTE_REGISTER, P.DISPUTE_ACCEPT, P.DISPUTE_ASSIGN,
    P.DISPUTE_MEDIATE, P.DISPUTE_TRANSFER, P.DISPUTE_ARCHIVE, P.PERSONAL_REVEAL, P.NOTICE_VIEW,
    P.NOTICE_SEND,
}  # fmt: skip
# Families in need: illness, children and cards are for those alone who handle their files.
HELPS = {
    P.HARDSHIP_VIEW, P.HARDSHIP_SENSITIVE, P.HARDSHIP_HANDLE, P.AID_VIEW, P.AID_HANDLE,
    P.WARMTH_VIEW, P.WARMTH_EDIT, P.GIVING_VIEW, P.DESK_VIEW, P.DESK_RECEIVE,
}  # fmt: skip
WATCHES_HELP = {P.HARDSHIP_VIEW, P.AID_VIEW, P.WARMTH_VIEW, P.GIVING_VIEW, P.DESK_VIEW}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VILLAGE_OFFICER: frozenset(HANDLES | ROLL | HELPS),
    Role.TOWN_OFFICER: frozenset(
        HANDLES
        | ROLL
        | HELPS
        | {P.DISPUTE_REFER, P.MEDIATOR_EDIT, P.EMPLOYER_EDIT, P.HAND_OVER, P.FORMATION_APPROVE,
           P.HARDSHIP_REVIEW, P.HARDSHIP_ARCHIVE, P.AID_CHECK, P.GIVING_EDIT}
    ),
    Role.RIGHTS_OFFICER: frozenset(
        HANDLES
        | {P.DISPUTE_REFER, P.DISPUTE_AID, P.MEDIATOR_EDIT, P.HAND_OVER, P.LETTER_TEMPLATE_EDIT,
           P.SHEET_VIEW, P.SHEET_IMPORT}
    ),
    Role.ORGANISATION_OFFICER: frozenset(
        READS
        | ROLL
        | {P.ORGANISATION_EDIT, P.EMPLOYER_EDIT, P.MEDIATOR_EDIT, P.FORMATION_APPROVE,
           P.PERSONAL_REVEAL, P.PERSON_SENSITIVE, P.LETTER_TEMPLATE_EDIT, P.NOTICE_VIEW}
    ),
    # What the centre decides it commits; whoever decides does not pay.
    Role.ASSISTANCE_OFFICER: frozenset(
        READS
        | HELPS
        | {P.HARDSHIP_REVIEW, P.HARDSHIP_DECIDE, P.HARDSHIP_ARCHIVE, P.HARDSHIP_EXPORT,
           P.AID_CHECK, P.AID_REVIEW, P.AID_APPROVE, P.GIVING_EDIT, P.FUND_VIEW, P.FUND_COMMIT,
           P.PERSON_VIEW, P.PERSONAL_REVEAL, P.HAND_OVER, P.LETTER_TEMPLATE_EDIT, P.NOTICE_VIEW,
           P.NOTICE_SEND, P.RULE_EDIT}
    ),
    # Who built a batch, who pays it and who enters the results are still three people:
    # niudai/funds/separation.py.
    Role.FINANCE_OFFICER: frozenset(
        READS
        | {P.FUND_VIEW, P.FUND_EDIT, P.FUND_PAY, P.FUND_RESULT, P.PERSONAL_REVEAL, P.NOTICE_VIEW}
    ),
    Role.MEDIATOR: frozenset(
        READS | {P.DISPUTE_VIEW, P.DISPUTE_REGISTER, P.DISPUTE_MEDIATE, P.PERSONAL_REVEAL}
    ),
    # A row of the rulebook is entered by one and confirmed by another: rulebook/actions/papers.py.
    Role.LEADER: frozenset(
        READS
        | WATCHES_HELP
        | {P.DISPUTE_VIEW, P.FUND_VIEW, P.FUND_COMMIT, P.AID_APPROVE, P.RULE_EDIT}
    ),
    Role.AUDITOR: frozenset(
        READS
        | WATCHES_HELP
        | {P.DISPUTE_VIEW, P.AUDIT_VIEW, P.ACCOUNT_VIEW, P.NOTICE_VIEW, P.PERSON_VIEW,
           P.SHEET_VIEW, P.DUPLICATE_VIEW, P.FORMATION_VIEW, P.FUND_VIEW, P.FUND_AUDIT}
    ),
    Role.ADMINISTRATOR: frozenset(
        {P.WORK_VIEW, P.ORGANISATION_VIEW, P.RULE_VIEW, P.RULE_EDIT, P.ACCOUNT_VIEW,
         P.ACCOUNT_EDIT, P.HAND_OVER, P.LETTER_TEMPLATE_EDIT}
    ),
}  # fmt: skip

PARTY = frozenset({P.PARTY_APPLY, P.PARTY_ANSWER, P.PARTY_WITHDRAW})
