"""The union tree of a whole county from its division list, in one act."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations import federations, history
from niudai.organisations.federations import TOWNS, VILLAGES, County, Naming, new_mark
from niudai.organisations.models import Division, Organisation
from niudai.organisations.tree import locked_places, locked_tree, next_paths

Kind = Organisation.Kind


@dataclass(slots=True)
class SetUp:
    """What a run adds; on a second run nothing."""

    federation: Organisation
    added: list[Organisation] = field(default_factory=list)
    standing: int = 0

    def of(self, *kinds: str) -> list[Organisation]:
        return [unit for unit in self.added if unit.kind in kinds]


@transaction.atomic
def set_up_federation(county: str, *, standing_since: date | None = None, by: Actor) -> SetUp:
    """Federation, towns and villages of the county with this code (six or twelve digits).

    `standing_since` is the day from which the network is known to have stood; else today.

    What already stands is left as it is, so that a second run only adds what the list gained.
    Refused when the county's divisions are not loaded.
    """
    by.must(Permission.ORGANISATION_EDIT)
    place = county_of(county)
    locked_places()
    done = SetUp(
        federation=standing_federation(place) or new_federation(place, standing_since, by=by)
    )
    locked_tree(done.federation)
    by.must(Permission.ORGANISATION_EDIT, at=done.federation.path)
    page = federations.county_page(place.code)
    towns = add_towns(done, place, page)
    add_villages(done, place, page, towns)
    if done.added:
        history.begun(done.added, on=standing_since)
        record(
            "organisations.set_up_federation", done.federation, by=by, county=place.code,
            added={unit.path: unit.name for unit in done.added},
        )  # fmt: skip
    return done


def county_of(code: str) -> Division:
    wanted = code.ljust(12, "0")
    county = Division.objects.filter(code=wanted, level=Division.Level.COUNTY).first()
    if county is None:
        raise Refused(
            _("There is no county %(code)s: load its divisions first (niudai load-divisions).")
            % {"code": code}
        )
    return county


def standing_federation(county: Division) -> Organisation | None:
    return Organisation.objects.active().filter(kind=Kind.FEDERATION, division=county).first()


def new_federation(county: Division, since: date | None, *, by: Actor) -> Organisation:
    naming = federations.federation_naming(county)
    taken = set(Organisation.objects.exclude(mark="").values_list("mark", flat=True))
    mark = naming.mark if naming.mark not in taken else new_mark("", county.name, taken)
    federation = unit(naming, None, county, next_paths(None, 1)[0], mark)
    federation.save(force_insert=True)
    history.begun([federation], on=since)
    record("organisations.set_up", federation, by=by, kind=federation.kind)
    return federation


def add_towns(done: SetUp, county: Division, page: County) -> dict[str, Organisation]:
    """The unions of towns, streets and zones, by the code of their place."""
    places = [
        place
        for place in Division.objects.filter(parent=county, level__in=TOWNS).order_by("code")
        if place.code not in page.statistical
    ]
    found = unions_of(places, Kind.TOWN, Kind.ZONE)
    done.standing += len(found)
    missing = [place for place in places if place.code not in found]
    taken = set(Organisation.objects.exclude(mark="").values_list("mark", flat=True))
    added = []
    for place, path in zip(missing, next_paths(done.federation, len(missing)), strict=True):
        naming = federations.town_naming(place, page)
        mark = new_mark(done.federation.mark, naming.mark, taken)
        taken.add(mark)
        added.append(unit(naming, done.federation, place, path, mark))
    done.added += Organisation.objects.bulk_create(added)
    return found | {union.division_id: union for union in added}


def add_villages(
    done: SetUp, county: Division, page: County, towns: dict[str, Organisation]
) -> None:
    """The unions of villages and communities, each beneath the union of its town."""
    places = Division.objects.filter(parent__parent=county, level__in=VILLAGES).order_by("code")
    found = unions_of(places, Kind.VILLAGE)
    done.standing += len(found)
    missing: dict[str, list[Division]] = {}
    for place in places:
        town = federations.town_of(place, page)
        standing = town in towns and towns[town].status == Organisation.Status.ACTIVE
        if place.code not in found and standing:
            missing.setdefault(town, []).append(place)
    added = []
    for town, villages in missing.items():
        union = towns[town]
        before = page.town.get(town, {}).get("before_villages", union.short_name)
        for place, path in zip(villages, next_paths(union, len(villages)), strict=True):
            naming = federations.village_naming(place, before)
            added.append(unit(naming, union, place, path))
    done.added += Organisation.objects.bulk_create(added)


def unions_of(places: Iterable[Division], *kinds: str) -> dict[str, Organisation]:
    """The union of each place by its code; one dissolved on purpose is not set up again."""
    standing = Organisation.objects.filter(division__in=places, kind__in=kinds)
    return {union.division_id: union for union in standing.order_by("-status")}  # active wins


def unit(
    naming: Naming, parent: Organisation | None, place: Division, path: str, mark: str = ""
) -> Organisation:
    return Organisation(
        name=naming.name, short_name=naming.short_name, kind=naming.kind, parent=parent, path=path,
        division=place, mark=mark,
    )  # fmt: skip
