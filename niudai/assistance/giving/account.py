"""What became of a donor's gifts, in words that show nobody: for statement, letter and link."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from niudai.assistance.giving.models import Donor, Match, Need
from niudai.rulebook.codes import name_of


@dataclass(frozen=True, slots=True)
class Gift:
    """One need that was taken on, as the donor may read it."""

    on: date
    item: str
    words: str
    amount_fen: int
    given: bool
    what: str = ""


@dataclass(slots=True)
class Account:
    """Promised, arrived, given by item, and each gift in masked words."""

    donor: Donor
    promised_fen: int = 0
    arrived_fen: int = 0
    given_fen: int = 0
    by_item: dict[str, int] = field(default_factory=dict)
    gifts: list[Gift] = field(default_factory=list)


def account_of(donor: Donor) -> Account:
    """Nothing of the family but the words it agreed to."""
    account = Account(donor)
    for pledged in donor.pledges.filter(withdrawn_on=None).prefetch_related("arrivals"):
        account.promised_fen += pledged.amount_fen
        account.arrived_fen += pledged.arrived_fen
    rows = Match.objects.standing().filter(pledge__donor=donor).select_related("need")
    for match in rows.order_by("reserved_on", "pk"):
        item = name_of("fund_item", match.need.used_for)
        given = match.given_fen or 0
        account.gifts.append(
            Gift(
                match.given_on or match.reserved_on, item, match.need.words,
                given or match.amount_fen, bool(given), match.given_what,
            )
        )  # fmt: skip
        if given:
            account.given_fen += given
            account.by_item[item] = account.by_item.get(item, 0) + given
    return account


def donor_of_link(token: str, *, on: date) -> Donor | None:
    """The door by which a donor without an account sees their own gifts, and nothing else."""
    return Donor.objects.by_token(token, on).select_related("organisation").first()


def open_needs() -> QuerySet[Need]:
    """What the portal shows to anyone: words each family agreed to, the amount, the town."""
    return Need.objects.on_the_portal().select_related("organisation")
