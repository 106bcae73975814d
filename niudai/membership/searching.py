"""Finding one among seven hundred thousand: name, pinyin, number, end of the phone, union."""

import re
from dataclasses import dataclass

from niudai.access.actor import Actor
from niudai.kernel.character_index import found_in
from niudai.kernel.listing import ROWS, Count
from niudai.kernel.personal import lookups
from niudai.kernel.searching import found_by
from niudai.membership.models.person import PersonQuerySet
from niudai.organisations.models import Organisation

NUMBER = re.compile(r"\d{14}(\d|\d{3}[\dXx])", re.ASCII)
PHONE = re.compile(r"1\d{10}", re.ASCII)
PHONE_END = re.compile(r"\d{4}", re.ASCII)
ENOUGH = ROWS  # people of a name that thousands bear: past one page it says “over”
SEVERAL = 300  # unions named in the question itself; more are left to the database


@dataclass(frozen=True, slots=True)
class Found:
    """The people a question finds, and how many of the rows asked they are if that is known."""

    rows: PersonQuerySet
    count: Count | None = None


def is_number(query: str) -> bool:
    """Whether it is a whole identity number or phone, which no name of a unit or person holds."""
    word = "".join(query.split())
    return bool(NUMBER.fullmatch(word) or PHONE.fullmatch(word))


def people_found(rows: PersonQuerySet, query: str, *, by: Actor) -> Found:
    """The rows a query finds; `rows` are those the actor may see already."""
    word = "".join(query.split())
    if NUMBER.fullmatch(word):
        return Found(rows.filter(number_key__in=lookups(word)))
    if PHONE.fullmatch(word):
        return Found(rows.filter(phone_key__in=lookups(word)))
    if PHONE_END.fullmatch(word):
        return Found(rows.filter(phone_end=word))
    found = found_in(rows, query, beneath=by.scope)
    if found.number:
        return Found(found.rows, Count(found.number))
    # In the order of the list: PostgreSQL finds the first of few rows by reading all of them.
    if found.number is None and found.rows.order_by("path", "pk").values_list("pk")[:1]:
        return Found(found.rows)
    return Found(kept_by(rows, query, by=by))


def kept_by(rows: PersonQuerySet, query: str, *, by: Actor) -> PersonQuerySet:
    """Nobody is called so: the people of the unions that are."""
    unions = Organisation.objects.visible_to(by).filter(found_by(query))
    keys = list(unions.order_by("path").values_list("pk", flat=True)[: SEVERAL + 1])
    if len(keys) <= SEVERAL:
        return rows.filter(organisation__in=keys)
    return rows.filter(organisation__in=unions.values("pk"))
