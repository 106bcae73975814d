"""Sources, the ledger, batches with their lines, and what the bank said."""

from niudai.funds.models.bank import BankFile, ResultFile
from niudai.funds.models.batch import Batch, BatchStage, Signature
from niudai.funds.models.checks import CallCheck, Reconciliation
from niudai.funds.models.ledger import Account, Entry, Posting
from niudai.funds.models.line import Line, Receipt
from niudai.funds.models.payment import STANDS, LineStage, Payment
from niudai.funds.models.source import Allowance, Source, SourceStage

__all__ = [
    "STANDS",
    "Account",
    "Allowance",
    "BankFile",
    "Batch",
    "BatchStage",
    "CallCheck",
    "Entry",
    "Line",
    "LineStage",
    "Payment",
    "Posting",
    "Receipt",
    "Reconciliation",
    "ResultFile",
    "Signature",
    "Source",
    "SourceStage",
]
