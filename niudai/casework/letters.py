"""Letters in .docx from templates the office can edit; each is kept with the case it belongs to.

A slice gathers its letters in a `Book` and settings.LETTER_BOOKS names it by its dotted path: what
stands in a book the office can word anew, as soon as it is there.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment, SecurityError

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.attaching import checked
from niudai.casework.models import Attachment, Case, LetterTemplate
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHIPPED = "0"
FILTERS = ("length", "join", "default", "first", "last", "upper", "lower", "trim", "int", "e")
# What a wrong template raises: its tags, its arithmetic, and the file broken by its tags.
UNFILLED = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, SyntaxError)
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML holds these


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of letter: its title, the template shipped with the program, its kind of paper."""

    kind: str
    title: str | Promise
    shipped: Path
    paper: str
    basis: str = ""
    sample: Mapping[str, Any] = field(default_factory=dict, hash=False)  # every blank, filled in
    blanks: Mapping[str, Any] = field(default_factory=dict, hash=False)  # what stands in each


@dataclass(frozen=True, slots=True)
class Book:
    """The letters of one subject, in the order of the page of templates."""

    title: str | Promise
    letters: tuple[Letter, ...]


@cache
def books() -> tuple[Book, ...]:
    return tuple(import_string(path) for path in settings.LETTER_BOOKS)


def letter_called(kind: str) -> Letter | None:
    return next((each for book in books() for each in book.letters if each.kind == kind), None)


class LetterEnvironment(SandboxedEnvironment):
    """Templates come from outside: they see what they are given, call nothing and multiply nothing.

    A letter that reckons or repeats could keep the server busy, or fill its memory, for ever.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.filters = {name: self.filters[name] for name in FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"a letter does not reckon with {operator}")


def filled(source: Any, context: Mapping[str, Any]) -> bytes:
    """The template with its blanks filled in. Refused names a blank that nobody can fill."""
    document = DocxTemplate(source)
    try:
        document.render(written(context), jinja_env=LetterEnvironment())
    except UNFILLED as error:
        raise Refused(
            _("The template cannot be filled in: %(error)s.") % {"error": error}
        ) from error
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written(value: Any) -> Any:
    """The facts without the signs a Word file cannot hold, such as those pasted from elsewhere."""
    if isinstance(value, str):
        return UNWRITABLE.sub("", value)
    if isinstance(value, Mapping):
        return {name: written(each) for name, each in value.items()}
    return [written(each) for each in value] if isinstance(value, list) else value


def template_in_use(path: str, kind: str) -> LetterTemplate | None:
    """An organisation's own newest version, else that of the nearest above; None: as shipped."""
    return LetterTemplate.objects.used_at(path, kind).first()


@transaction.atomic
def write(case: Case, letter: Letter, context: Mapping[str, Any], *, by: Actor) -> Attachment:
    """Make the letter and keep it with the case, with the version of its template."""
    own = template_in_use(case.organisation.path, letter.kind)
    with own.file.open("rb") if own else letter.shipped.open("rb") as source:
        content = filled(io.BytesIO(source.read()), context)
    version = str(own.version) if own else SHIPPED
    name = f"{letter.title} {timezone.localdate():%Y-%m-%d}.docx"
    attachment = Attachment(
        item=case.item, name=name, kind=letter.paper,
        content_type=DOCX, extension="docx", size=len(content), added_by=by.name,
        sha256=hashlib.sha256(content).hexdigest(), letter=letter.kind, letter_version=version,
    )  # fmt: skip
    attachment.file.save(attachment.name, ContentFile(content), save=False)
    attachment.save()
    record("casework.letter", case, by=by, letter=letter.kind, version=version)
    return attachment


@transaction.atomic
def add_template(
    organisation: Organisation, letter: Letter, upload: UploadedFile, *, by: Actor
) -> LetterTemplate:
    """Take a new version, after it was filled in once with the letter's sample facts."""
    by.must(Permission.LETTER_TEMPLATE_EDIT, at=organisation.path)
    _type, extension = checked(upload)
    if extension != "docx":
        raise Refused(_("A letter template is a Word file (.docx)."))
    upload.seek(0)
    content = upload.read()
    try:
        filled(io.BytesIO(content), letter.sample)
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    last = LetterTemplate.objects.filter(organisation=organisation, kind=letter.kind).first()
    template = LetterTemplate(
        organisation=organisation, kind=letter.kind, version=last.version + 1 if last else 1,
        added_by=by.name,
    )  # fmt: skip
    template.file.save("template.docx", ContentFile(content), save=False)
    template.save()
    record("casework.template", template, by=by, letter=letter.kind, version=template.version)
    return template


@transaction.atomic
def withdraw_template(template: LetterTemplate, *, by: Actor) -> None:
    """Go back to the version before. Letters already written stay as they are."""
    by.must(Permission.LETTER_TEMPLATE_EDIT, at=template.organisation.path)
    template.withdrawn_on = timezone.localdate()
    template.save(update_fields=["withdrawn_on"])
    record("casework.template_withdrawn", template, by=by, version=template.version)
