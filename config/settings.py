"""The one settings file. Everything that differs between machines comes from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.environment import database, flag, secret, words
from config.pages import *  # noqa: F403 settings that no machine changes
from config.registries import *  # noqa: F403 what the parts of the house hand to each other
from config.sign_in import *  # noqa: F403 settings that no machine changes

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # the database, attachments and logs of a small installation

# Nothing configured: a demonstration on this machine, served on loopback only.
CONFIGURED = bool(words("SECRET_KEY") or words("SECRET_KEY_FILE"))
DEBUG = flag("DEBUG", default=not CONFIGURED)
DEMO = flag("DEMO", default=not CONFIGURED and DEBUG)  # invented city, known passwords
if DEMO and not DEBUG:
    raise ImproperlyConfigured("DEMO=1 has known passwords: it starts with DEBUG=1 only.")

DEMO_PASSWORD = "niudai-demo"  # noqa: S105 every invented person has it

SECRET_KEY = secret("SECRET_KEY", demo="for-demonstration-only-" * 3 if DEBUG else None)
# Two keys outside the database: one encrypts numbers, one makes them findable.
PERSONAL_DATA_KEYS = secret("PERSONAL_DATA_KEYS", demo="demo:" + "00" * 32 if DEBUG else None)
LOOKUP_KEY = secret("LOOKUP_KEY", demo="11" * 32 if DEBUG else None)
LOOKUP_KEY_BEFORE = secret("LOOKUP_KEY_BEFORE", demo="")  # while values change to a new key

ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
SITE_URL = secret("SITE_URL", demo="http://127.0.0.1:8000")  # stands in messages to parties
SOURCE_URL = secret("SOURCE_URL", demo="")  # page with this very source; empty: served here

INSTALLED_APPS = [
    "niudai.kernel",
    "niudai.access",
    "niudai.audit",
    "niudai.organisations",
    "niudai.rulebook",
    "niudai.notices",
    "niudai.sheets",
    "niudai.casework",
    "niudai.membership",
    "niudai.funds",
    "niudai.formation",
    "niudai.agreements",
    "niudai.assistance.hardship",
    "niudai.assistance.visits",
    "niudai.assistance.aid",
    "niudai.assistance.warmth",
    "niudai.assistance.giving",
    "niudai.assistance.desk",
    "niudai.statistics",
    "niudai.disputes",
    "niudai.portal",
    "niudai.office",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config.static.StaticFiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "niudai.office.gate.session_limits",
    "niudai.access.middleware.actor_middleware",
    "niudai.rulebook.entered.edition_middleware",
    "niudai.office.gate.Gate",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'niudai.sqlite3'}")}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

# --- language and time -------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["niudai.kernel.formats"]

# --- the federation ----------------------------------------------------------------------
NIUDAI_PLACE = secret("NIUDAI_PLACE", demo="320281")  # division code the rulebook starts from
NIUDAI_LOCAL_RULES = secret("NIUDAI_LOCAL_RULES", demo="")  # folder of the county's own rules

# --- sign-in: the rest, the same everywhere, stands in config/sign_in.py -------------------
# Who must have a second factor before anything else; the demo city does without.
TOTP_ROLES = words("TOTP_ROLES", "" if DEMO else "administrator,auditor,rights_officer")
ONE_TIME_PASSWORD_DAYS = 7  # after these an administrator's password no longer opens anything
TRUSTED_PROXIES = words("TRUSTED_PROXIES")

# --- the portal, where nobody signs in ---------------------------------------------------
DRAFT_DAYS = 30
PARTY_IDLE_SECONDS = 30 * 60
# What may be tried how often: (tries, seconds) for one address, phone, code or draft.
TRIES = {
    "follow": {"address": (60, 900), "phone": (8, 900), "code": (8, 900)},
    "code-again": {"address": (10, 3600), "phone": (3, 3600)},
    "draft": {"address": (60, 900), "phone": (8, 900), "code": (8, 900)},
    "apply": {"address": (60, 3600), "phone": (5, 3600)},
    "tip": {"address": (20, 3600)},
    "join": {"address": (60, 3600), "phone": (5, 3600)},
    "help": {"address": (60, 3600), "phone": (5, 3600)},
    "object": {"address": (10, 3600), "line": (20, 86400)},
    # Whether somebody is a member is answered to the phone on file alone, and seldom.
    "membership": {"address": (20, 3600), "phone": (3, 3600), "number": (3, 3600)},
    "membership-code": {"address": (30, 900)},
    "employers": {"address": (120, 600)},
    "answer": {"address": (60, 900)},
    "upload": {"address": (60, 3600)},
    "message": {"address": (60, 3600), "case": (10, 3600)},
}

# --- transport and browser ---------------------------------------------------------------
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [("tabler", BASE_DIR / "node_modules/@tabler/core/dist")]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "niudai.kernel.sealed_files.SealedStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = Path(secret("MEDIA_ROOT", demo=str(VAR_DIR / "attachments")))
ATTACHMENT_LIMIT_MIB = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- messages to people ------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if email_host := words("EMAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = email_host[0]
    EMAIL_HOST_USER = secret("EMAIL_HOST_USER", demo="")
    EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_PASSWORD", demo="")
    EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=True)
    EMAIL_PORT = int(secret("EMAIL_PORT", demo="587" if EMAIL_USE_TLS else "25"))
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hold up the other messages
DEFAULT_FROM_EMAIL = secret("DEFAULT_FROM_EMAIL", demo="niudai@localhost")
# Text messages and WeCom: a class of niudai.notices.channels or the county's own. With an address
# they go to a gateway of the county by HTTPS; without one they stand in the log only.
SMS_WEBHOOK_URL = secret("SMS_WEBHOOK_URL", demo="")
SMS_WEBHOOK_TOKEN = secret("SMS_WEBHOOK_TOKEN", demo="")
WECOM_WEBHOOK_URL = secret("WECOM_WEBHOOK_URL", demo="")
WECOM_WEBHOOK_TOKEN = secret("WECOM_WEBHOOK_TOKEN", demo="")
CHANNELS = "niudai.notices.channels"
SMS_CHANNEL = secret(
    "SMS_CHANNEL", demo=f"{CHANNELS}.{'Webhook' if SMS_WEBHOOK_URL else 'Console'}"
)
WECOM_CHANNEL = secret(
    "WECOM_CHANNEL", demo=f"{CHANNELS}.{'Webhook' if WECOM_WEBHOOK_URL else 'Console'}"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
