"""The list of people as a table that goes out in the background."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.kernel.masking import masked_identity, masked_phone
from niudai.membership.forms import CODED, PeopleFilters
from niudai.membership.models import Membership, Person, Standing
from niudai.membership.models.person import PersonQuerySet
from niudai.rulebook.codes import read_codes
from niudai.sheets.export_kinds import Asked, ExportKind

CHUNK = 2_000
OPEN = "stay__"  # the membership that has not ended, if there is one

Write = Callable[[Any], Any]


def rows_of(asked: Asked) -> PersonQuerySet:
    """The people the filters of the list show to this person."""
    return PeopleFilters(asked.query, by=asked.by).narrowed()


def columns(asked: Asked) -> dict[str, tuple[str, Write | None]]:
    """Column of the database → its heading, and how a value is written where it is not plain.

    What the health of somebody is leaves with those alone whom it concerns, and never covered.
    """
    table: dict[str, tuple[str, Write | None]] = {
        "name": (_("Name"), None),
        "document": (_("Kind of document"), named("document")),
        "number": (_("Identity number"), None if asked.uncovered else masked_identity),
        "number_state": (_("State of the number"), worded(Person.NumberState.choices)),
        "sex": (_("Sex"), worded(Person.Sex.choices)),
        "born_on": (_("Born on"), None),
        "phone": (_("Phone"), None if asked.uncovered else masked_phone),
        "organisation__name": (_("Union"), None),
        "standing": (_("Standing"), worded(Standing.choices)),
        "counted": (_("Counted"), yes_or_no),
        f"{OPEN}since": (_("Member here since"), None),
        f"{OPEN}joined_on": (_("Joined the union on"), None),
        f"{OPEN}card_number": (_("Membership card"), None),
        f"{OPEN}department": (_("Department"), None),
        f"{OPEN}position": (_("Position"), None),
        f"{OPEN}dues": (_("Dues"), worded(Membership.Dues.choices)),
        f"{OPEN}dues_until": (_("Dues paid until"), None),
        **{name: (str(title), named(name)) for name, title in CODED},
        "migrant": (_("Migrant worker"), yes_or_no),
        "dispatched": (_("Dispatched worker"), yes_or_no),
    }
    if asked.uncovered:
        table["address"] = (_("Address"), None)
        if asked.by.may(Permission.PERSON_SENSITIVE):
            table["health"] = (_("Health and disability"), None)
    return table


def named(table: str) -> Write:
    """A code by its name; a code the table does not know as it stands."""
    names = {code.id: code.name for code in read_codes(table)}
    return lambda value: names.get(value, value)


def worded(choices: Any) -> Write:
    words = {value: str(label) for value, label in choices}
    return lambda value: words.get(value, value)


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")


def head(asked: Asked) -> list[str]:
    return [heading for heading, _write in columns(asked).values()]


def rows(asked: Asked) -> Iterator[list[Any]]:
    """Read in pieces, in the order of the list."""
    plan = columns(asked)
    writes = [write for _heading, write in plan.values()]
    people = rows_of(asked).annotate(
        stay=FilteredRelation("memberships", condition=Q(memberships__until=None))
    )
    values = people.order_by("path", "pk").values_list(*map(F, plan))
    for row in values.iterator(chunk_size=CHUNK):
        yield [
            value if write is None else write(value)
            for value, write in zip(row, writes, strict=True)
        ]


PEOPLE = ExportKind(
    name="people",
    label=gettext_lazy("People"),
    permission=Permission.PERSON_EXPORT,
    head=head,
    rows=rows,
    count=lambda asked: rows_of(asked).count(),
    has_numbers=True,
)
