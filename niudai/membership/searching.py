"""Finding one among seven hundred thousand: name, pinyin, number, end of the phone, union."""

import re

from niudai.access.actor import Actor
from niudai.kernel.character_index import found_in
from niudai.kernel.personal import lookups
from niudai.kernel.searching import found_by
from niudai.membership.models.person import PersonQuerySet
from niudai.organisations.models import Organisation

NUMBER = re.compile(r"\d{14}(\d|\d{3}[\dXx])", re.ASCII)
PHONE = re.compile(r"1\d{10}", re.ASCII)
PHONE_END = re.compile(r"\d{4}", re.ASCII)
SEVERAL = 300  # unions named in the question itself; more are left to the database


def people_found(rows: PersonQuerySet, query: str, *, by: Actor) -> PersonQuerySet:
    """The rows a query finds; `rows` are those the actor may see already."""
    word = "".join(query.split())
    if NUMBER.fullmatch(word):
        return rows.filter(number_key__in=lookups(word))
    if PHONE.fullmatch(word):
        return rows.filter(phone_key__in=lookups(word))
    if PHONE_END.fullmatch(word):
        return rows.filter(phone_end=word)
    found = found_in(rows, query)
    # In the order of the list: PostgreSQL finds the first of few rows by reading all of them.
    first = list(found.order_by("path", "pk").values_list("pk")[:1])
    return found if first else kept_by(rows, query, by=by)


def kept_by(rows: PersonQuerySet, query: str, *, by: Actor) -> PersonQuerySet:
    """Nobody is called so: the people of the unions that are."""
    unions = Organisation.objects.visible_to(by).filter(found_by(query))
    keys = list(unions.order_by("path").values_list("pk", flat=True)[: SEVERAL + 1])
    if len(keys) <= SEVERAL:
        return rows.filter(organisation__in=keys)
    return rows.filter(organisation__in=unions.values("pk"))
