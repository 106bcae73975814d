"""Joining: the person applies, from a phone or at the desk, the unit confirms (domain 4.4)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.identifiers import new_code, wrong_identity_number, wrong_phone
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.membership.actions.persons import PersonFacts, enter_person
from niudai.membership.actions.stays import join
from niudai.membership.models import Joining, Person
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Organisation

State = Joining.State


@transaction.atomic
def apply(
    *,
    organisation: Organisation,
    name: str,
    number: str,
    phone: str,
    unit_said: str = "",
    department: str = "",
    position: str = "",
    trade: str = "",
    migrant: bool = False,
    by: Actor,
) -> Joining:
    """Take an application; the code is how the applicant follows it.

    A second application with the same number to the same union is the first one again. Nothing
    is said here of what is on file: the applicant is not yet known to be who they say.
    """
    by.must(Permission.PARTY_APPLY if by.user_id is None else Permission.PERSON_EDIT)
    refuse_dissolved(organisation)
    number = "".join(number.split()).upper()
    if not name.strip():
        raise Refused(_("A person needs a name."))
    if wrong := wrong_identity_number(number) or wrong_phone(phone.strip()):
        raise Refused(wrong)
    again = Joining.objects.filter(
        organisation=organisation, number_key=lookup(number), state=State.WAITING
    ).first()
    if again:
        return again
    joining = Joining(
        code=new_code(), organisation=organisation, name=name.strip(), number=number,
        phone=phone.strip(), unit_said=unit_said.strip(), department=department.strip(),
        position=position.strip(), trade=trade, migrant=migrant,
    )  # fmt: skip
    joining.save(force_insert=True)
    record("membership.apply", joining, by=by)
    return joining


@transaction.atomic
def admit(joining: Joining, *, on: date | None = None, by: Actor) -> Joining:
    """Confirm: the applicant becomes a person on file and a member, or Refused says why not."""
    joining = waiting(joining, by=by)
    person = known(joining) or enter_person(
        PersonFacts(
            name=joining.name, number=joining.number, phone=joining.phone, trade=joining.trade,
            migrant=joining.migrant,
        ),
        organisation=joining.organisation,
        by=by,
    )  # fmt: skip
    join(
        person, organisation=joining.organisation, on=on, department=joining.department,
        position=joining.position, by=by,
    )  # fmt: skip
    joining.person = person
    return answer(joining, State.ADMITTED, by=by)


@transaction.atomic
def refuse_joining(joining: Joining, *, reason: str, by: Actor) -> Joining:
    """Say no, with a reason the applicant reads."""
    joining = waiting(joining, by=by)
    if not reason.strip():
        raise Refused(_("Say why: the applicant reads it."))
    joining.answer = reason.strip()
    return answer(joining, State.REFUSED, by=by)


@transaction.atomic
def withdraw_joining(joining: Joining, *, by: Actor) -> Joining:
    """The applicant takes the application back."""
    by.must(Permission.PARTY_WITHDRAW, at=joining.organisation.path)
    joining = Joining.objects.select_for_update().get(pk=joining.pk)
    refuse_answered(joining)
    return answer(joining, State.WITHDRAWN, by=by)


def waiting(joining: Joining, *, by: Actor) -> Joining:
    joining = Joining.objects.select_for_update().get(pk=joining.pk)
    by.must(Permission.PERSON_ADMIT, at=joining.organisation.path)
    refuse_answered(joining)
    return joining


def refuse_answered(joining: Joining) -> None:
    if joining.state != State.WAITING:
        raise Refused(
            _("This application is answered already: %(state)s.")
            % {"state": joining.get_state_display()}
        )


def known(joining: Joining) -> Person | None:
    """The person on file with this number; Refused when the name is another one."""
    rows = Person.objects.filter(number_key=joining.number_key, merged_into=None)
    person = rows.order_by("pk").first()
    if person and person.name != joining.name:
        raise Refused(
            _("This identity number is on file under another name: see the person's card first.")
        )
    return person


def answer(joining: Joining, state: str, *, by: Actor) -> Joining:
    joining.state, joining.decided_by = state, by.name
    joining.closed_on = timezone.localdate()
    joining.save()
    record(f"membership.joining_{state}", joining, by=by)
    return joining
