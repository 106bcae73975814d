"""The only doors by which somebody without an account reaches an application or a membership.

Code and phone, name with number and phone, and a session these opened. Each gives one row or
nothing, and says the same nothing whatever was wrong.
"""

from niudai.access.actor import Actor, party
from niudai.kernel.personal import lookups
from niudai.membership.models import Joining, Membership, Person
from niudai.organisations.models import Organisation

SENT_AGAIN = 3  # codes one phone gets at a time


def of_applicant(*, code: str, phone: str) -> Joining | None:
    found = Joining.objects.of_applicant(code=code, phone=phone)
    return found.select_related("organisation").first()


def in_session(pk: int) -> Joining | None:
    return Joining.objects.select_related("organisation").filter(pk=pk).first()


def acting(joining: Joining) -> Actor:
    """The applicant as the actor of what they do. The log names the side, never the person."""
    return applicant_at(joining.organisation)


def applicant_at(union: Organisation) -> Actor:
    """Somebody without an account who applies to this union."""
    return party("applicant", at=union.path)


def person_known(*, name: str, number: str, phone: str) -> Person | None:
    """The one person on file with this name, number and phone; nobody when one does not fit."""
    found = Person.objects.filter(
        number_key__in=lookups(number), phone_key__in=lookups(phone), name=name, merged_into=None
    )
    return found.select_related("organisation").order_by("pk").first()


def person_in_session(pk: int) -> Person | None:
    found = Person.objects.filter(pk=pk, merged_into=None)
    return found.select_related("organisation").first()


def stay_of(person: Person) -> Membership | None:
    """The membership of today, with its union."""
    stays = Membership.objects.open().filter(person=person)
    return stays.select_related("organisation").first()
