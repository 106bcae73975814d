"""A log with a few entries in it, and the triggers of the database."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection

from niudai.access.actor import CLOCK
from niudai.audit import triggers
from niudai.audit.log import record
from tests.factories import OrganisationFactory


@pytest.fixture
def federation(db):
    return OrganisationFactory(short_name="市总")


@pytest.fixture
def log(federation):
    """Five entries about the federation, the third with personal data."""
    return [
        record(
            "organisations.correct", federation, by=CLOCK, round=number,
            personal={"name": "甄示例"} if number == 3 else None,
        )
        for number in range(1, 6)
    ]  # fmt: skip


@pytest.fixture
def kept(db):
    """The database keeps the log append-only, as on every installation."""
    with without_triggers() as editor:
        triggers.install(editor)
        yield


@pytest.fixture
def in_hand(db):
    """Someone has the database itself in hand and took the triggers away."""
    with without_triggers():
        yield


@contextmanager
def without_triggers():
    """The log as a table like any other; what the test does to it ends with its transaction."""
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        triggers.remove(editor)
        yield editor
