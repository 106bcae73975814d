"""The forms of allauth with the labels and the look of this house."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import style
from niudai.organisations.actions.accounts import one_time_until

LABELS: dict[str, Any] = {
    "login": _("User name"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code"),
}


def dressed(form: BaseForm) -> None:
    for name, field in form.fields.items():
        if name in LABELS:
            field.label = LABELS[name]
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)
        style(field)
    if "code" in form.fields:
        # A recovery code has letters: the numeric keyboard would lock its owner out.
        form.fields["code"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)

    def clean(self) -> Any:
        """The right password of an account, unless it is a one-time password kept too long."""
        cleaned = super().clean()
        until = one_time_until(self.user) if self.user else None
        if until and until < timezone.localdate():
            raise ValidationError(
                _(
                    "This one-time password was valid until %(day)s. "
                    "Your administrator gives you a new one."
                ),
                params={"day": until.isoformat()},
            )
        return cleaned


class PasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)


class AgainForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)


class CodeForm(mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)


class CodeAgainForm(mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)


class SetUpForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)
