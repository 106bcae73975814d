"""What anyone may know of hardship files: the masked lines that are public now, and no more.

The only rows of this part that leave without an actor. A line leaves as it was frozen when it was
posted; it is gone after the last day of its period, while an objection is looked into, and the
moment the household takes its consent back.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from niudai.assistance.hardship.guards.steps import PUBLICITY
from niudai.assistance.hardship.models import Consent, HardshipFile, Publicity
from niudai.casework.models import Deadline
from niudai.kernel.paths import within
from niudai.kernel.personal import seal, unseal
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import name_of

MOST = 100  # lines of one page; more are found by town and village
CONTEXT = "hardship.publicity.line"


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One line as it is read at the door, and how an objection names it."""

    key: str
    name: str
    unit: str
    town: str
    category: str
    telephone: str
    posted_on: date
    last_on: date

    @property
    def place(self) -> str:
        return f"{self.unit} · {self.town}" if self.town != self.unit else self.unit


def public_now(union: Organisation | None = None) -> list[PublicLine]:
    """The lines of a union and of those beneath it whose period runs today, one more than MOST."""
    rows = list(hanging(union)[: MOST + 1])
    ends = dict(running().filter(item__case_id__in=[row.file_id for row in rows]).values_list(
        "item__case_id", "legal_end"
    ))  # fmt: skip
    return [line_of(row, ends[row.file_id]) for row in rows if row.file_id in ends]


def running() -> QuerySet[Deadline]:
    """Periods of publicity that count today: neither over nor standing still."""
    return Deadline.objects.running().filter(
        rule_id=PUBLICITY, legal_end__gte=timezone.localdate(),
        item__kind=HardshipFile._meta.label_lower,
    )  # fmt: skip


def hanging(union: Organisation | None) -> QuerySet[Publicity]:
    agreed = Consent.objects.filter(
        file=OuterRef("file"), kind=Consent.Kind.PUBLICITY, withdrawn_on=None
    )
    rows = Publicity.objects.filter(
        Exists(agreed), Exists(running().filter(item__case_id=OuterRef("file_id"))),
        ended_on=None, online=True, posted_on__lte=timezone.localdate(),
    )  # fmt: skip
    if union:
        rows = rows.filter(within(union.path, "file__organisation__path"))
    return rows.select_related("file__organisation").order_by("-posted_on", "pk")


def line_of(row: Publicity, last: date) -> PublicLine:
    shown = row.shown
    category = shown.get("category", "")
    return PublicLine(
        key=spelled(row.pk), name=shown["name"], unit=shown["unit"], town=shown["town"],
        category=name_of("hardship_category", category) if category else "",
        telephone=shown.get("telephone", ""), posted_on=row.posted_on, last_on=last,
    )  # fmt: skip


def spelled(pk: int) -> str:
    """How an address names a line: sealed anew each time, so that nobody counts them."""
    return urlsafe_b64encode(seal(str(pk), CONTEXT).encode()).decode().rstrip("=")


def publicity_named(key: str) -> Publicity | None:
    """The publicity an objection from the portal names, while it is public there."""
    try:
        sealed = urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
        pk = int(unseal(sealed, CONTEXT) or 0)
    except (Error, ValueError):
        return None
    return hanging(None).filter(pk=pk).first()
