"""Joining: the person applies, from a phone or at the desk, the unit confirms (domain 4.4)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.identifiers import new_code, wrong_identity_number, wrong_phone
from niudai.kernel.personal import lookup, lookups
from niudai.kernel.refused import Refused
from niudai.membership import notices
from niudai.membership.actions.answering import answer, refuse_answered
from niudai.membership.actions.persons import PersonFacts, enter_person
from niudai.membership.actions.stays import join
from niudai.membership.actions.transfers import ask_for
from niudai.membership.applicant_access import SENT_AGAIN
from niudai.membership.identity import identity
from niudai.membership.models import Joining, MembershipTransfer, Person
from niudai.membership.seating import open_membership
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes
from niudai.rulebook.evaluation import evaluate

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
    is_member: bool = False,
    comes_from: str = "",
    by: Actor,
) -> Joining:
    """Take an application; the code is how the applicant follows it.

    A second application with the same number and phone to the same union is the first one again,
    as it was sent last and under a new code: from outside nobody sees that there was one. Nothing
    is said here of what is on file: the applicant is not yet known to be who they say.
    """
    by.must(Permission.PARTY_APPLY if by.user_id is None else Permission.PERSON_EDIT)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    refuse_dissolved(organisation)
    number, phone, name = "".join(number.split()).upper(), phone.strip(), name.strip()
    refuse_impossible(name=name, number=number, phone=phone, trade=trade)
    joining = applied_before(organisation, number, phone)
    joining.code, joining.name = new_code(), name
    joining.unit_said, joining.comes_from = unit_said.strip()[:120], comes_from.strip()[:120]
    joining.department, joining.position = department.strip(), position.strip()
    joining.trade, joining.migrant, joining.is_member = trade, migrant, is_member
    joining.asked_at = timezone.now()
    joining.save()
    record("membership.apply", joining, by=by)
    notices.applied(joining)
    return joining


def applied_before(organisation: Organisation, number: str, phone: str) -> Joining:
    """The application that waits already, or a new one."""
    waiting = Joining.objects.waiting().filter(
        organisation=organisation, number_key=lookup(number), phone_key=lookup(phone)
    )
    return waiting.first() or Joining(organisation=organisation, number=number, phone=phone)


def refuse_impossible(*, name: str, number: str, phone: str, trade: str) -> None:
    """A name, a number and a phone that can be, an age at which one may join, a known trade."""
    if not name:
        raise Refused(_("A person needs a name."))
    if wrong := wrong_identity_number(number) or wrong_phone(phone):
        raise Refused(wrong)
    refuse_child(number)
    if trade and trade not in {code.id for code in codes("trade", on=timezone.localdate())}:
        raise Refused(_("Choose the trade from the list."))


def refuse_child(number: str) -> None:
    """Of whom only a guardian may give data nobody joins, and nothing is kept (PIPL §31)."""
    born_on = identity(number).born_on
    if born_on is None:
        return
    today = timezone.localdate()
    asked = evaluate("GUARDIAN-CONSENT", {"born_on": born_on, "day": today}, on=today)
    if asked.holds:
        raise Refused(
            _("Nobody so young can join a union, and we may not keep a child's data without a "
              "parent. Nothing was kept. If you work, call 12351: you are helped.")
        )  # fmt: skip


@transaction.atomic
def consent_to_processing(joining: Joining, *, by: Actor) -> None:
    """Keep that the applicant agreed, apart from all else, to the identity number (PIPL §29)."""
    by.must(Permission.PARTY_APPLY, at=joining.organisation.path)
    record("membership.processing_consent", joining, by=by, given=True)


@transaction.atomic
def send_code_again(phone: str) -> int:
    """Send the codes of this phone's applications to this phone; how many is told to nobody."""
    sent = Joining.objects.filter(phone_key__in=lookups(phone)).exclude(state=State.WITHDRAWN)
    found = list(sent.select_related("organisation").order_by("-asked_at")[:SENT_AGAIN])
    for joining in found:
        notices.code_again(joining)
    return len(found)


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
    stay = open_membership(person)
    if stay is None or stay.organisation_id != joining.organisation_id:
        join(
            person, organisation=joining.organisation, on=on, department=joining.department,
            position=joining.position, by=by,
        )  # fmt: skip
    joining.person = person
    return answer(joining, State.ADMITTED, by=by)


@transaction.atomic
def ask_for_applicant(joining: Joining, *, reason: str, by: Actor) -> MembershipTransfer:
    """The applicant is a member elsewhere: ask that union. When it agrees, this is answered."""
    joining = waiting(joining, by=by)
    return ask_for(
        name=joining.name, number=joining.number, target=joining.organisation, reason=reason, by=by
    )


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


def known(joining: Joining) -> Person | None:
    """The person on file with this number; Refused when the name is another one."""
    rows = Person.objects.filter(number_key=joining.number_key, merged_into=None)
    person = rows.order_by("pk").first()
    if person and person.name != joining.name:
        raise Refused(
            _("This identity number is on file under another name: see the person's card first.")
        )
    return person
