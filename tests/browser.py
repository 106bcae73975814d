"""A real browser on the live program: a worker's phone and an officer's desk.

A script error, a message on the console and a breach of the content security policy
all fail the test in which they happen.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

AXE = Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium() -> str | None:
    return (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine; set CHROMIUM or install chromium")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright keeps an event loop in this thread; our tests stay synchronous beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            chrome = playwright.chromium.launch(executable_path=program, args=FLAGS)
            yield chrome
            chrome.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def page_of(
    browser: Browser,
    address: str,
    width: int,
    height: int,
    *,
    language: str = "zh-CN",
    heard_by: list[str] | None = None,
    **more: Any,
) -> Iterator[Page]:
    """A page of its own; what the browser complains of fails here, or goes to `heard_by`."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale=language,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        **more,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = [] if heard_by is None else heard_by

    def heard(message: ConsoleMessage) -> None:
        # A page that answers 404 or 409 is also reported as an error; the test looks at it itself.
        refused_page = (
            "Failed to load resource" in message.text and message.location["url"] == page.url
        )
        if message.type in {"error", "warning"} and not refused_page:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    try:
        yield page
    finally:
        context.close()
    assert heard_by is not None or not complaints, "the browser complained:\n" + "\n".join(
        complaints
    )


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A worker's phone, 360 × 740, in Chinese; `phone.goto("/")` opens the portal."""
    with page_of(browser, live_server.url, 360, 740, has_touch=True, is_mobile=True) as page:
        yield page


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Page]:
    """An officer's desk, 1280 × 900, in Chinese."""
    with page_of(browser, live_server.url, 1280, 900) as page:
        yield page


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)` returns what axe finds wrong on the page, one sentence each."""

    def violations(page: Page) -> list[str]:
        # As an isolated script: the page's own policy forbids foreign script, rightly.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run(document)).violations")
        return [
            f"{each['id']} ({each['impact']}): {each['help']}: {node['html'][:200]}"
            for each in found
            for node in each["nodes"]
        ]

    return violations
