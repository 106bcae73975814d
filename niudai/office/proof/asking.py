"""Asking the program in-process, as a browser would, and noticing what it writes."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from niudai.access.models import User
from niudai.office.proof.judging import SAFE, Answer
from niudai.office.proof.world import BACKEND

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# What the program keeps about sessions and tries; nobody's matter is in it.
HOUSEKEEPING = {
    "django_session", "usersessions_usersession", "cache", "access_tries", "axes_accessattempt",
    "axes_accesslog", "axes_accessfailurelog",
}  # fmt: skip


class Browser:
    """One person's browser, or a stranger's. Every question starts with the same cookies."""

    def __init__(self, user: User | None = None) -> None:
        host = next((name for name in settings.ALLOWED_HOSTS if name[:1] not in "*."), "localhost")
        cookies = ""
        if user is not None:
            client = Client()
            client.force_login(user, BACKEND)
            cookies = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
        self.factory = RequestFactory(
            HTTP_HOST=host, HTTP_ACCEPT_LANGUAGE="zh-hans", HTTP_COOKIE=cookies
        )
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.written: list[str] = []

    def ask(self, method: str, address: str, query: str = "") -> Answer:
        """The answer to one question; whatever an unsafe method did is undone."""
        request = self.factory.generic(method, f"{address}?{query}", secure=True)
        self.written = []
        with connection.execute_wrapper(self.notice), transaction.atomic():
            response = self.handler(request.environ)
            answer = Answer(
                status=response.status_code,
                location=response.headers.get("Location", ""),
                text=text_of(response),
                written=tuple(self.written),
            )
            if method not in SAFE:
                transaction.set_rollback(True)
        return answer

    def notice(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITE.match(sql)
        if found and found[1] not in HOUSEKEEPING:
            self.written.append(found[1])
        return execute(sql, params, many, context)


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode("utf-8", errors="replace"))


@contextmanager
def quietly() -> Iterator[None]:
    """Refusals are what is asked for here: they are no news for the log of the server."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
