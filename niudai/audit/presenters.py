"""The facts of an entry as people read them: what changed, line by line, numbers covered."""

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from niudai.audit.models import Entry
from niudai.audit.sentences import WORDS
from niudai.kernel.masking import masked_identity, masked_phone

IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of an entry; with `before` when something took the place of something else."""

    label: str
    after: str
    before: str | None = None


def lines(entry: Entry) -> list[Line]:
    return [line(entry, name, value) for name, value in entry.changes.items()]


def private_lines(entry: Entry) -> list[Line]:
    """What can be shredded: names, reasons, notes. Numbers stay covered here too."""
    facts = entry.personal or {}
    return [Line(label(entry, name), covered(shown(entry, name, v))) for name, v in facts.items()]


def line(entry: Entry, name: str, value: Any) -> Line:
    if isinstance(value, list) and len(value) == 2:
        before, after = value
        return Line(label(entry, name), shown(entry, name, after), shown(entry, name, before))
    return Line(label(entry, name), shown(entry, name, value))


def label(entry: Entry, name: str) -> str:
    field = field_of(entry, name)
    if name in WORDS:
        return str(WORDS[name])
    return str(field.verbose_name) if field is not None else name


def shown(entry: Entry, name: str, value: Any) -> str:
    """The value in words: a choice by its name, a yes or no, nothing as a dash."""
    if value is None or value in ("", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "；".join(f"{label(entry, k)}：{shown(entry, k, v)}" for k, v in value.items())
    if isinstance(value, list):
        return "、".join(shown(entry, name, item) for item in value)
    field = field_of(entry, name)
    choices = dict(field.flatchoices) if field is not None else {}
    return str(choices.get(value, value))


def field_of(entry: Entry, name: str) -> Any:
    try:
        field = apps.get_model(entry.subject_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, models.Field) else None


def covered(text: str) -> str:
    """The text with identity and phone numbers masked, wherever someone typed them."""
    text = IDENTITY.sub(lambda found: masked_identity(found[0]), text)
    return PHONE.sub(lambda found: masked_phone(found[0]), text)
