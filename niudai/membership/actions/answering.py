"""Closing an application to join: by the unit, by the applicant, or by a transfer."""

from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.membership import notices
from niudai.membership.models import Joining, Person
from niudai.organisations.models import Organisation

State = Joining.State


def answer(joining: Joining, state: str, *, by: Actor) -> Joining:
    """Close it and tell the applicant that there is an answer, but not which."""
    joining.state, joining.decided_by = state, by.name
    joining.closed_on = timezone.localdate()
    joining.save()
    record(f"membership.joining_{state}", joining, by=by)
    if state != State.WITHDRAWN:
        notices.answered(joining)
    return joining


def answer_applications(person: Person, *, at: Organisation, by: Actor) -> None:
    """Who became a member here by a transfer had perhaps applied here, too."""
    applied = Joining.objects.waiting().filter(organisation=at, number_key=person.number_key)
    for joining in applied.filter(name=person.name).exclude(number_key="").select_for_update():
        joining.person = person
        answer(joining, State.ADMITTED, by=by)


def refuse_answered(joining: Joining) -> None:
    if joining.state != State.WAITING:
        raise Refused(
            _("This application is answered already: %(state)s.")
            % {"state": joining.get_state_display()}
        )
