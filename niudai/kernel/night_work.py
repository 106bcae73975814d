"""A command that goes through rows while nobody watches.

Dry unless told `--apply`, safe to run twice, shows progress; one bad row does not hide the rest,
and the command ends non-zero when something failed.
"""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused

EVERY = 100  # rows between two lines of progress


class Later(Exception):
    """Not done now; it will be tried again by itself."""


class NightWork(BaseCommand, ABC):
    """Subclasses say which rows are due and what is done with one."""

    noun: ClassVar[str]  # what the rows are, for the lines on the screen

    @abstractmethod
    def due(self, today: date) -> Sequence[Any]:
        """The keys of the rows to act on."""

    @abstractmethod
    def act(self, key: Any, today: date) -> bool:
        """Act on one row. False when somebody else was quicker. Whatever it raises is counted."""

    def enough(self) -> bool:
        """Whether the rest can wait for the next run."""
        return False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="without it nothing is changed")
        parser.add_argument("--as-of", type=date.fromisoformat, help="look from this day")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(
        self, *, apply: bool, as_of: date | None, as_json: bool, verbosity: int, **options: Any
    ) -> None:
        today = as_of or timezone.localdate()
        if apply and today > timezone.localdate():
            raise CommandError(
                _("A day to come can be looked at, not acted on: leave out --apply.")
            )
        keys = self.due(today)
        counts = Counter(found=len(keys), done=0, unchanged=0, later=0, failed=0)
        self.faults: list[dict[str, Any]] = []
        if apply:
            self.go_through(keys, today, counts, loud=bool(verbosity) and not as_json)
        if as_json:
            self.stdout.write(self.as_json(counts, apply=apply, today=today))
        elif not apply:
            self.stdout.write(f"{len(keys)} {self.noun} ({today}). Add --apply to act.")
        if counts["failed"]:
            raise CommandError(
                f"{counts['failed']} of {len(keys)} {self.noun} failed. Mend the cause; run again."
            )

    def go_through(
        self, keys: Sequence[Any], today: date, counts: Counter[str], *, loud: bool
    ) -> None:
        for number, key in enumerate(keys, start=1):
            if self.enough():
                break
            counts[self.outcome(key, today)] += 1
            if loud and (number % EVERY == 0 or number == len(keys)):
                self.stdout.write(f"{number}/{len(keys)} {self.noun}")

    def outcome(self, key: Any, today: date) -> str:
        """done, unchanged, later or failed: each trouble is said and does not stop the others."""
        try:
            return "done" if self.act(key, today) else "unchanged"
        except Later as reason:
            self.complain(key, str(reason))
            return "later"
        except Refused as refusal:
            self.complain(key, refusal.reason)
        except Exception as error:  # one bad row must not hide the rest
            self.complain(key, f"{type(error).__name__}: {error}")
        return "failed"

    def complain(self, key: Any, reason: str) -> None:
        self.faults.append({"row": key, "reason": reason})
        self.stderr.write(f"{self.noun}, {key}: {reason}")

    def as_json(self, counts: Counter[str], *, apply: bool, today: date) -> str:
        facts = {**counts, "as_of": today.isoformat(), "applied": apply, "faults": self.faults}
        return json.dumps(facts, ensure_ascii=False)
