"""Whether a visitor is known: a member on file, or somebody who came before.

Within the place with name and union; elsewhere only that there is such a record, masked.
"""

from dataclasses import dataclass, field

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.desk.models import CameBefore, Reception
from niudai.kernel.masking import masked_name
from niudai.kernel.personal import lookups
from niudai.membership.models import Person

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk is told of a phone number."""

    members: list[Person] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)  # masked names
    visits: list[CameBefore] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.members or self.elsewhere or self.visits)


def known_by(phone: str, *, actor: Actor) -> Known:
    """Nothing for a number too short to be one, and nothing for who does not receive people."""
    keys = lookups(phone) if len(phone) >= 7 else []
    if not keys or not actor.may(Permission.DESK_RECEIVE):
        return Known()
    people = Person.objects.filter(phone_key__in=keys, merged_into=None).order_by("path", "pk")
    own = list(
        Person.objects.visible_to(actor)
        .filter(phone_key__in=keys).select_related("organisation").order_by("path", "pk")[:SHOWN]
    )  # fmt: skip
    seen = {each.pk for each in own}
    others = [masked_name(each.name) for each in people[: SHOWN * 2] if each.pk not in seen]
    return Known(own, others[:SHOWN], visits(keys, actor))


def visits(keys: list[str], actor: Actor) -> list[CameBefore]:
    """The last visits under this phone."""
    rows = Reception.objects.filter(phone_key__in=keys).select_related("organisation")
    return [
        CameBefore(each.received_on, each.matter_name, each.reference, each.get_absolute_url())
        if actor.may(Permission.DESK_VIEW, at=each.organisation.path)
        else CameBefore(each.received_on, "")
        for each in rows.order_by("-received_on", "-pk")[:SHOWN]
    ]
