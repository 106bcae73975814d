"""What every test may ask for. The browser's fixtures are in tests/browser.py."""

import gc
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

from niudai.audit import triggers
from niudai.funds import triggers as ledger_triggers
from niudai.rulebook import entered
from tests import migrated
from tests.browser import axe, browser, desk, phone

# In a fresh checkout the first draw reads every module of the program for its constants; and what a
# machine with other work takes for an example says nothing about the program.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")

__all__ = ["axe", "browser", "desk", "phone"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    if connection.vendor == "postgresql":
        # The whole suite runs on SQLite first: here only what asks the database.
        idle = [item for item in items if not asks_the_database(item)]
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if asks_the_database(item)]


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def scratch_folders() -> Iterator[None]:
    """Attachments of the tests go to a folder that is not the program's."""
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Databases of this run begin as a copy of a migrated one."""
    with migrated.copied():
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared as the source has them; pages still come in the language asked for."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def rules_of_the_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database the rulebook is that of the files."""
    if not asks_the_database(request.node):
        monkeypatch.setattr(entered, "asked_edition", str)


@pytest.fixture(scope="session", autouse=True)
def emptied_log() -> Iterator[None]:
    """A test with transactions of its own empties every table afterwards, log and ledger too.

    PostgreSQL truncates; SQLite deletes, which the triggers of both refuse.
    """
    empty = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        if not has_triggers():
            empty(case)
            return
        with connection.schema_editor() as editor:
            triggers.remove(editor)
            ledger_triggers.remove(editor)
        empty(case)
        with connection.schema_editor() as editor:
            triggers.install(editor)
            ledger_triggers.install(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


def has_triggers() -> bool:
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'audit_entry_is_not%'")
        return bool(cursor.fetchone()[0])
