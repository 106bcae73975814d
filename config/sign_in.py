"""Passwords, sign-in and sessions: the part of the settings that is the same on every machine."""

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "phone", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "niudai.access.passwords.NotTheName"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/office/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "niudai.office.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
FORMS = "niudai.office.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{FORMS}.SignInForm", "change_password": f"{FORMS}.PasswordForm",
    "reauthenticate": f"{FORMS}.AgainForm",
}  # fmt: skip
MFA_FORMS = {
    "authenticate": f"{FORMS}.CodeForm", "reauthenticate": f"{FORMS}.CodeAgainForm",
    "activate_totp": f"{FORMS}.SetUpForm",
}  # fmt: skip
# Wrong passwords are counted below; this stops one address from trying many names.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}
MFA_ADAPTER = "niudai.office.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Niudai"
MFA_TOTP_TOLERANCE = 1  # a phone whose clock is half a minute off
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says until when: it stays so
AXES_LOCKOUT_CALLABLE = "niudai.office.sign_in.locked_out"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "niudai.access.network.given_username"
AXES_SENSITIVE_PARAMETERS = ["password"]
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "niudai.access.network.client_address"
SESSION_COOKIE_AGE = 8 * 3600  # one working day
SESSION_IDLE_MINUTES = 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
