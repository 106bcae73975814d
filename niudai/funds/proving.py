"""The proof of one source: ledger, balances, lines and bank files say the same."""

import hashlib
from collections.abc import Iterator

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from niudai.funds.models import STANDS, Account, BankFile, Line, LineStage, Posting, Source
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused

K = Account.Kind
# account → the stages of lines whose money stands there
HELD: dict[Account.Kind, tuple[str, ...]] = {
    K.COMMITTED: (LineStage.COMMITTED,),
    K.TRANSIT: (LineStage.SENT,),
    K.SPENT: (LineStage.PAID,),
}
RESULTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pay", (LineStage.PAID, LineStage.REVERSED)),
    ("reject", (LineStage.REJECTED,)),
)
PIECE = 64 * 1024
NAMED = 5  # lines that are in disorder, one by one


def faults_of(source: Source) -> list[str]:
    """Every disagreement as a sentence; nothing when all is as it should be."""
    accounts = list(source.accounts.all())
    return [
        *balances(accounts),
        *sums(source, accounts),
        *lines(source, accounts),
        *entries(source),
        *files(source),
    ]


def balances(accounts: list[Account]) -> Iterator[str]:
    """Each balance is what the postings make of it."""
    for account in accounts:
        moved = turnover(account)
        if moved != account.balance_fen:
            yield _("“%(account)s” says %(says)s yuan, its postings make %(makes)s.") % {
                "account": account, "says": yuan(account.balance_fen), "makes": yuan(moved),
            }  # fmt: skip


def turnover(account: Account) -> int:
    came = Posting.objects.filter(debit=account).aggregate(fen=Sum("amount_fen"))["fen"] or 0
    went = Posting.objects.filter(credit=account).aggregate(fen=Sum("amount_fen"))["fen"] or 0
    return int(came - went)


def sums(source: Source, accounts: list[Account]) -> Iterator[str]:
    total = sum(account.balance_fen for account in accounts)
    if total:
        yield _("Debits and credits differ by %(amount)s yuan.") % {"amount": yuan(total)}
    strange = Posting.objects.filter(entry__source=source).exclude(
        credit__source=source, debit__source=source
    )
    if strange.exists():
        yield _("A posting reaches into another source.")


def lines(source: Source, accounts: list[Account]) -> Iterator[str]:
    """What is committed, with the bank and paid is what the lines and the bank's answers say."""
    rows = source.lines.order_by().values("stage").annotate(fen=Sum("amount_fen"))
    by_stage = {row["stage"]: row["fen"] for row in rows}
    for account in accounts:
        stages = HELD.get(K(account.kind))
        said = sum(by_stage.get(stage, 0) for stage in stages) if stages else account.balance_fen
        if said != account.balance_fen:
            yield _("“%(account)s” says %(says)s yuan, the lines make %(makes)s.") % {
                "account": account, "says": yuan(account.balance_fen), "makes": yuan(said),
            }  # fmt: skip
    other = Q(stands=True) & ~Q(stage__in=STANDS) | Q(stands=False, stage__in=STANDS)
    for line in source.lines.filter(other)[:NAMED]:
        yield _("Line %(code)s is “%(stage)s” and is counted otherwise.") % {
            "code": line.code, "stage": line.get_stage_display(),
        }  # fmt: skip
    for event, stages in RESULTS:
        posted = Posting.objects.filter(entry__source=source, event=event).count()
        stand = source.lines.filter(stage__in=stages).count()
        if posted != stand:
            yield _("%(posted)d results are posted, %(stand)d lines have them (%(event)s).") % {
                "posted": posted, "stand": stand, "event": event,
            }  # fmt: skip


def entries(source: Source) -> Iterator[str]:
    found = source.entries.annotate(fen=Sum("postings__amount_fen"), parts=Count("postings"))
    for entry in found:
        if entry.fen != entry.total_fen:
            yield _("Entry %(number)s is not the sum of its postings.") % {"number": entry.pk}


def files(source: Source) -> Iterator[str]:
    """Each bank file is what was sent, and the batch still holds exactly those lines."""
    for made in BankFile.objects.filter(batch__source=source).select_related("batch"):
        try:
            with made.file.open("rb") as content:
                digest = hashlib.sha256()
                while piece := content.read(PIECE):
                    digest.update(piece)
            whole = digest.hexdigest() == made.sha256
        except (OSError, Refused):
            whole = False
        if not whole:
            yield _("The bank file of %(batch)s is not what was sent.") % {"batch": made.batch}
        held = Line.objects.filter(batch=made.batch).aggregate(
            number=Count("pk"), fen=Sum("amount_fen")
        )
        if (held["number"], held["fen"]) != (made.count, made.total_fen):
            yield _("The lines of %(batch)s are not those of its bank file.") % {
                "batch": made.batch
            }
