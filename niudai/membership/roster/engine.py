"""The engine of member rosters: check, find, decide, write; dry or real the same way."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from niudai.audit.log import record
from niudai.kernel.bulk import by_index, roomy
from niudai.membership.models import Person
from niudai.membership.roster import undoing
from niudai.membership.roster.deciding import Deciding
from niudai.membership.roster.keys import Keys
from niudai.membership.roster.known import OnFile, one_at_a_time
from niudai.membership.roster.readying import Batch, Readying
from niudai.membership.roster.seen import Seen
from niudai.membership.roster.units import Units
from niudai.membership.roster.writing import write
from niudai.membership.tallying import count_in, recount
from niudai.organisations.actions.units import refuse_dissolved
from niudai.sheets.kinds import Engine, Outcome, Remembered, Taken

FEWEST, MOST = 5_000, 20_000  # rows of a batch


class Members(Engine):
    """Takes rosters of members."""

    ahead_from = 10_000

    def begin(self, done: Sequence[dict[str, Any]]) -> None:
        refuse_dissolved(self.run.organisation)
        roomy()
        # Every batch writes out the pages of the indexes its keys are scattered over: the fewer
        # the quicker, but a person at a page waits no longer than one takes.
        self.batch_rows = min(MOST, max(FEWEST, self.run.total // 20))
        self.today = timezone.localdate()
        self.seen = Seen()
        self.seen.restore(facts["seen"] for facts in done if "seen" in facts)
        self.seated: dict[int, dict[str, Any]] = {}
        # Only then is it worth while to look for everybody's old number too.
        self.old = Person.objects.filter(number_state=Person.NumberState.OLD).exists()
        self.keys = Keys(old=True)

    def readying(self) -> Readying:
        return Readying(
            kind=self.run.kind.name, columns=self.run.columns, dry=self.run.dry, old=self.old,
            units=Units(self.run.organisation), today=self.today,
        )  # fmt: skip

    def take(self, rows: dict[str, Any]) -> Taken:
        """`rows` as `Readying` makes them."""
        if not self.run.dry:
            one_at_a_time()
        by_index()
        batch = Batch(**rows)
        on_file = OnFile(self.sought(batch), self.seated, lock=not self.run.dry)
        deciding = Deciding(self.run, batch, self.seen, on_file, self.today)
        deciding.decide_all()
        self.seated |= deciding.seated
        return self.written(batch, deciding)

    def sought(self, batch: Batch) -> dict[str, str]:
        """Under what the persons of the batch may be found → by what they are known."""
        under = {key: key for key in batch.keys if key}
        for at, (key, person) in enumerate(zip(batch.keys, batch.shorts, strict=True)):
            if key and batch.besides:
                under |= dict.fromkeys(batch.besides[at], key)
            elif key and person in self.seen.first:
                # The row before may have brought the old number of 15 digits.
                others = self.keys.others(batch.said["number"][at], batch.states[at])
                under |= dict.fromkeys(others, key)
        return under

    def written(self, batch: Batch, deciding: Deciding) -> Taken:
        taken = deciding.taken
        if self.run.dry:
            return taken
        taken.facts = write(batch, deciding.plan, self.today)
        count_in(taken.facts["people"])
        if deciding.plan.touched:
            recount(deciding.plan.touched)
        taken.facts |= {"seen": self.seen.facts(), "entry": self.note(batch, taken)}
        return taken

    def note(self, batch: Batch, taken: Taken) -> int:
        """One entry of the log for the batch, none when it changed nothing; its number."""
        done: dict[str, Any] = {
            str(outcome): sum(n for (each, _why), n in taken.counts.items() if each == outcome)
            for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.PAIR)
        }
        if not any(done.values()):
            return 0
        span = [batch.rows[0], batch.rows[-1]]
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
