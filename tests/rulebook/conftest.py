"""The official calendar without a database, and the commands as a person types them."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from niudai.kernel.calendar import WorkCalendar
from niudai.rulebook.calendars import calendar_of, shipped_days, shipped_notices


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return calendar_of(shipped_days(), shipped_notices())


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def command(db):
    """Run a command of the rulebook and read its JSON."""

    def run(*words: str) -> Any:
        out = io.StringIO()
        call_command(*words, "--json", "--lang", "en", stdout=out)
        return json.loads(out.getvalue())

    return run


@pytest.fixture
def clock(command):
    """Natural end, legal end and reminder of a rule, as dates."""

    def run(rule: str, start: str, *words: str) -> tuple[str, str, str]:
        found = command("clock", rule, "--from", start, *words)
        return found["natural_end"], found["legal_end"], found["alarm_on"]

    return run


@pytest.fixture
def evaluated(command, monkeypatch):
    """The answer of `evaluate` to these facts."""

    def run(rule: str, facts: Any, *words: str, on: str = "2026-09-30") -> Any:
        text = facts if isinstance(facts, str) else json.dumps(facts)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return command("evaluate", rule, "--on", on, *words)

    return run


@pytest.fixture
def refused(db):
    """The sentence with which a command refuses; its JSON says the same."""

    def run(*words: str) -> str:
        out = io.StringIO()
        with pytest.raises(CommandError) as refusal:
            call_command(*words, "--json", "--lang", "en", stdout=out)
        said = str(refusal.value)
        assert refusal.value.returncode == 1
        assert json.loads(out.getvalue()) == {"error": said}
        return said

    return run


def day(text: str) -> date:
    return date.fromisoformat(text)
