"""The engine of member rosters: check, find, decide, write; dry or real the same way."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from niudai.audit.log import record
from niudai.kernel.bulk import roomy
from niudai.membership.roster import undoing
from niudai.membership.roster.checking import Checked, Checks
from niudai.membership.roster.deciding import Deciding
from niudai.membership.roster.known import OnFile, Sought, one_at_a_time
from niudai.membership.roster.seen import Seen
from niudai.membership.roster.writing import write
from niudai.membership.tallying import count_in, recount
from niudai.organisations.actions.units import refuse_dissolved
from niudai.sheets.kinds import Engine, Outcome, Remembered, SheetRow, Taken


class Members(Engine):
    """Takes rosters of members."""

    batch_rows = 5_000

    def begin(self, done: Sequence[dict[str, Any]]) -> None:
        refuse_dissolved(self.run.organisation)
        roomy()
        self.today = timezone.localdate()
        self.checks, self.sought, self.seen = Checks(self.run), Sought(), Seen()
        self.seen.restore(facts["seen"] for facts in done if "seen" in facts)
        self.seated: dict[int, dict[str, Any]] = {}

    def take(self, rows: Sequence[SheetRow]) -> Taken:
        if not self.run.dry:
            one_at_a_time()
        batch = self.checks.check(rows)
        good = list(batch.good())
        numbers = [batch.values["number"][at] for at in good]
        known_by, under = self.sought.keys(numbers, [batch.states[at] for at in good])
        on_file = OnFile(under, self.seated, lock=not self.run.dry)
        deciding = Deciding(self.run, batch, self.seen, on_file, self.today)
        keys = dict(zip(good, known_by, strict=True))
        for at in range(len(rows)):
            if at in keys:
                deciding.decide(at, keys[at])
            else:
                deciding.refuse(at, batch.faults[at])
        self.seated |= deciding.seated
        return self.written(batch, deciding, keys)

    def written(self, batch: Checked, deciding: Deciding, keys: dict[int, str]) -> Taken:
        taken = deciding.taken
        if self.run.dry:
            return taken
        stored = {
            at: self.sought.key(batch.values["number"][at]) if batch.states[at] == "old" else key
            for at, key in keys.items()
        }
        taken.facts = write(batch, deciding.plan, stored, self.today)
        count_in(taken.facts["people"])
        if deciding.plan.touched:
            recount(deciding.plan.touched)
        taken.facts |= {"seen": self.seen.facts(), "entry": self.note(batch, taken)}
        return taken

    def note(self, batch: Checked, taken: Taken) -> int:
        """One entry of the log for the batch, none when it changed nothing; its number."""
        done: dict[str, Any] = {
            str(outcome): sum(n for (each, _why), n in taken.counts.items() if each == outcome)
            for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.PAIR)
        }
        if not any(done.values()):
            return 0
        span = [batch.rows[0][0], batch.rows[-1][0]]
        entry = record(
            "membership.roster", self.run.organisation, by=self.run.by,
            roster=self.run.import_id, lines="–".join(map(str, span)), **done,
        )  # fmt: skip
        return entry.number

    def built_on(self, facts: dict[str, Any], lines: Sequence[Remembered]) -> str:
        return undoing.built_on(facts, lines, import_id=self.run.import_id) if facts else ""

    def undo(self, facts: dict[str, Any], lines: Sequence[Remembered]) -> None:
        if facts:
            undoing.undo(facts, lines)
