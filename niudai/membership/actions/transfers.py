"""Moving with the work: the old union lets go, the new one takes over, in one act (O9)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.membership import notices
from niudai.membership.actions.answering import answer_applications
from niudai.membership.actions.stays import past, refuse_merged, refuse_on_the_way
from niudai.membership.models import MembershipTransfer, Person
from niudai.membership.seating import change_union, locked, open_membership
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Organisation

State = MembershipTransfer.State


@transaction.atomic
def ask_transfer(
    person: Person, *, target: Organisation, reason: str, by: Actor
) -> MembershipTransfer:
    """Either union may ask: the one that keeps the member or the one where the work is now.

    Until the other side agrees the member stays where they are.
    """
    person = locked(person)
    refuse_merged(person)
    stay = open_membership(person)
    if stay is None:
        raise Refused(_("This person is not a member of any union: admit them instead."))
    from_source = by.may(Permission.PERSON_ADMIT, at=stay.path)
    if not from_source:
        by.must(Permission.PERSON_ADMIT, at=target.path)
    if not reason.strip():
        raise Refused(_("Say why the member changes unions."))
    if stay.organisation_id == target.pk:
        raise Refused(_("The member is at %(union)s already.") % {"union": target})
    refuse_dissolved(target)
    refuse_on_the_way(person)
    transfer = MembershipTransfer.objects.create(
        person=person, source=stay.organisation, target=target, reason=reason.strip(),
        asked_on=timezone.localdate(), asked_by=by.name, asked_from_source=from_source,
    )  # fmt: skip
    record(
        "membership.ask_transfer", person, by=by, union=[str(stay.organisation), str(target)],
        personal={"reason": reason.strip()},
    )  # fmt: skip
    notices.transfer_asked(transfer, decides=decider(transfer))
    return transfer


@transaction.atomic
def ask_for(
    *, name: str, number: str, target: Organisation, reason: str, by: Actor
) -> MembershipTransfer:
    """Ask for a member whose card one cannot see: name and number must both be right."""
    by.must(Permission.PERSON_ADMIT, at=target.path)
    known = Person.objects.filter(number_key=lookup(number), merged_into=None).order_by("pk")
    person = next((each for each in known if each.number and each.name == name.strip()), None)
    if person is None:
        raise Refused(_("No member with this name and this number is on file."))
    return ask_transfer(person, target=target, reason=reason, by=by)


@transaction.atomic
def take_over(
    transfer: MembershipTransfer, *, on: date | None = None, by: Actor
) -> MembershipTransfer:
    """Agree: the old membership ends and the new one begins on the same day, or neither."""
    transfer, person = waiting(transfer)
    by.must(Permission.PERSON_ADMIT, at=decider(transfer).path)
    stay = open_membership(person)
    if stay is None or stay.organisation_id != transfer.source_id:
        raise Refused(_("The member is not at %(union)s any more.") % {"union": transfer.source})
    refuse_dissolved(transfer.target)
    on = past(on, not_before=stay.since)
    change_union(stay, transfer.target, on=on)
    decide(transfer, State.TAKEN, on=on, by=by)
    record(
        "membership.take_over", person, by=by,
        union=[str(transfer.source), str(transfer.target)], on=on,
    )  # fmt: skip
    notices.transfer_decided(transfer, asked=asking(transfer))
    answer_applications(person, at=transfer.target, by=by)
    return transfer


@transaction.atomic
def refuse_transfer(transfer: MembershipTransfer, *, answer: str, by: Actor) -> MembershipTransfer:
    """Say no, with the reason the other union and the member are told."""
    transfer, person = waiting(transfer)
    by.must(Permission.PERSON_ADMIT, at=decider(transfer).path)
    if not answer.strip():
        raise Refused(_("Say why the transfer is refused."))
    transfer.answer = answer.strip()
    decide(transfer, State.REFUSED, on=timezone.localdate(), by=by)
    record(
        "membership.refuse_transfer", person, by=by, path=transfer.target.path,
        personal={"reason": transfer.answer},
    )  # fmt: skip
    notices.transfer_decided(transfer, asked=asking(transfer))
    return transfer


@transaction.atomic
def call_back(transfer: MembershipTransfer, *, by: Actor) -> MembershipTransfer:
    """Whoever asked takes the request back before it is decided."""
    transfer, person = waiting(transfer)
    if not by.may(Permission.PERSON_ADMIT, at=transfer.source.path):
        by.must(Permission.PERSON_ADMIT, at=transfer.target.path)
    decide(transfer, State.CALLED_BACK, on=timezone.localdate(), by=by)
    record("membership.call_back", person, by=by)
    return transfer


def waiting(transfer: MembershipTransfer) -> tuple[MembershipTransfer, Person]:
    """The transfer as it is now, its person held; Refused when somebody decided it meanwhile."""
    person = locked(transfer.person)
    transfer = MembershipTransfer.objects.get(pk=transfer.pk)
    if transfer.state != State.WAITING:
        raise Refused(
            _("This transfer is decided already: %(state)s.")
            % {"state": transfer.get_state_display()}
        )
    return transfer, person


def decider(transfer: MembershipTransfer) -> Organisation:
    """The side that did not ask. Who stands above both may decide at once."""
    return transfer.target if transfer.asked_from_source else transfer.source


def asking(transfer: MembershipTransfer) -> Organisation:
    return transfer.source if transfer.asked_from_source else transfer.target


def decide(transfer: MembershipTransfer, state: str, *, on: date, by: Actor) -> None:
    transfer.state, transfer.closed_on, transfer.decided_by = state, on, by.name
    transfer.save(update_fields=["state", "closed_on", "decided_by", "answer"])
