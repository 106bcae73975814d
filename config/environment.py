"""What the settings read from the environment, with a sentence when a value is missing or wrong."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, *, demo: str | None) -> str:
    """A secret from the environment or from the file NAME_FILE; `demo` stands in otherwise."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    if demo is None:
        raise ImproperlyConfigured(f"{name} is not set. Put a long random value into it.")
    return demo


def database(default: str) -> dict[str, Any]:
    """Django's database settings from DATABASE_URL: sqlite:///path or postgres://user@host/name."""
    url = urlsplit(os.environ.get("DATABASE_URL", default))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path[1:]),
            # Opening the file anew for each page costs as much as five of its queries.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # Writers queue at BEGIN; the deferred default fails under two writers.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;",
            },
        }
    if url.scheme in {"postgres", "postgresql"}:
        options = {key: values[-1] for key, values in parse_qs(url.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path[1:]),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": options.pop("host", url.hostname or ""),
            "PORT": options.pop("port", str(url.port or "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(f"DATABASE_URL begins with “{url.scheme}:”; use sqlite or postgres.")
