"""Where a request comes from, believing a proxy only when it is one of ours."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    nearest = request.META.get("REMOTE_ADDR", "")
    if nearest not in settings.TRUSTED_PROXIES:
        return nearest
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return claimed[-1].strip() or nearest
