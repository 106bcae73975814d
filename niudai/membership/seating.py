"""The one place where a membership begins or ends and a person's own columns follow it."""

from datetime import date

from django.db.models import QuerySet

from niudai.kernel.paths import ancestors
from niudai.membership.models import Membership, Person, Standing
from niudai.membership.tallying import recount
from niudai.organisations.models import Organisation

Status = Membership.Status
Way = Membership.Way
STANDINGS = {Status.ACTIVE: Standing.ACTIVE, Status.KEPT: Standing.KEPT}
# Columns that go along when a member moves to another union: the card, the day of joining.
CARRIED = ("joined_on", "card_number")


def locked(person: Person) -> Person:
    """The person as the database has it now, held until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def open_membership(person: Person) -> Membership | None:
    return Membership.objects.open().filter(person=person).first()


def begin(
    person: Person, organisation: Organisation, *, since: date, way: str, **facts: object
) -> Membership:
    """Seat a person who has no open membership. The database refuses a second one."""
    stay = Membership.objects.create(
        person=person, organisation=organisation, path=organisation.path, since=since, way=way,
        **facts,
    )  # fmt: skip
    seat(person)
    return stay


def end(stay: Membership, *, status: str, on: date, reason: str = "") -> None:
    """End a membership; its person is seated by whoever ends it, once it is clear where."""
    stay.status, stay.until, stay.reason = status, max(on, stay.since), reason
    stay.save(update_fields=["status", "until", "reason"])


def change_union(stay: Membership, target: Organisation, *, on: date) -> Membership:
    """End the stay as transferred and begin the next one, in the caller's transaction."""
    end(stay, status=Status.MOVED, on=on)
    carried = {name: getattr(stay, name) for name in CARRIED}
    return begin(stay.person, target, since=on, way=Way.TRANSFERRED, **carried)


def seat(person: Person) -> Person:
    """Bring organisation, path and standing of a person in step with the memberships."""
    stays = Membership.objects.filter(person=person).select_related("organisation")
    stay = stays.open().first() or stays.order_by("-until", "-pk").first()
    was = person.organisation_id
    if stay is None:
        person.standing, person.path = Standing.NONE, person.organisation.path
    else:
        ended = stay.until is not None
        person.standing = Standing.LEFT if ended else STANDINGS[Status(stay.status)]
        person.organisation, person.path = stay.organisation, stay.organisation.path
    person.save(update_fields=["organisation", "path", "standing"])
    recount({was, person.organisation_id})
    return person


def meeting_point(*paths: str) -> str:
    """The path of the lowest union that stands above all of these: who may decide for both."""
    common = set.intersection(*(set(ancestors(path)) for path in paths))
    return max(common, key=len, default="")


def seated_at(organisation: Organisation) -> QuerySet[Membership]:
    """The open memberships of one union, not of those beneath it."""
    return Membership.objects.open().filter(organisation=organisation)
