"""Finding one among seven hundred thousand: name, pinyin, number, end of the phone."""

import re

from niudai.access.actor import Actor
from niudai.kernel.character_index import found_in
from niudai.kernel.personal import lookups
from niudai.membership.models.person import PersonQuerySet

NUMBER = re.compile(r"\d{14}(\d|\d{3}[\dXx])", re.ASCII)
PHONE = re.compile(r"1\d{10}", re.ASCII)
PHONE_END = re.compile(r"\d{4}", re.ASCII)


def people_found(rows: PersonQuerySet, query: str, *, by: Actor) -> PersonQuerySet:
    """The rows a query finds; `rows` are those the actor may see already."""
    word = "".join(query.split())
    if NUMBER.fullmatch(word):
        return rows.filter(number_key__in=lookups(word))
    if PHONE.fullmatch(word):
        return rows.filter(phone_key__in=lookups(word))
    if PHONE_END.fullmatch(word):
        return rows.filter(phone_end=word)
    return found_in(rows, query)
