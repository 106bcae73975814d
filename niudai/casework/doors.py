"""What a visitor's matter may become: the doors each part of the house opens to the desk.

A capability describes each as a `Door` and settings.DESK_MATTERS names it by its dotted path: one
list one can read. The desk knows none of them; what it knows of the visitor is carried over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.models import WorkItem
from niudai.kernel.forms import Styled
from niudai.organisations.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """What the desk took down, so that nothing is asked twice."""

    name: str
    phone: str
    people: int
    said: str
    came_on: date
    organisation: Organisation
    way: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of it, as far as the reader may see it."""

    reference: str
    stage: str
    url: str


def case_standing(kind: str, pk: int, reader: Actor) -> Standing | None:
    """Number and stage of a case, from its line of work."""
    rows = WorkItem.objects.visible_to(reader).filter(kind=kind, case_id=pk)
    item = rows.first()
    return Standing(item.reference, _(item.stage_name), item.url) if item else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One thing a matter may open. `form(data, visitor=, actor=)` asks for what is still missing;
    `open(visitor, facts, by=)` opens it and returns the record.

    `matters` are the codes of `desk_matter` it usually answers: it is offered first for these.
    """

    name: str
    label: str | Promise
    permission: Permission
    kind: str
    form: Callable[..., Styled]
    open: Callable[..., models.Model]
    matters: frozenset[str] = frozenset()
    shown: Callable[[str, int, Actor], Standing | None] = case_standing

    def standing(self, pk: int, reader: Actor) -> Standing | None:
        return self.shown(self.kind, pk, reader)


@cache
def doors() -> dict[str, Door]:
    """Every door of settings.DESK_MATTERS by its name, in the order of the list."""
    found = [import_string(path) for path in settings.DESK_MATTERS]
    return {door.name: door for door in found}
