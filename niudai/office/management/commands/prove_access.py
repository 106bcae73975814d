"""`niudai prove-access`: ask every address as everybody, and name each answer that must not be."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from niudai.office.proof import prove

SHOWN = 200  # sentences: a broken rule leaks on every page at once


class Command(BaseCommand):
    help = "Prove on this installation that nobody sees or changes what lies outside their place."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, verbosity: int, **options: object) -> None:
        talkative = verbosity > 1 or (sys.stderr.isatty() and not as_json)
        proof = prove(tell=self.stderr.write if talkative else lambda _line: None)
        sentences = [str(leak) for leak in proof.leaks]
        if as_json:
            facts: dict[str, Any] = {
                "routes": proof.routes, "checks": proof.checks, "leaks": len(sentences)
            }  # fmt: skip
            if sentences:
                facts["sentences"] = sentences[:SHOWN]
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            for sentence in sentences[:SHOWN]:
                self.stdout.write(sentence)
            self.stdout.write(
                _("%(routes)d addresses, %(checks)d checks, %(leaks)d leaks.")
                % {"routes": proof.routes, "checks": proof.checks, "leaks": len(sentences)}
            )
        if sentences:
            raise CommandError(
                _("The access rules leak: %(count)d answers.") % {"count": len(sentences)}
            )
