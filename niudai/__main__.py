"""The command `niudai`: our own commands and Django's; a refusal is a sentence."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import (
    CommandError,
    ManagementUtility,
    get_commands,
    load_command_class,
)
from django.db import OperationalError

from niudai.kernel.refused import Refused

HELP = {"help", "-h", "--help"}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line; 0 when it worked, otherwise the sentence is on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    line = list(sys.argv[1:] if words is None else words)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # whoever reads a pipe sees each line at once
    try:
        run(line)
    except CommandError as error:
        return say(str(error), error.returncode)
    except (Refused, ImproperlyConfigured) as error:
        return say(str(error), 1)
    except OperationalError as error:
        return say(f"The database does not answer: {error}. Is it there, and migrated?", 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader had enough: `niudai rules | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


def run(line: list[str]) -> None:
    # A wrong environment is said here, before any command is looked for.
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not line or (len(line) == 1 and line[0] in HELP):
        sys.stdout.write(overview())
        return
    at = 1 if line[0] in HELP else 0
    line[at] = line[at].replace("-", "_") if not line[at].startswith("-") else line[at]
    if at == 0 and "--traceback" not in line:
        line.insert(1, "--traceback")  # hands the error to `main`, which says it in one sentence
    ManagementUtility(["niudai", *line]).execute()


def overview() -> str:
    """Our commands with what each is for, then the names of Django's."""
    django.setup()
    commands = sorted(get_commands().items())
    ours = [(name, app) for name, app in commands if app.startswith("niudai.")]
    rows = [
        f"  {name.replace('_', '-'):<22} {load_command_class(app, name).help}" for name, app in ours
    ]
    others = ", ".join(name for name, app in commands if not app.startswith("niudai."))
    return "\n".join(
        ["niudai COMMAND [--help]", "", *rows, "", f"  and of the framework: {others}", ""]
    )


def say(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
