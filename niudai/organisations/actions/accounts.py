"""Accounts of the people who sign in: made, disabled, given a new password, signed out."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment, User
from niudai.access.network import given_username
from niudai.access.passwords import one_time_password
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.audit.models import Entry
from niudai.kernel.identifiers import wrong_phone
from niudai.kernel.refused import Refused
from niudai.organisations.actions.appointments import refuse_orphans
from niudai.organisations.models import Organisation

GIVEN = ("access.account_created", "access.password_reset")  # with these, one gets a password


@transaction.atomic
def create_account(
    *, username: str, name: str, phone: str = "", organisation: Organisation, by: Actor
) -> tuple[User, str]:
    """Make an account of someone who will work at the organisation.

    Returns it with its one-time password, which is stored nowhere in clear. An account alone may
    do nothing: appoint the person next, in the same transaction.
    """
    by.must(Permission.ACCOUNT_EDIT, at=organisation.path)
    username, name, phone = (
        given_username(None, {"username": username}),
        name.strip(),
        phone.strip(),
    )
    if not name:
        raise Refused(_("Give the person's name: it stands beside every act."))
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        raise Refused(_("The user name may hold letters, digits and @ . + - _ only.")) from error
    if phone and (wrong := wrong_phone(phone)):
        raise Refused(wrong)
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("The user name “%(name)s” is taken.") % {"name": username})
    password = one_time_password()
    user = User.objects.create(
        username=username, name=name, phone=phone, must_change_password=True,
        password=make_password(password),
    )  # fmt: skip
    record("access.account_created", user, by=by, path=organisation.path, username=username)
    return user, password


@transaction.atomic
def reset_password(user: User, *, by: Actor) -> str:
    """A new one-time password, returned once; the old one and every session are void."""
    user = answered_for(user, by=by)
    password = one_time_password()
    user.password, user.must_change_password = make_password(password), True
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(user)
    reset(username=given_username(None, {"username": user.get_username()}))
    record("access.password_reset", user, by=by, path=home(user))
    return password


def one_time_until(user: User) -> date | None:
    """The last day on which a one-time password opens anything; None for one's own password.

    Reckoned from the entry in the log with which it was given out.
    """
    if not user.must_change_password:
        return None
    given = Entry.objects.about(user).filter(action__in=GIVEN).order_by("number").last()
    day = timezone.localdate(given.at if given else user.date_joined)
    return day + timedelta(days=settings.ONE_TIME_PASSWORD_DAYS)


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> None:
    """Take away the second factor of someone whose phone is lost; they set up a new one."""
    user = answered_for(user, by=by)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise Refused(_("%(name)s has no second factor.") % {"name": user})
    end_sessions(user)
    record("access.second_factor_reset", user, by=by, path=home(user))


@transaction.atomic
def sign_out_everywhere(user: User, *, by: Actor) -> int:
    """End every session of an account; returns how many were open."""
    user = answered_for(user, by=by)
    ended = end_sessions(user)
    record("access.sessions_ended", user, by=by, path=home(user), sessions=ended)
    return ended


@transaction.atomic
def disable_account(user: User, *, by: Actor) -> User:
    """Nobody signs in with it any more. Refused while it holds open work."""
    user = answered_for(user, by=by)
    if not user.is_active:
        raise Refused(_("This account is already disabled."))
    refuse_orphans(list(user.appointments.all()))
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record("access.account_disabled", user, by=by, path=home(user))
    return user


@transaction.atomic
def enable_account(user: User, *, by: Actor) -> User:
    """Let someone sign in again, under the appointments that are still in force."""
    user = answered_for(user, by=by)
    if user.is_active:
        raise Refused(_("This account is not disabled."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("access.account_enabled", user, by=by, path=home(user))
    return user


def answered_for(user: User, *, by: Actor) -> User:
    """The account, locked, of someone all of whose present places are the administrator's.

    Whoever works above or beside would lend that reach to the administrator who resets them.
    """
    by.must(Permission.ACCOUNT_EDIT)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.user_id:
        raise Refused(_("This is your own account: another administrator does that."))
    paths = list(coming(user).values_list("organisation__path", flat=True)) or [home(user)]
    if not all(by.may(Permission.ACCOUNT_EDIT, at=path) for path in paths):
        raise Refused(
            _("%(name)s also works outside your place: the administrator there decides.")
            % {"name": user}
        )
    return user


def coming(user: User) -> models.QuerySet[Appointment]:
    """Appointments in force now or later."""
    return user.appointments.exclude(until__lt=timezone.localdate())


def home(user: User) -> str:
    """The path where entries about the account belong: the present place, or the last one."""
    latest = user.appointments.order_by(models.F("until").desc(nulls_first=True), "pk").first()
    return latest.organisation.path if latest else ""


def end_sessions(user: User) -> int:
    """Forget every session of an account, here and in the browsers."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
