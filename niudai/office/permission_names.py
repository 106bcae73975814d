"""What each permission allows, as an inspector reads it on the page of roles."""

from django.utils.translation import gettext_lazy as _

from niudai.access.permissions import Permission as P

NAMES = {
    P.WORK_VIEW: _("see one's work"),
    P.ORGANISATION_VIEW: _("see unions and places"),
    P.ORGANISATION_EDIT: _("set up and change unions"),
    P.EMPLOYER_VIEW: _("see employers"),
    P.EMPLOYER_EDIT: _("register and change employers"),
    P.FORMATION_VIEW: _("see the founding of unions"),
    P.FORMATION_HANDLE: _("handle the founding of a union"),
    P.FORMATION_APPROVE: _("approve the founding of a union"),
    P.PERSON_VIEW: _("see members"),
    P.PERSON_EDIT: _("enter and change members"),
    P.PERSON_ADMIT: _("admit members"),
    P.PERSON_EXPORT: _("take lists of members out"),
    P.PERSON_SENSITIVE: _("see sensitive facts of members"),
    P.DUPLICATE_VIEW: _("see possible duplicates"),
    P.DUPLICATE_SOLVE: _("decide duplicates"),
    P.SHEET_VIEW: _("see spreadsheets brought in"),
    P.SHEET_IMPORT: _("bring in spreadsheets"),
    P.COVERAGE_VIEW: _("see coverage"),
    P.AGREEMENT_VIEW: _("see collective agreements"),
    P.AGREEMENT_EDIT: _("put collective agreements on file"),
    P.MEDIATOR_VIEW: _("see mediation bodies and mediators"),
    P.MEDIATOR_EDIT: _("keep the register of mediators"),
    P.DISPUTE_VIEW: _("see disputes"),
    P.DISPUTE_REGISTER: _("register and correct disputes"),
    P.DISPUTE_ACCEPT: _("accept or decline disputes"),
    P.DISPUTE_ASSIGN: _("assign mediators"),
    P.DISPUTE_MEDIATE: _("mediate disputes"),
    P.DISPUTE_TRANSFER: _("send disputes to another body"),
    P.DISPUTE_REFER: _("lead disputes to arbitration and court"),
    P.DISPUTE_AID: _("decide on legal aid"),
    P.DISPUTE_ARCHIVE: _("archive disputes"),
    P.FUND_VIEW: _("see money: sources, ledger, batches"),
    P.FUND_EDIT: _("keep sources and build batches"),
    P.FUND_COMMIT: _("commit money and sign batches"),
    P.FUND_PAY: _("send batches to the bank"),
    P.FUND_RESULT: _("enter what the bank answered"),
    P.FUND_AUDIT: _("audit money"),
    P.PERSONAL_REVEAL: _("see covered numbers, with a reason"),
    P.LETTER_TEMPLATE_EDIT: _("change letter templates"),
    P.RULE_VIEW: _("see rules and periods"),
    P.RULE_EDIT: _("set rules and calendars"),
    P.NOTICE_VIEW: _("see the delivery of messages"),
    P.NOTICE_SEND: _("send messages again"),
    P.AUDIT_VIEW: _("read the log"),
    P.ACCOUNT_VIEW: _("see accounts"),
    P.ACCOUNT_EDIT: _("open and change accounts"),
    P.HAND_OVER: _("hand over the work of someone who leaves"),
}


def permission_name(permission: P) -> str:
    """In words; one that a later version brings stands under its own name."""
    return str(NAMES.get(permission, permission))
