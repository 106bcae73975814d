"""Who knocks: where a request comes from, and under which name it asks to be let in."""

import unicodedata

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's address; a proxy is believed only when it is one of ours."""
    nearest = request.META.get("REMOTE_ADDR", "")
    if nearest not in settings.TRUSTED_PROXIES:
        return nearest
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return claimed[-1].strip() or nearest


def given_username(request: HttpRequest | None, credentials: dict[str, str] | None = None) -> str:
    """The name as failures are counted under it: another spelling of it is no second chance."""
    given = (credentials or {}).get("username", "")
    if not given and request is not None:
        given = request.POST.get("login", "")
    return unicodedata.normalize("NFKC", given).strip().casefold()[:150]
