"""Giving someone a role at an organisation, and taking it back."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment, User
from niudai.access.permissions import Permission, Role
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

K = Organisation.Kind
BASE = frozenset({K.VILLAGE, K.ENTERPRISE, K.INDUSTRY, K.GROUP})
MIDDLE = frozenset({K.TOWN, K.ZONE})
TOP = frozenset({K.FEDERATION})

# Where each role can be held. A role that is not here can be given to nobody.
SEATS: dict[Role, frozenset[Organisation.Kind]] = {
    Role.VILLAGE_OFFICER: BASE,
    Role.TOWN_OFFICER: MIDDLE,
    Role.RIGHTS_OFFICER: TOP,
    Role.ORGANISATION_OFFICER: TOP,
    Role.ASSISTANCE_OFFICER: TOP,
    Role.FINANCE_OFFICER: MIDDLE | TOP,
    Role.MEDIATOR: BASE | MIDDLE | TOP,
    Role.LEADER: MIDDLE | TOP,
    Role.AUDITOR: TOP,
    Role.ADMINISTRATOR: MIDDLE | TOP,
}

# Who checks must not be who can be checked: never both in one hand, not even in turn on one day.
APART = (Role.ADMINISTRATOR, Role.AUDITOR)


@transaction.atomic
def appoint(
    user: User,
    *,
    role: Role,
    organisation: Organisation,
    since: date,
    until: date | None = None,
    by: Actor,
) -> Appointment:
    """Give a role from a day until a day. Nobody appoints themselves or above their own place."""
    by.must(Permission.ACCOUNT_EDIT, at=organisation.path)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.user_id:
        raise Refused(_("You cannot appoint yourself: another administrator does that."))
    if organisation.kind not in SEATS.get(role, frozenset()):
        raise Refused(
            _("“%(role)s” is not held at an organisation of the kind “%(kind)s”.")
            % {"role": role.label, "kind": organisation.get_kind_display()}
        )
    if until is not None and until < since:
        raise Refused(_("The appointment would end before it begins."))
    refuse_overlap(user, role, organisation, since, until)
    appointment = Appointment.objects.create(
        user=user, role=role, organisation=organisation, since=since, until=until
    )
    record(
        "access.appointed", appointment, by=by, user=user.get_username(), role=role,
        since=since, until=until,
    )  # fmt: skip
    return appointment


def refuse_overlap(
    user: User, role: Role, organisation: Organisation, since: date, until: date | None
) -> None:
    meanwhile = user.appointments.filter(Q(until=None) | Q(until__gte=since))
    if until is not None:
        meanwhile = meanwhile.filter(since__lte=until)
    if meanwhile.filter(role=role, organisation=organisation).exists():
        raise Refused(_("%(name)s already holds this role there at that time.") % {"name": user})
    if role in APART and meanwhile.filter(role__in=set(APART) - {role}).exists():
        raise Refused(
            _("Nobody is administrator and auditor at the same time: who checks is not checked.")
        )


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, until: date | None = None, by: Actor
) -> Appointment:
    """Set the last day. Refused while open work would stay with someone who is gone."""
    by.must(Permission.ACCOUNT_EDIT, at=appointment.organisation.path)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    today = timezone.localdate()
    until = until or today
    if appointment.user_id == by.user_id:
        raise Refused(_("You cannot end your own appointment: another administrator does that."))
    if appointment.until is not None and appointment.until < today:
        raise Refused(_("This appointment ended on %(day)s.") % {"day": appointment.until})
    if until < appointment.since:
        raise Refused(_("The appointment would end before it begins."))
    if until <= today:
        refuse_orphans([appointment])
    before, appointment.until = appointment.until, until
    appointment.save(update_fields=["until"])
    record("access.appointment_ended", appointment, by=by, until=[before, until])
    return appointment


def work_in_hand(appointment: Appointment) -> int:
    """Open cases of every kind that wait for this appointment."""
    counts = [import_string(name) for name in settings.WORK_IN_HAND]
    return sum(count(appointment) for count in counts)


def refuse_orphans(appointments: list[Appointment]) -> None:
    for appointment in appointments:
        if number := work_in_hand(appointment):
            raise Refused(
                _("%(appointment)s holds %(number)d open cases: hand them over first.")
                % {"appointment": appointment, "number": number}
            )
