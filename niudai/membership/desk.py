"""What of the members' matters waits for an officer: three counts, each with its list."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.kernel.listing import Count, count_of
from niudai.membership.models import Joining, MembershipTransfer, Pair
from niudai.membership.models.membership import TransferQuerySet

MANY = 1000  # from here on it is said as “over”


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of thing that waits, how many of it, and where."""

    what: str
    count: Count
    url: str


def waiting(actor: Actor) -> list[Waiting]:
    """The kinds of which at least one waits for this officer's word."""
    kinds = []
    if actor.may(Permission.PERSON_ADMIT):
        joinings = Joining.objects.visible_to(actor).waiting()
        transfers = to_decide(actor)
        kinds += [
            Waiting(_("Applications to join"), count_of(joinings, MANY), reverse("joinings")),
            Waiting(
                _("Transfers to decide"), count_of(transfers, MANY),
                f"{reverse('transfers')}?state=waiting",
            ),
        ]  # fmt: skip
    if actor.may(Permission.DUPLICATE_SOLVE):
        pairs = Pair.objects.visible_to(actor).open()
        kinds.append(
            Waiting(_("Possible duplicates"), count_of(pairs, MANY), reverse("duplicates"))
        )
    return [kind for kind in kinds if kind.count]


def to_decide(actor: Actor) -> TransferQuerySet:
    """Transfers the other side asked for: the actor's side says yes or no."""
    here = Q(asked_from_source=True) & beneath(actor, "target")
    there = Q(asked_from_source=False) & beneath(actor, "source")
    return MembershipTransfer.objects.visible_to(actor).waiting().filter(here | there)
