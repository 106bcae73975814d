"""Writing the ledger: the one place where money moves.

The accounts of a source are locked first, always in the same order; so whoever asks what is free
and whoever takes it stand in one line. A case is locked before its accounts, the log after them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.funds.models import Account, Entry, Line, Posting, Source
from niudai.kernel import bulk
from niudai.kernel.money import yuan
from niudai.kernel.refused import Refused

K, E = Account.Kind, Entry.Event
# event → the account money leaves, the account it reaches
ROUTES: dict[str, tuple[str, str]] = {
    E.RECEIVE: (K.ORIGIN, K.FREE),
    E.CARRY_IN: (K.ORIGIN, K.FREE),
    E.COMMIT: (K.FREE, K.COMMITTED),
    E.RELEASE: (K.COMMITTED, K.FREE),
    E.SEND: (K.COMMITTED, K.TRANSIT),
    E.PAY: (K.TRANSIT, K.SPENT),
    E.REJECT: (K.TRANSIT, K.FREE),
    E.REVERSE: (K.SPENT, K.FREE),
    E.GIVE_BACK: (K.FREE, K.GIVEN_BACK),
    E.CARRY_OUT: (K.FREE, K.CARRIED),
}

Amount = tuple[int | None, int]  # the key of the line it is for, and fen


@dataclass(frozen=True, slots=True)
class Standing:
    """What a source has, in fen. `received` is everything that ever came in."""

    received: int = 0
    free: int = 0
    committed: int = 0
    transit: int = 0
    spent: int = 0
    given_back: int = 0
    carried: int = 0

    @property
    def bound(self) -> int:
        """Committed, and not yet known to have arrived."""
        return self.committed + self.transit

    @property
    def returned(self) -> int:
        return self.given_back + self.carried


def open_accounts(source: Source) -> None:
    Account.objects.bulk_create([Account(source=source, kind=kind) for kind in K])


def accounts_of(source: Source) -> dict[str, Account]:
    """The accounts as they are now, held until the transaction ends."""
    held = Account.objects.select_for_update().filter(source=source).order_by("pk")
    return {account.kind: account for account in held}


def standing_of(accounts: Iterable[Account]) -> Standing:
    balances = {account.kind: account.balance_fen for account in accounts}
    return Standing(
        received=-balances.pop(K.ORIGIN, 0), **{str(kind): fen for kind, fen in balances.items()}
    )


def standings(sources: Sequence[Source]) -> dict[int, Standing]:
    """What each of these sources has, in one query."""
    held: dict[int, list[Account]] = {source.pk: [] for source in sources}
    for account in Account.objects.filter(source__in=list(held)):
        held[account.source_id].append(account)
    return {key: standing_of(accounts) for key, accounts in held.items()}


@transaction.atomic
def post(
    source: Source,
    event: str,
    amounts: Sequence[Amount],
    *,
    by: Actor,
    on: date | None = None,
    **more: object,
) -> Entry:
    """Move the amounts along the event's route, or raise Refused when there is not enough."""
    leaves, reaches = ROUTES[event]
    accounts = accounts_of(source)
    total = sum(amount for _line, amount in amounts)
    move(accounts[leaves], accounts[reaches], total)
    entry = Entry.objects.create(
        source=source, event=event, on=on or timezone.localdate(), total_fen=total,
        written_by=by.name, written_user=by.user_id, **more,
    )  # fmt: skip
    bulk.load(
        Posting,
        ["entry_id", "event", "line_id", "amount_fen", "credit_id", "debit_id"],
        (
            (entry.pk, str(event), line, amount, accounts[leaves].pk, accounts[reaches].pk)
            for line, amount in amounts
        ),
    )  # fmt: skip
    return entry


def moves_of(line: Line) -> list[Posting]:
    """What moved the money of a line, in order; to the bank it went with its whole batch."""
    own = line.postings.select_related("entry", "credit", "debit")
    together = Posting.objects.select_related("entry", "credit", "debit").filter(
        entry__batch=line.batch_id, entry__event=E.SEND, line=None
    )
    return sorted([*own, *together], key=attrgetter("pk"))


@transaction.atomic
def reverse_entry(entry: Entry, *, by: Actor, document: str) -> Entry:
    """The same postings the other way round, in an entry of their own."""
    accounts = {account.pk: account for account in accounts_of(entry.source).values()}
    if Entry.objects.filter(reverses=entry).exists():
        raise Refused(_("Entry %(number)s has been reversed already.") % {"number": entry.pk})
    postings = list(entry.postings.all())
    back = Entry.objects.create(
        source=entry.source, event=E.CORRECT, on=timezone.localdate(), total_fen=entry.total_fen,
        document=document, reverses=entry, written_by=by.name, written_user=by.user_id,
    )  # fmt: skip
    for posting in postings:
        leaves, reaches = accounts[posting.debit_id], accounts[posting.credit_id]
        move(leaves, reaches, posting.amount_fen)
        Posting.objects.create(
            entry=back, event=E.CORRECT, credit=leaves, debit=reaches,
            amount_fen=posting.amount_fen,
        )  # fmt: skip
    return back


def move(leaves: Account, reaches: Account, fen: int) -> None:
    """Both balances at once; the accounts are locked."""
    if fen <= 0:
        raise Refused(_("An amount is more than nothing."))
    if leaves.kind != K.ORIGIN and leaves.balance_fen < fen:
        raise Refused(
            _("“%(account)s” of this source has %(has)s yuan; %(wanted)s yuan are wanted.")
            % {"account": leaves, "has": yuan(leaves.balance_fen), "wanted": yuan(fen)}
        )
    for account, change in ((leaves, -fen), (reaches, fen)):
        Account.objects.filter(pk=account.pk).update(balance_fen=models.F("balance_fen") + change)
        account.balance_fen += change
