"""Rows and suspensions the county entered: read from the table once for each edition."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from niudai.rulebook.calendars import database_exists
from niudai.rulebook.instruments import Source, speaks_chinese
from niudai.rulebook.models import ByPaper, Edition, EnteredRule, Suspension
from niudai.rulebook.reading import KNOWN, rule_from
from niudai.rulebook.rule import Confidence, Extension, Rule, Status

# The edition this request works with; [] while nobody asked yet, None outside a request.
SEEN: ContextVar[list[str] | None] = ContextVar("edition", default=None)
MIGRATED: set[object] = set()  # databases in which the table was seen: it does not go away


def edition() -> str:
    """The word of what is in force now, asked once in a request; empty where nothing is."""
    seen = SEEN.get()
    if seen is None:
        return asked_edition()
    if not seen:
        seen.append(asked_edition())
    return seen[0]


def asked_edition() -> str:
    if connection.settings_dict["NAME"] in MIGRATED:
        return kept_edition()
    if not database_exists():
        return ""
    # A failed query would spoil the caller's transaction: a savepoint keeps it whole.
    guard = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with guard:
            found = kept_edition()
    except ProgrammingError:
        return ""
    except OperationalError as error:
        if connection.vendor == "sqlite" and "no such table" in str(error):
            return ""
        raise
    MIGRATED.add(connection.settings_dict["NAME"])
    return found


def kept_edition() -> str:
    return Edition.objects.filter(pk=1).values_list("token", flat=True).first() or ""


def turn_edition() -> None:
    """Something came into force or left it: every process reads the rows again."""
    token = uuid.uuid4().hex
    Edition.objects.update_or_create(pk=1, defaults={"token": token})
    if (seen := SEEN.get()) is not None:
        seen[:] = [token]


@contextmanager
def one_edition() -> Iterator[None]:
    """Everything inside works with the rows that were in force at the first look."""
    held = SEEN.set([])
    try:
        yield
    finally:
        SEEN.reset(held)


def edition_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A request asks for the edition once, at its first rule."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with one_edition():
            return get_response(request)

    return middleware


def entered_rules() -> list[Rule]:
    """Confirmed rows; those withdrawn since keep their key and apply no more."""
    return [as_rule(row) for row in EnteredRule.objects.exclude(confirmed_at=None).order_by("pk")]


def as_rule(row: EnteredRule) -> Rule:
    """The row as the rulebook holds it, with the paper as its source."""
    status = Status.RETIRED if row.withdrawn_at else Status.ACTIVE
    facts = dict(row.frame) | {
        "jurisdiction": row.jurisdiction, "valid_from": row.valid_from,
        "valid_to": row.valid_to or date.max, "parameters": row.parameters,
        "confidence": Confidence.V1, "status": status, "document": row.document,
    }  # fmt: skip
    subject = facts.pop("subject")
    if row.amount is not None:
        facts |= {"amount": row.amount, "unit": row.unit}
    if row.note:
        facts |= {"note_zh": row.note, "note_en": row.note}
    return replace(rule_from(facts, subject=subject), paper=paper_of(row), entry=row.pk or 0)


def paper_of(row: ByPaper) -> str:
    """Issuer, title and article; the number stands beside it."""
    title = (f"《{row.title}》" if speaks_chinese() else f"“{row.title}”") if row.title else ""
    return " ".join(filter(None, (row.issuer, title, row.article)))


def frame_of(pattern: Rule) -> dict[str, Any]:
    """The row as a file has it, less what the county enters and what belongs to the old place."""
    own = {"jurisdiction", "valid_from", "valid_to", "parameters", "confidence", "status"}
    own |= {"document", "amount", "unit", "note_zh", "note_en"}
    framed = {
        field.name: spelled_out(getattr(pattern, field.name))
        for field in fields(Rule)
        if field.name in KNOWN - own and getattr(pattern, field.name) not in ("", None, ())
    }
    titles = {name: without_place(framed[name]) for name in ("title_zh", "title_en")}
    return framed | titles | {"subject": pattern.subject}


def without_place(title: str) -> str:
    """“Spot check of hardship files (Hunan)” is entered as “Spot check of hardship files”."""
    for opening in ("（", " ("):
        title = title.partition(opening)[0]
    return title


def spelled_out(value: Any) -> Any:
    """A field of a rule as the file writes it."""
    match value:
        case StrEnum():
            return value.value
        case Extension():
            return {
                "most": value.most, "unit": value.unit.value, "by_zh": value.by_zh,
                "by_en": value.by_en,
            }  # fmt: skip
        case tuple():
            return [spelled_out(each) for each in value]
        case Source():
            return " ".join((value.tag, *value.articles))
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Resting:
    """A rule that rests from a day until a day, and by which paper."""

    pk: int
    rule_id: str
    jurisdiction: str
    valid_from: date
    valid_to: date
    document: str

    @property
    def sentence(self) -> str:
        return _("Suspended from %(first)s to %(last)s by %(document)s; to be made up later.") % {
            "first": self.valid_from, "last": self.valid_to, "document": self.document,
        }  # fmt: skip


@lru_cache(maxsize=4)
def resting(edition: str) -> tuple[Resting, ...]:
    return tuple(
        Resting(
            row.pk, row.rule_id, row.jurisdiction, row.valid_from, row.valid_to or date.max,
            row.document,
        )
        for row in Suspension.objects.in_force().order_by("pk")
    )  # fmt: skip


def suspended(rule_id: str, *, on: date) -> Resting | None:
    """The suspension under which a step of this rule rests that day, if there is one."""
    if not (now := edition()):
        return None
    return next(
        (
            each
            for each in resting(now)
            if each.rule_id == rule_id and each.valid_from <= on <= each.valid_to
        ),
        None,
    )
