"""How allauth behaves here: nobody signs up, every sign-in is in the log, secrets are sealed."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.models import User, actor_of
from niudai.access.network import client_address
from niudai.audit.log import record
from niudai.kernel.personal import seal, unseal
from niudai.office.gate import must_use_second_factor

UNSAID = {"account/messages/logged_in.txt"}  # the page that opens says it
SEALED_AS = "mfa_authenticator.secret"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; signing in and out is written to the log."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The user name and the password do not fit together."),
        "incorrect_password": _("This is not your present password."),
        "enter_current_password": _("Enter your present password."),
        "too_many_login_attempts": _("Too many wrong attempts. Please wait five minutes."),
        "incorrect_code": _("This code is not valid, or no longer."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, whose page says until when the account is locked."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        with transaction.atomic():
            super().login(request, user)
            note("access.signed_in", user, address=client_address(request))

    def logout(self, request: HttpRequest) -> None:
        with transaction.atomic():
            note("access.signed_out", request.user)
            super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A password someone chose for themselves is no longer a one-time one."""
        with transaction.atomic():
            cast(User, user).must_change_password = False
            super().set_password(user, password)
            note("access.password_changed", user)

    def clean_password(self, password: str, user: Any = None) -> str:
        if user is not None and user.check_password(password):
            raise ValidationError(_("The new password is the present one."))
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_work")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *words: Any,
        **more: Any,
    ) -> None:
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *words, **more)

    def send_notification_mail(self, *_args: Any, **_more: Any) -> None:
        """The log holds what happened to an account; nothing is mailed."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """The shared secret of a second factor is sealed like any other personal number."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your post requires the second factor."),
        "incorrect_code": _("This code is not valid, or no longer."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, SEALED_AS)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, SEALED_AS)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not must_use_second_factor(authenticator.user)


def note(action: str, user: Any, **facts: Any) -> None:
    """An entry about someone's own account, at the place where they work."""
    by = self_of(user)
    record(action, user, by=by, path=by.scope, **facts)


def self_of(user: User) -> Actor:
    """The person as the log names them, with an appointment in force or without one."""
    found = actor_of(user, on=timezone.localdate())
    return found if found.name else Actor(
        name=str(user), scope="", permissions=frozenset(), user_id=user.pk
    )  # fmt: skip
