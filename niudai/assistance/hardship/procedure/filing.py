"""From the application to on file."""

from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.assistance.hardship.guards import consents as c
from niudai.assistance.hardship.guards import form as f
from niudai.assistance.hardship.models import Stage
from niudai.casework.procedure import Move

L = gettext_lazy
HANDLE = Permission.HARDSHIP_HANDLE
DRAFTS = frozenset({Stage.DRAFT, Stage.RETURNED})
COMPLETE = (
    f.incomplete, f.wrong_causes, f.short_contract, f.missing_membership, c.missing_consents,
    c.missing_guardian,
)  # fmt: skip

SUBMIT = Move(
    "submit", L("Hand in the application"), DRAFTS, Stage.SUBMITTED, HANDLE,
    (*COMPLETE, f.other_file), L("The form is complete, the consents are signed."), onward=True,
)  # fmt: skip
# Whether another file exists is not told to somebody on a phone: the first check looks.
PARTY_SUBMIT = Move(
    "submit", L("Hand in the application"), DRAFTS, Stage.SUBMITTED, Permission.PARTY_APPLY,
    COMPLETE,
)  # fmt: skip
PARTY_WITHDRAW = Move(
    "withdraw", L("Withdraw my application"), DRAFTS, Stage.WITHDRAWN, Permission.PARTY_WITHDRAW,
)  # fmt: skip

FILING_MOVES = (SUBMIT,)
