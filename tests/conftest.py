"""What every test may ask for. The browser's fixtures are in tests/browser.py."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from tests.browser import axe, browser, desk, phone

__all__ = ["axe", "browser", "desk", "phone"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def scratch_folders() -> Iterator[None]:
    """Attachments of the tests go to a folder that is not the program's."""
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared as the source has them; pages still come in the language asked for."""
    with translation.override("en"):
        yield
