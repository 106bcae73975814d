"""Joining, keeping, restoring and leaving (domain 4.4, 10.11)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.membership.models import Membership, MembershipTransfer, Person
from niudai.membership.seating import begin, end, locked, open_membership, seat
from niudai.membership.tallying import recount
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.changes import put
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

Status = Membership.Status
ENDED = {Status.WITHDRAWN, Status.EXPELLED, Status.DIED}
REASONS = "membership_reason"


@transaction.atomic
def join(
    person: Person,
    *,
    organisation: Organisation,
    on: date | None = None,
    department: str = "",
    position: str = "",
    card_number: str = "",
    by: Actor,
) -> Membership:
    """Admit a person on file. Refused while another union has them (domain 12.6 O9)."""
    person = locked(person)
    organisation = Organisation.objects.get(pk=organisation.pk)
    by.must(Permission.PERSON_ADMIT, at=organisation.path)
    refuse_dissolved(organisation)
    refuse_merged(person)
    refuse_member(person)
    on = past(on)
    stay = begin(
        person, organisation, since=on, way=Membership.Way.JOINED,
        joined_on=first_joined(person) or on, department=department.strip(),
        position=position.strip(), card_number=card_number.strip(),
    )  # fmt: skip
    record("membership.join", person, by=by, union=str(organisation), on=on)
    return stay


@transaction.atomic
def keep(person: Person, *, reason: str, on: date | None = None, by: Actor) -> Membership:
    """Keep it for someone retired, out of work or whose unit closed: no vote, no dues."""
    person, stay = mine(person, by=by)
    on = past(on, not_before=stay.since)
    if stay.status == Status.KEPT:
        raise Refused(_("This membership is kept already."))
    refuse_unknown_reason(reason, "kept")
    stay.status, stay.kept_since, stay.reason = Status.KEPT, on, reason
    stay.dues = Membership.Dues.EXEMPT
    stay.save(update_fields=["status", "kept_since", "reason", "dues"])
    seat(person)
    record("membership.keep", person, by=by, union=str(stay.organisation), reason=reason, on=on)
    return stay


@transaction.atomic
def restore(person: Person, *, on: date | None = None, by: Actor) -> Membership:
    """A kept member works again at the same union."""
    person, stay = mine(person, by=by)
    if stay.status != Status.KEPT:
        raise Refused(_("This membership is not a kept one."))
    refuse_dissolved(stay.organisation)
    on = past(on, not_before=stay.kept_since or stay.since)
    stay.status, stay.kept_since, stay.reason = Status.ACTIVE, None, ""
    stay.dues = Membership.Dues.UNKNOWN
    stay.save(update_fields=["status", "kept_since", "reason", "dues"])
    seat(person)
    record("membership.restore", person, by=by, union=str(stay.organisation), on=on)
    return stay


@transaction.atomic
def end_membership(
    person: Person, *, status: str, reason: str, on: date | None = None, by: Actor
) -> Membership:
    """Withdrawn, expelled or died: the membership is over, the history stays."""
    person, stay = mine(person, by=by)
    if status not in ENDED:
        raise Refused(_("Say how the membership ended."))
    if not reason.strip():
        raise Refused(_("Say why the membership ended."))
    on = past(on, not_before=stay.since)
    refuse_on_the_way(person)
    end(stay, status=status, on=on, reason=status)
    seat(person)
    record(
        "membership.end", person, by=by, union=str(stay.organisation), status=status, on=on,
        personal={"reason": reason.strip()},
    )  # fmt: skip
    return stay


@transaction.atomic
def correct_membership(
    person: Person,
    *,
    joined_on: date | None,
    department: str = "",
    position: str = "",
    card_number: str = "",
    by: Actor,
) -> Membership:
    person, stay = mine(person, by=by)
    if joined_on and joined_on > timezone.localdate():
        raise Refused(_("The day of joining is in the future."))
    changed = put(
        stay, joined_on=joined_on, department=department.strip(), position=position.strip(),
        card_number=card_number.strip(),
    )  # fmt: skip
    if not changed:
        raise Refused(_("Nothing was changed."))
    stay.save(update_fields=list(changed))
    recount({stay.organisation_id})
    record("membership.correct_membership", person, by=by, **changed)
    return stay


@transaction.atomic
def note_dues(
    person: Person, *, dues: str, dues_until: date | None = None, by: Actor
) -> Membership:
    """Whether dues are paid, and until when."""
    person, stay = mine(person, by=by)
    if stay.status == Status.KEPT and dues != Membership.Dues.EXEMPT:
        raise Refused(_("A kept membership pays no dues."))
    changed = put(stay, dues=dues, dues_until=dues_until)
    if not changed:
        raise Refused(_("Nothing was changed."))
    stay.save(update_fields=list(changed))
    record("membership.note_dues", person, by=by, **changed)
    return stay


def mine(person: Person, *, by: Actor) -> tuple[Person, Membership]:
    """The person, held, and the open membership, or Refused."""
    person = locked(person)
    stay = open_membership(person)
    by.must(Permission.PERSON_ADMIT, at=stay.path if stay else person.path)
    if stay is None:
        raise Refused(_("This person is not a member of any union."))
    return person, stay


def refuse_merged(person: Person) -> None:
    if person.merged_into_id:
        raise Refused(_("This record was merged into another one: use that one."))


def refuse_member(person: Person) -> None:
    if stay := open_membership(person):
        raise Refused(
            _("Already a member of %(union)s: one is a member of one union at a time. Ask that "
              "union for a transfer.") % {"union": stay.organisation}
        )  # fmt: skip


def refuse_on_the_way(person: Person) -> None:
    if MembershipTransfer.objects.waiting().filter(person=person).exists():
        raise Refused(_("A transfer of this member is waiting: decide it first."))


def refuse_unknown_reason(reason: str, group: str) -> None:
    known = codes(REASONS, on=timezone.localdate(), stage=group)
    if reason not in {code.id for code in known}:
        raise Refused(_("Choose the reason from the list."))


def first_joined(person: Person) -> date | None:
    """The first admission of a life counts, whatever came between."""
    stays = Membership.objects.filter(person=person, joined_on__isnull=False)
    earliest = stays.order_by("joined_on").first()
    return earliest.joined_on if earliest else None


def past(on: date | None, *, not_before: date | None = None) -> date:
    """The day, today by default; Refused for one to come or one before the membership."""
    today = timezone.localdate()
    on = on or today
    if on > today:
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    if not_before and on < not_before:
        raise Refused(_("%(day)s is before %(first)s.") % {"day": on, "first": not_before})
    return on
