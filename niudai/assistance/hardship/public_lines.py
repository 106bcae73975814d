"""What anyone may know of hardship files: the masked lines that are public today, and no more.

These are the only rows of this slice that leave without an actor. A line leaves as it was frozen
when it was posted; it is gone when its period ends, while an objection is looked into, and the
moment the household takes its consent back.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from niudai.assistance.hardship.models import Consent, HardshipFile, Publicity
from niudai.casework.models import Deadline
from niudai.kernel.paths import within
from niudai.kernel.personal import seal, unseal
from niudai.organisations.models import Organisation

CLOCK = "HARDSHIP-PUBLICITY"
CONTEXT = "hardship.publicity.line"


def public_lines(union: Organisation, on: date) -> QuerySet[Publicity]:
    """The lines of a union and of those beneath it whose period runs on that day."""
    runs = Deadline.objects.running().filter(
        rule_id=CLOCK, legal_end__gte=on,
        item__kind=HardshipFile._meta.label_lower, item__case_id=OuterRef("file_id"),
    )  # fmt: skip
    agreed = Consent.objects.filter(
        file=OuterRef("file_id"), kind=Consent.Kind.PUBLICITY, withdrawn_on=None
    )
    rows = Publicity.objects.filter(
        Exists(runs), Exists(agreed), within(union.path, "file__organisation__path"),
        online=True, posted_on__lte=on, ended_on=None,
    )  # fmt: skip
    return rows.select_related("file__organisation").order_by("-posted_on", "pk")


def last_days(lines: Iterable[Publicity]) -> dict[int, date]:
    """File → the last day to object."""
    files = [line.file_id for line in lines]
    running = Deadline.objects.running().filter(
        rule_id=CLOCK, item__kind=HardshipFile._meta.label_lower, item__case_id__in=files
    )
    return dict(running.values_list("item__case_id", "legal_end"))


def spelled(line: Publicity) -> str:
    """How an address names a line: sealed anew each time, so that nobody counts them."""
    return urlsafe_b64encode(seal(str(line.pk), CONTEXT).encode()).decode().rstrip("=")


def line_spelled(text: str, union: Organisation, on: date) -> Publicity | None:
    """The line an address names, while it is public."""
    try:
        sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        pk = int(unseal(sealed, CONTEXT) or 0)
    except (Error, ValueError):
        return None
    return public_lines(union, on).filter(pk=pk).first()
