"""Loading a county's list of places."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.division_file import DIGITS, DivisionFile, Row
from niudai.organisations.models import Division, Organisation
from niudai.organisations.tree import locked_places

COLUMNS = ("name", "level", "parent_id")


@dataclass(slots=True)
class Changes:
    """What loading a list does: places added, changed (field → [old, new]), the same, and kept
    although the list does not name them."""

    added: list[Division] = field(default_factory=list)
    changed: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    renewed: list[Division] = field(default_factory=list)
    unchanged: int = 0
    kept: list[Division] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


def compare(rows: list[Row]) -> Changes:
    """What these rows would change; writes nothing."""
    known = {division.code: division for division in Division.objects.all()}
    changes = Changes()
    for row in sorted(rows, key=lambda row: DIGITS[Division.Level(row.level)]):
        new = Division(
            code=row.code, name=row.name, level=row.level, parent_id=row.parent_code or None
        )
        old = known.get(row.code)
        differing = {
            name: [getattr(old, name), getattr(new, name)]
            for name in COLUMNS
            if old and getattr(old, name) != getattr(new, name)
        }
        if old is None:
            changes.added.append(new)
        elif differing:
            changes.changed[row.code] = differing
            changes.renewed.append(new)
        else:
            changes.unchanged += 1
    changes.kept = unnamed(rows, known)
    return changes


def unnamed(rows: list[Row], known: dict[str, Division]) -> list[Division]:
    """Places of the counties of the list that it no longer names; unions may stand there."""
    named = {row.code for row in rows}
    counties = {row.code[:6] for row in rows if row.level == Division.Level.COUNTY}
    return [place for code, place in known.items() if code[:6] in counties and code not in named]


@transaction.atomic
def load_divisions(file: DivisionFile, *, by: Actor) -> Changes:
    """Add and change places as the list says. Loading it twice changes nothing the second time.

    Refused as long as a row is wrong. A place the list no longer names stays: its unions do, too.
    """
    by.must(Permission.ORGANISATION_EDIT)
    if file.wrong:
        raise Refused(
            _("%(count)d rows are wrong; nothing was loaded.") % {"count": len(file.wrong)}
        )
    locked_places()
    changes = compare(file.rows)
    Division.objects.bulk_create(changes.added, batch_size=500)
    Division.objects.bulk_update(changes.renewed, ("name", "level", "parent"), batch_size=200)
    if changes:
        top = Division.objects.get(pk=uppermost(file.rows))
        record(
            "organisations.load_divisions", top, by=by, path=place_in_log(top),
            added=[place.code for place in changes.added], changed=changes.changed,
        )  # fmt: skip
    return changes


def uppermost(rows: list[Row]) -> str:
    """The county of the list, or its first place when it names none."""
    counties = [row.code for row in rows if row.level == Division.Level.COUNTY]
    return (counties or [row.code for row in rows])[0]


def place_in_log(county: Division) -> str:
    """The federation of the county, so that its auditor sees the entry; nothing without one."""
    federation = Organisation.objects.filter(
        kind=Organisation.Kind.FEDERATION, division=county
    ).first()
    return federation.path if federation else ""
