"""The settings of the program, as the tests run it: demo secrets, a throw-away database."""

import os
import tempfile
from pathlib import Path

os.environ["DEBUG"] = "1"  # stands-in for the secrets; Django's own DEBUG is off in tests
os.environ["DEMO"] = "0"

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

SCRATCH = Path(tempfile.gettempdir()) / f"niudai-tests-{os.getuid()}"
SCRATCH.mkdir(mode=0o700, exist_ok=True)

database = DATABASES["default"]
if database["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser's server has connections of its own, as in production.
    database["TEST"] = {"NAME": str(SCRATCH / f"test-{os.getpid()}.sqlite3")}
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
elif "NIUDAI_MIGRATED" in os.environ:
    database["TEST"] = {"TEMPLATE": os.environ["NIUDAI_MIGRATED"]}
database["CONN_MAX_AGE"] = 0

MEDIA_ROOT = SCRATCH / f"attachments-{os.getpid()}"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TOTP_ROLES: list[str] = []  # the tests of the second factor set it themselves
