"""`niudai load-divisions FILE.csv [--apply] [--json]`: the places of a county, from its list."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.organisations.actions import compare, load_divisions
from niudai.organisations.actions.divisions import Changes
from niudai.organisations.division_file import DivisionFile, read_divisions

SHOWN = 20  # lines of each kind; --json has them all


class Command(BaseCommand):
    help = "Load a county's list of towns and villages from a CSV file, or show what would change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="columns: code, name, level, parent_code")
        parser.add_argument("--apply", action="store_true", help="without it nothing is changed")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, apply: bool, as_json: bool, **options: object) -> None:
        found = read_divisions(content_of(file))
        changes = Changes() if found.wrong else compare(found.rows)
        if apply and not found.wrong:
            changes = load_divisions(found, by=CLOCK)
        if as_json:
            self.stdout.write(json.dumps(report(found, changes, apply), ensure_ascii=False))
        else:
            self.tell(found, changes, apply=apply)
        if found.wrong:
            raise CommandError(
                _("%(count)d rows are wrong; nothing was loaded.") % {"count": len(found.wrong)}
            )

    def tell(self, found: DivisionFile, changes: Changes, *, apply: bool) -> None:
        for wrong in found.wrong:
            self.stderr.write(str(wrong))
        if found.wrong:
            return
        self.some([f"+ {place.code} {place.name}" for place in changes.added])
        self.some(
            [
                f"* {code} " + ", ".join(f"{old} → {new}" for old, new in fields.values())
                for code, fields in changes.changed.items()
            ]
        )
        self.some([f"? {place.code} {place.name}" for place in changes.kept])
        self.stdout.write(
            _("%(added)d added, %(changed)d changed, %(same)d unchanged, %(kept)d kept although "
              "the list does not name them.")
            % {
                "added": len(changes.added), "changed": len(changes.changed),
                "same": changes.unchanged, "kept": len(changes.kept),
            }
        )  # fmt: skip
        if not apply:
            self.stdout.write(_("Nothing was changed. Add --apply to load."))

    def some(self, lines: list[str]) -> None:
        for line in lines[:SHOWN]:
            self.stdout.write(line)
        if len(lines) > SHOWN:
            self.stdout.write(_("… and %(more)d more.") % {"more": len(lines) - SHOWN})


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(
            _("“%(file)s” cannot be read: %(why)s") % {"file": file, "why": error.strerror}
        ) from error


def report(found: DivisionFile, changes: Changes, apply: bool) -> dict[str, Any]:
    return {
        "rows": len(found.rows),
        "wrong": [
            {"line": each.line, "column": each.column, "value": each.value, "reason": each.reason}
            for each in found.wrong
        ],
        "added": [
            {"code": place.code, "name": place.name, "level": place.level}
            for place in changes.added
        ],
        "changed": changes.changed,
        "unchanged": changes.unchanged,
        "kept": [place.code for place in changes.kept],
        "applied": apply and not found.wrong,
    }
