"""A command that answers a person or, with --json, a program; a refusal is one sentence."""

import json
from abc import abstractmethod
from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from niudai.kernel.refused import Refused
from niudai.rulebook.instruments import WrongData
from niudai.rulebook.rules import Rulebook, from_files, rulebook


class AnsweringCommand(BaseCommand):
    """Commands over the rulebook: `answer` returns what --json prints and what a person reads."""

    requires_system_checks: list[str] = []
    for_a_program = False  # known before the options are read: a wrong one is answered in JSON too

    def run_from_argv(self, argv: list[str]) -> None:
        self.for_a_program = "--json" in argv
        super().run_from_argv(argv)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self.refuse  # type: ignore[method-assign]
        return parser

    def refuse(self, message: str) -> NoReturn:
        """A wrong option or a missing one; two, as every command line says it."""
        if self.for_a_program:
            self.stdout.write(as_json({"error": message}))
        raise CommandError(message, returncode=2)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument("--lang", choices=["zh-hans", "en"], help="language of the answer")

    def handle(self, *, json: bool, lang: str | None, **options: Any) -> None:
        with override(lang or settings.LANGUAGE_CODE):
            try:
                data, text = self.answer(**options)
            except (Refused, WrongData) as refusal:
                if json:
                    self.stdout.write(as_json({"error": str(refusal)}))
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(as_json(data) if json else text)

    @abstractmethod
    def answer(self, **options: Any) -> tuple[Any, str]:
        """The answer as data and as text, or Refused."""


def offer_entered(parser: CommandParser) -> None:
    parser.add_argument(
        "--entered", action="store_true", help="read the rows the county entered as well"
    )


def rows_of(options: dict[str, Any]) -> Rulebook:
    """The rows of the files, for which no database is needed; with --entered those of the table."""
    return rulebook() if options.get("entered") else from_files()


def as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def read_day(text: str, option: str) -> date:
    """A date as 2026-09-14."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text != day.isoformat():
        raise Refused(
            _("%(option)s: “%(text)s” is not a date. Write it as 2026-09-14.")
            % {"option": option, "text": text}
        )
    return day
