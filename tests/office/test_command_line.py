"""The command `niudai` as an operator types it."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.test import override_settings

OF_THE_TESTS = {
    "DJANGO_SETTINGS_MODULE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "DEMO",
}


def niudai(*words, **environment):
    inherited = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    return subprocess.run(
        [sys.executable, "-m", "niudai", *words],
        env={**inherited, "DEBUG": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_alone_it_lists_our_commands_first():
    done = niudai()
    assert done.returncode == 0
    assert done.stdout.index("  serve ") < done.stdout.index("of the framework:")
    assert "  timed-work " in done.stdout


def test_a_hyphen_in_a_command_is_as_good_as_an_underscore():
    assert niudai("timed-work", "--help").stdout == niudai("timed_work", "--help").stdout


def test_an_unknown_command_is_a_sentence():
    done = niudai("nonsense")
    assert done.returncode == 1
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("clock", "--from", "2026-03-02"), "rule"),
        (("clock", "AWD-SUE", "--from"), "--from"),
        (("clock", "AWD-SUE", "--from", "2026-03-02", "--bogus"), "--bogus"),
        (("evaluate", "--on", "2026-03-02"), "rule"),
    ],
)
def test_a_program_reads_json_even_when_an_option_is_wrong(words, said):
    done = niudai(*words, "--json")
    assert done.returncode == 2
    assert said in json.loads(done.stdout)["error"]
    assert done.stderr.count("\n") == 1


def test_a_production_start_without_a_secret_is_refused():
    done = niudai("check", DEBUG="0")
    assert done.returncode == 1
    assert done.stderr == "SECRET_KEY is not set. Put a long random value into it.\n"


def test_known_passwords_never_meet_the_open_internet():
    done = niudai("check", DEBUG="0", DEMO="1")
    assert done.returncode == 1
    assert done.stderr.startswith("DEMO=1 has known passwords")


def test_a_database_without_tables_is_a_sentence(tmp_path):
    done = niudai("clearsessions", DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3")
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: no such table")


@pytest.mark.django_db
@override_settings(TIMED_COMMANDS=[("nonsense", 60), ("clearsessions", 60)])
def test_a_timed_command_that_fails_does_not_stop_the_next(capsys):
    call_command("timed_work", once=True)
    assert capsys.readouterr().err.splitlines() == ["nonsense: Unknown command: 'nonsense'"]
